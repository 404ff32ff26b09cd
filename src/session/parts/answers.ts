/**
 * Answers that guests owe. Where a level's goal is that most requests are answered within some time, it is seen on each guest
 * how long its oldest request has been waiting, beside that time: whoever will be too late is known before it is.
 */
import { type Cycles, type Int, NEVER, oldestRequest, type World } from '../../sim/index.ts';
import type { SessionPart, With } from '../part.ts';
import type { Board } from '../view-base.ts';

/** `within`: cycles that the strictest goal gives nine of ten; `asked`: by guest, when its oldest open request came, NEVER = none. */
export type AnswersView = { within: Cycles; asked: readonly Cycles[] };

/** of so many answers of all guests together one may be later */
const MOST = 'requestP90';
/** Shorter times are over before anybody has looked: seconds of play. */
const SEEN = 6;
/** From so many parts of the time on somebody should make room for whoever owes. */
const DUE: Int = 4;

function withinOf(w: World): Cycles | null {
  const times = w.setup.goals.flatMap(({ metric, of = 'all', atMost }) =>
    metric === MOST && of === 'all' && atMost !== undefined ? [atMost] : [],
  );
  return times.length === 0 ? null : Math.round((Math.min(...times) * w.program.hz) / 1_000_000_000);
}

export const answers: SessionPart<AnswersView, Board & With<'answers', AnswersView>> = {
  verbs: [],
  nothing: {
    playfield: 'a line on the tower, which is of words and numbers',
    audio: 'it fills up slowly, for many at once',
  },
  view({ w, past }) {
    const within = withinOf(w);
    if (within === null || within < SEEN * past.samples.second) return null;
    return { within, asked: w.guests.map((_, g) => oldestRequest(w, g)) };
  },
  situations: {
    /** Somebody owes an answer, waits for a pCPU, and one is held by a guest that owes none, or has not for long. */
    owing(_, { parts, guests, pcpus, now }) {
      if (parts.answers === null) return null;
      const { within, asked } = parts.answers;
      const owed = (guest: Int): Cycles => (asked[guest] === NEVER ? 0 : now - (asked[guest] ?? now));
      const [first] = guests
        .filter(({ stage, vcpus }) => stage === 'up' && vcpus[0]?.state === 'ready')
        .sort((a, b) => owed(b.index) - owed(a.index));
      if (first === undefined || DUE * owed(first.index) < within) return null;
      const held = pcpus.find(({ interval, guest }) => interval === 'burst' && 2 * owed(guest) < owed(first.index));
      return held === undefined ? null : { guest: first.index, pcpu: held.index };
    },
  },
};

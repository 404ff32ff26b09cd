/** Whoever asks to enter (`asks` of its view), and the modes in which it may be let in. */
import {
  type Bp,
  type Cycles,
  cacheFree,
  hostedByEnd,
  type Id,
  type Int,
  type Wants,
  type World,
  wantsOf,
  worthOf,
} from '../../sim/index.ts';
import { guestWho } from '../find.ts';
import type { Rect } from '../layout-types.ts';
import { doorOf } from '../margin.ts';
import type { SessionPart, With } from '../part.ts';
import type { Board } from '../view-base.ts';

const FULL: Bp = 10_000;

/** `shares`: a guest in this mode runs on the kernel of all. `start`: cycles until it is up. */
export type WayIn = { mode: Id; shares: boolean; start: Cycles };
/**
 * What somebody at the door wants of what all share, and how much of that is free: of the processors and the lock lately,
 * of the page cache by what those who are here usually use. `worth`: by way in, what it would add to the share hosted.
 * `odds`: that its kernel panics before its stay is over, if it comes the fastest way; 0 = never, as far as a run goes.
 */
export type Wish = { guest: Int; wants: Wants; free: Wants; worth: Bp[]; odds: Bp };
/** `byEnd`: the share hosted when the run ends, if all who are in stay and nobody else comes. */
export type AdmissionView = { ways: WayIn[]; wishes: Wish[]; byEnd: Bp };

/** A panic is as likely at any time, once it is up: the mean says how likely that is. */
function oddsOf(w: World, guest: Int, ways: readonly WayIn[]): Bp {
  const { stay, risk } = w.setup.guests[guest]?.enters ?? { stay: 0, risk: 0 };
  if (risk === 0) return 0;
  const up = Math.max(0, stay - Math.min(...ways.map(({ start }) => start)));
  return Math.round(FULL * (1 - Math.exp(-up / risk)));
}

function wishOf(w: World, { pcpus, guests }: Board, guest: Int, ways: readonly WayIn[]): Wish[] {
  const wants = wantsOf(w, guest);
  if (wants === null) return [];
  const machine = w.guests[guest]?.machine ?? 0;
  const own = pcpus.filter((pcpu) => pcpu.machine === machine && pcpu.on);
  const idle = own.reduce((sum, { recent }) => sum + recent.idle, 0);
  const held = guests.reduce((sum, { share }) => sum + share.locks, 0);
  const free: Wants = {
    cpu: Math.floor(idle / Math.max(1, own.length)),
    cache: cacheFree(w, machine),
    locks: Math.max(0, FULL - held),
  };
  const worth = ways.map(({ mode }) => worthOf(w, guest, mode));
  return [{ guest, wants, free, worth, odds: oddsOf(w, guest, ways) }];
}

type Seen = Board & With<'mixer' | 'hosts' | 'walls', unknown>;

export const admission: SessionPart<AdmissionView, Seen, { mixed: boolean }, Rect> = {
  verbs: ['admit', 'evict'],
  view({ w }, board) {
    if (w.setup.guests.every(({ enters }) => enters === undefined)) return null;
    const ways = (w.setup.admission?.modes ?? []).flatMap((id): WayIn[] => {
      const mode = w.program.modes.find((one) => one.id === id);
      return mode === undefined ? [] : [{ mode: id, shares: mode.named.kernel === 'host', start: mode.start }];
    });
    const wishes = board.guests.flatMap(({ index, stage }) =>
      stage === 'asking' ? wishOf(w, board, index, ways) : [],
    );
    return { ways, wishes, byEnd: hostedByEnd(w) };
  },
  // where techniques are put together, or walls are chosen, that is done at the door as well
  shape: (_, { parts }) => ({ mixed: parts.mixer !== null || parts.hosts !== null || parts.walls !== null }),
  place: ({ mixed }, ground) => (mixed ? null : doorOf(ground)),
  situations: {
    asks(_, view) {
      const found = guestWho(view, ({ asks }) => asks !== null);
      return found === null ? null : { ...found, door: true };
    },
  },
};

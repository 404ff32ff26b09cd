/** Halt polling: how long halts were beside how long each guest looks, and how often it is asked, now and soon. */
import { knobRow, rowSpan } from '../../../session/knobRows.ts';
import type { Rect, TowerPlace } from '../../../session/layout.ts';
import { HALTS_ROW, looksInVain, type PollView } from '../../../session/parts/polling.ts';
import type { View } from '../../../session/view-model.ts';
import { type Int, NEVER } from '../../../sim/types.ts';
import { useDerived, usePlay, useView } from '../context.ts';
import { cyclesOfPlay, guestName, type Speaker, spoken } from '../doing.ts';
import { polite } from '../narrate.ts';
import type { Fact, Inspection, Play, PlayPart } from '../play.ts';
import { price } from '../prices.ts';
import { RowHead } from '../rowHead.tsx';
import { Spot, Words } from '../spot.tsx';
import '../polling.css';

declare module '../target.ts' {
  interface Targets {
    poll: { guest: Int };
  }
}

const GUIDE = 'halt-polling';
/** the row below a tower, after that of its halts */
const ASKED_ROW = HALTS_ROW + 1;
/** seconds of play for which a change is told ahead */
const AHEAD = 3;

const find = ({ parts }: View, guest: Int): PollView | null => parts.polling?.guests[guest] ?? null;

type Asked = { words: string; kind: 'now' | 'soon' | 'vain' };

/** What comes soon, or how often it is asked, and that it polls in vain. */
function askedWords(speaker: Speaker, view: View, guest: Int): Asked {
  const poll = find(view, guest);
  if (poll === null || !poll.up) return { words: '', kind: 'now' };
  const { every, next, in: left, varies, nextVaries } = poll.asked;
  if (left < cyclesOfPlay(view, AHEAD) && next !== every)
    return {
      words: speaker.text.t(nextVaries ? 'play.poll.soonAbout' : 'play.poll.soon', {
        time: spoken(speaker, view, next),
      }),
      kind: 'soon',
    };
  const rate =
    every === NEVER
      ? ''
      : speaker.text.t(varies ? 'play.poll.about' : 'play.poll.every', { time: spoken(speaker, view, every) });
  if (!looksInVain(poll)) return { words: rate, kind: 'now' };
  return { words: speaker.text.t(rate === '' ? 'play.poll.vain' : 'play.poll.vainAt', { rate }), kind: 'vain' };
}

function Halts({ guest, at }: { guest: Int; at: TowerPlace }) {
  const play = usePlay();
  const { text } = play;
  const middle = useDerived(() => play.layout.value.machines[at.machine]?.middle ?? null);
  const is = useView((view) => find(view, guest)?.up ?? false);
  const words = useView((view) => askedWords(play, view, guest).words);
  const kind = useView((view) => askedWords(play, view, guest).kind);
  if (middle.value === null || !is.value || at.form === 'dense') return null;
  const span = rowSpan(at.rect);
  const place = (n: Int): Rect => ({ ...span, ...knobRow(middle.value as Rect, n) });
  return (
    <>
      <Spot
        target={{ kind: 'poll', guest }}
        at={place(HALTS_ROW)}
        kind="poll"
        tip={text.t('play.poll.lineMeans')}
        name={(view) => {
          const poll = find(view, guest);
          const args = { found: poll?.found ?? 0, missed: poll?.missed ?? 0 };
          return text.t('play.name.poll', { guest: guestName(play, view, guest), ...args });
        }}
      />
      <Words at={place(ASKED_ROW)} kind={`poll-asked ${kind.value}`}>
        <span data-tip={text.t(kind.value === 'vain' ? 'play.poll.vainMeans' : 'play.poll.askedMeans')}>{words}</span>
      </Words>
    </>
  );
}

/** At the left edge: what the rows are. */
function Heads() {
  const { layout, text } = usePlay();
  const is = useView(({ parts }) => parts.polling !== null);
  const middle = useDerived(() => layout.value.machines[0]?.middle ?? null);
  if (middle.value === null || !is.value) return null;
  return (
    <>
      <RowHead at={knobRow(middle.value, HALTS_ROW)}>{text.t('play.poll.row')}</RowHead>
      <RowHead at={knobRow(middle.value, ASKED_ROW)}>{text.t('play.poll.askedRow')}</RowHead>
    </>
  );
}

function inspect(play: Play, view: View, guest: Int): Inspection | null {
  const poll = find(view, guest);
  if (poll === null) return null;
  const { text, format } = play;
  const last = poll.last.at(-1);
  const facts: Fact[] = [
    { label: text.t('play.poll.window'), value: spoken(play, view, poll.window) },
    { label: text.t('play.poll.found'), value: format.integer(poll.found) },
    { label: text.t('play.poll.missed'), value: format.integer(poll.missed) },
    { label: text.t('play.poll.wasted'), value: spoken(play, view, poll.wasted) },
  ];
  if (last !== undefined) facts.push({ label: text.t('play.poll.last'), value: spoken(play, view, last.lasted) });
  return {
    title: text.t('play.poll.title', { guest: guestName(play, view, guest) }),
    what: text.t('play.poll.what'),
    facts,
    prices: price(play, 'switch', 'halt.trip').map((one) => ({ ...one, label: text.t('play.price.trip') })),
    guide: GUIDE,
  };
}

export const polling: PlayPart = {
  panels: [{ turn: 212, Shown: Heads }],
  AtGuest: Halts,
  targets: {
    poll: {
      inspect: (play, view, { guest }) => inspect(play, view, guest),
      guides: [GUIDE],
      rect: ({ towers }, { guest }) => towers[guest]?.rect ?? null,
    },
  },
  narration: {
    pollEnded: (speaker, view, { guest, end }) =>
      end === 'gave' ? polite(speaker.text.t('event.pollGave', { guest: guestName(speaker, view, guest) })) : null,
  },
  watches({ parts }, mix) {
    for (const poll of parts.polling?.guests ?? []) if (poll !== null) mix(looksInVain(poll));
  },
};

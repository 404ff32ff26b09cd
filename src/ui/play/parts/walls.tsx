/** Walls: what each way in comes to for whoever asks, and whom to turn out when one breaks. */
import { useCallback } from 'preact/hooks';
import { shaftOf } from '../../../session/parts/walls.ts';
import type { View } from '../../../session/view-model.ts';
import type { EventOf, Int, SimEvent } from '../../../sim/index.ts';
import { behindIn, behindOf, evicted, isThreatened, turnOut } from '../behind.ts';
import { Bulletin } from '../bulletin.tsx';
import { useDerived, usePlay, useView } from '../context.ts';
import { guestName, modeWord, type Speaker, soonIn } from '../doing.ts';
import { EvictButton } from '../evictButton.tsx';
import { assertive, polite } from '../narrate.ts';
import type { Inspection, Play, PlayPart } from '../play.ts';
import { Cap, Spot, Words } from '../spot.tsx';
import { answer, Card, cardIn, trustName } from '../wallCard.tsx';
import '../walls.css';

declare module '../target.ts' {
  interface Targets {
    /** the walls below a guest */
    shaft: { guest: Int };
  }
}

const GUIDE = 'break-out';
/** the ways in, on all hosts, and to be refused */
const MOST_ANSWERS = 7;

/** in the open between a tower and its walls, which have to be seen; design pixels */
const BUTTON = { w: 78, h: 44, above: 62 } as const;

/** What stands below a tower: its technique, its walls, and, when one has broken, the way out. */
function Shaft({ guest }: { guest: Int }) {
  const play = usePlay();
  const { text } = play;
  const at = useDerived(() => {
    const { parts, towers } = play.layout.value;
    const tower = towers[guest];
    return parts.walls?.depths == null || tower == null ? null : shaftOf(parts.walls.depths, tower);
  });
  const mode = useView((view) => modeWord(play, behindOf(view, guest)?.mode ?? ''));
  const threatened = useView((view) => {
    const one = behindOf(view, guest);
    return one !== undefined && isThreatened(view, one);
  });
  if (at.value === null) return null;
  const { x, y, w, h } = at.value;
  const wide = { x: x - 16, y: y - 2, w: w + 32, h: 20 };
  return (
    <>
      <Spot
        target={{ kind: 'shaft', guest }}
        at={{ x: x - 6, y, w: w + 12, h: h + 4 }}
        kind="shaft"
        name={(view) => {
          const one = behindOf(view, guest);
          return text.t('play.wall.name', {
            guest: guestName(play, view, guest),
            mode: modeWord(play, one?.mode ?? ''),
            broken: one?.broken ?? 0,
            walls: one?.walls.length ?? 0,
          });
        }}
      />
      <Words at={wide} kind="shaft-mode">
        {mode}
      </Words>
      {threatened.value ? (
        <EvictButton
          guest={guest}
          at={{ x: x + w / 2 - BUTTON.w / 2, y: y - BUTTON.above, w: BUTTON.w, h: BUTTON.h }}
        />
      ) : null}
    </>
  );
}

function Pit() {
  const play = usePlay();
  const { text } = play;
  const place = useDerived(() => play.layout.value.parts.walls?.depths ?? null);
  const list = useView((view) =>
    behindIn(view)
      .filter(({ guest }) => view.guests[guest]?.present)
      .map(({ guest }) => guest)
      .join(),
  );
  const memory = useView(({ parts }) => {
    const { left = 0, all = 0 } = parts.walls?.memory ?? {};
    return text.t('play.wall.memory', { taken: all - left, all });
  });
  const at = place.value;
  if (at === null) return null;
  return (
    <>
      {(['kernel', 'monitor', 'host'] as const).map((wall, n) => {
        const row = at.labels[n];
        return row === undefined ? null : (
          <Words key={wall} at={row} kind="wall-row">
            {text.t(`play.wall.${wall}`)}
          </Words>
        );
      })}
      <Words at={at.memory.words} kind="wall-memory">
        {memory}
      </Words>
      {(list.value === '' ? [] : list.value.split(',').map(Number)).map((guest) => (
        <Shaft key={guest} guest={guest} />
      ))}
    </>
  );
}

function Evict({ target: { guest } }: { target: { guest: Int } }) {
  const play = usePlay();
  // whoever threatens has the way out at its tower
  const can = useView((view) => {
    const one = behindOf(view, guest);
    return one !== undefined && one.trust !== '' && !isThreatened(view, one);
  });
  if (!can.value) return null;
  return (
    <button type="button" class="small-button" onClick={() => turnOut(play, guest)}>
      {play.text.t('play.wall.evict')} <Cap action="evict" />
    </button>
  );
}

function inspect(play: Play, view: View, guest: Int): Inspection | null {
  const one = behindOf(view, guest);
  if (one === undefined) return null;
  const { text, format } = play;
  const facts: Inspection['facts'] = [
    { label: text.t('play.wall.whole'), value: `${one.walls.length - one.broken} / ${one.walls.length}` },
  ];
  if (one.trust !== '') facts.push({ label: text.t('play.wall.trust'), value: trustName(play, one.trust) });
  if (isThreatened(view, one))
    facts.push({ label: text.t('play.wall.next'), value: soonIn(play, view, one.until - view.now) });
  if (one.job !== null) {
    facts.push({ label: text.t('play.wall.job'), value: format.percent(one.job.done) });
    facts.push({ label: text.t('play.wall.until'), value: soonIn(play, view, one.job.until - view.now) });
  }
  return {
    title: `${guestName(play, view, guest)}, ${modeWord(play, one.mode)}`,
    what: text.t('play.wall.means'),
    facts,
    prices: [],
    guide: GUIDE,
  };
}

/** Who came through, and who starts over for it, by name while they do. */
function brokeOutWords(speaker: Speaker, view: View, { guest, at, reached }: EventOf<'brokeOut'>): string {
  const { text } = speaker;
  const who = { guest: guestName(speaker, view, guest) };
  if (reached === 0) return text.t('event.brokeOutAlone', who);
  const out = view.parts.walls?.out;
  const felled = out?.at === at ? out.felled : [];
  const others = felled.map((one) => guestName(speaker, view, one)).join(', ');
  return text.t('event.brokeOut', { ...who, others: others === '' ? String(reached) : others });
}

/** below the strip */
const BULLETIN = { below: 6, h: 34 } as const;

/** Who has come through all of its walls, and whom that brought down: where it covers nobody, also of a whole rack. */
function BreakOut() {
  const play = usePlay();
  const place = useDerived(() => {
    const { strip, main, parts } = play.layout.value;
    const { prompt = null, coming = null } = parts.platforms ?? {};
    // a tutorial's words have the foot of a rack to themselves
    if (prompt !== null) return play.lesson.value === null ? prompt : coming;
    return { x: main.left, y: strip.h + BULLETIN.below, w: main.right - main.left, h: BULLETIN.h };
  });
  const wordsOf = useCallback(
    (event: SimEvent, view: View) => (event.type === 'brokeOut' ? brokeOutWords(play, view, event) : ''),
    [play],
  );
  return <Bulletin at={place.value} wordsOf={wordsOf} />;
}

export const walls: PlayPart = {
  panels: [
    { turn: 113, Shown: Card, over: true },
    { turn: 214, Shown: Pit },
    { turn: 215, Shown: BreakOut, over: true },
  ],
  targets: {
    shaft: {
      inspect: (play, view, { guest }) => inspect(play, view, guest),
      guides: [GUIDE],
      rect: ({ parts, towers }, { guest }) => {
        const tower = towers[guest];
        return parts.walls?.depths == null || tower == null ? null : shaftOf(parts.walls.depths, tower);
      },
      More: Evict,
    },
  },
  digits: {
    first: 1,
    most: MOST_ANSWERS,
    verbs: ['admit', 'evict'],
    together: true,
    unless: ['weight', 'mode'],
    take: answer,
  },
  actions: {
    evict({ play }) {
      const guest = evicted(play);
      if (guest !== null) turnOut(play, guest);
    },
  },
  narration: {
    wallBroke: (speaker, view, { guest, left }) =>
      left === 0
        ? null
        : assertive(speaker.text.t('event.wallBroke', { guest: guestName(speaker, view, guest), left })),
    brokeOut: (speaker, view, event) => assertive(brokeOutWords(speaker, view, event)),
    jobDone: (speaker, view, { guest }) =>
      polite(speaker.text.t('event.jobDone', { guest: guestName(speaker, view, guest) })),
  },
  watches(view, mix) {
    mix(cardIn(view)?.guest ?? -1);
    for (const one of behindIn(view)) {
      mix(one.guest);
      mix(one.broken);
      mix(one.mode);
    }
    mix(view.parts.walls?.memory.left ?? 0);
  },
  answers: ({ parts }) => parts.walls?.card ?? null,
  points: ({ door, shaft, memory, guest }, { parts, towers }) => {
    if (parts.walls === null) return null;
    const { card, depths } = parts.walls;
    if (door === true) return card;
    if (depths === null) return null;
    if (memory === true) return depths.memory.bar;
    const tower = shaft === true ? towers[guest ?? -1] : null;
    return tower == null ? null : shaftOf(depths, tower);
  },
};

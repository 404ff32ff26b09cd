/** Rings: how fast each fills, how long that takes beside what its guest bears, and what went through the door last. */
import { knobRow } from '../../../session/knobRows.ts';
import type { Layout, Rect, TowerPlace } from '../../../session/layout.ts';
import { AHEAD, isLate, type RingView, tellNow } from '../../../session/parts/rings.ts';
import { waitPlace } from '../../../session/rings.ts';
import type { View } from '../../../session/view-model.ts';
import { type Int, NONE } from '../../../sim/types.ts';
import { useDerived, usePlay, useView } from '../context.ts';
import { cyclesOfPlay, guestName, soonIn, spoken } from '../doing.ts';
import { polite } from '../narrate.ts';
import type { Fact, Inspection, Play, PlayPart, Price } from '../play.ts';
import { price } from '../prices.ts';
import { RowHead } from '../rowHead.tsx';
import { Spot, Words } from '../spot.tsx';

declare module '../target.ts' {
  interface Targets {
    ring: { guest: Int };
  }
}

const GUIDE = 'shared-ring';
/** so many served in one go are worth telling to whoever cannot see them; and how long they stand at the door, in play */
const MANY = 20;
const STANDS = 1.4;
/** design pixels of the large figure, and of the words below it */
const FIGURE = 44;
const LINE = 20;

const find = ({ parts }: View, guest: Int): RingView | null => parts.rings?.rings[guest] ?? null;

const ringRect = ({ machines }: Layout, guest: Int): Rect | null => {
  const place = machines.flatMap(({ rings }) => rings).find((one) => one.guest === guest);
  if (place === undefined) return null;
  const { at, radius } = place;
  return { x: at.x - radius - 2, y: at.y - radius - 2, w: 2 * radius + 4, h: 2 * radius + 4 };
};

function Ring({ guest, at }: { guest: Int; at: TowerPlace }) {
  const play = usePlay();
  const { text } = play;
  const rect = useDerived(() => ringRect(play.layout.value, guest));
  const machine = useDerived(() => play.layout.value.machines[at.machine]);
  const every = useView((view) => {
    const ring = find(view, guest);
    if (ring === null) return '';
    return ring.gap === NONE
      ? text.t('play.ring.quiet')
      : text.t('play.ring.every', { time: spoken(play, view, ring.gap) });
  });
  /** its work turns soon: as what comes then */
  const soon = useView((view) => {
    const ring = find(view, guest);
    return ring === null || ring.turns > cyclesOfPlay(view, AHEAD)
      ? ''
      : text.t('play.ring.soon', { in: soonIn(play, view, ring.turns), time: spoken(play, view, ring.next) });
  });
  const fills = useView((view) => {
    const ring = find(view, guest);
    if (ring === null || ring.gap === NONE || ring.batch < 2) return '';
    const now = tellNow(ring);
    return now === null
      ? text.t('play.ring.fills', { time: spoken(play, view, ring.fills) })
      : text.t('play.ring.tellNow', { n: now.value });
  });
  const bears = useView((view) => {
    const ring = find(view, guest);
    return ring === null ? '' : text.t('play.ring.bearsUpTo', { time: spoken(play, view, ring.bears) });
  });
  const late = useView((view) => {
    const ring = find(view, guest);
    return ring !== null && isLate(ring);
  });
  const is = useView((view) => find(view, guest) !== null);
  const middle = machine.value?.middle;
  const place = middle && waitPlace(play.view.peek().parts.knobs ?? [], at.rect, middle);
  if (!is.value || rect.value === null || place == null) return null;
  const { line, words } = place;
  return (
    <>
      <Spot
        target={{ kind: 'ring', guest }}
        at={rect.value}
        kind="ring"
        name={(view) => {
          const ring = find(view, guest);
          const args = { held: ring?.held ?? 0, batch: ring?.batch ?? 1 };
          const isStranded = ring !== null && tellNow(ring) !== null;
          return text.t(isStranded ? 'play.name.ringLate' : 'play.name.ring', {
            guest: guestName(play, view, guest),
            ...args,
          });
        }}
      />
      <Words at={line} kind="explained">
        <span data-tip={text.t('play.ring.lineMeans')} />
      </Words>
      <Words at={words} kind="ring-fills">
        {every}
      </Words>
      <Words at={{ ...words, y: words.y + words.h }} kind="ring-fills dim">
        {bears}
      </Words>
      <Words at={{ ...words, y: words.y + 2 * words.h }} kind={late.value ? 'ring-fills late' : 'ring-fills'}>
        {fills}
      </Words>
      <Words at={{ ...words, y: words.y + (fills.value === '' ? 2 : 3) * words.h }} kind="ring-fills soon">
        {soon}
      </Words>
    </>
  );
}

/** Below the domain's tower: what went through its door last, so many for one crossing. */
function Last() {
  const play = usePlay();
  const { text, format } = play;
  const tower = useView(({ parts }) => parts.rings?.domain ?? NONE);
  const place = useDerived(() => {
    const at = play.layout.value.towers[tower.value];
    const machine = at && play.layout.value.machines[at.machine];
    return at == null || machine == null ? null : { rect: at.rect, middle: machine.middle };
  });
  const latest = useView((view) => {
    const last = (view.parts.rings?.rings ?? [])
      .flatMap((ring) => (ring === null || ring.last < 1 ? [] : [ring]))
      .sort((a, b) => b.lastAt - a.lastAt)[0];
    const second = (view.playSecondNs / 1e9) * view.hz;
    return last === undefined || view.now - last.lastAt > STANDS * second
      ? ''
      : `${last.last} ${Math.max(1, last.lastCalls)}`;
  });
  const at = place.value;
  if (at === null || latest.value === '') return null;
  const [n = 0, calls = 0] = latest.value.split(' ').map(Number);
  const { y } = knobRow(at.middle, 1);
  const { x, w } = at.rect;
  return (
    <>
      <Words at={{ x, y, w, h: FIGURE }} kind={n >= MANY ? 'ring-count many' : 'ring-count'}>
        {format.integer(n)}
      </Words>
      <Words at={{ x, y: y + FIGURE, w, h: LINE }} kind="ring-last">
        <span data-tip={text.t('play.ring.lastMeans')}>
          {n === 1 ? text.t('play.ring.single') : text.t('play.ring.last', { n: format.integer(n), count: calls })}
        </span>
      </Words>
    </>
  );
}

/** Below that: what the domain's work and the switches take, by which it is decided whether it gets a pCPU of its own. */
function Takes() {
  const { layout, text, format } = usePlay();
  const tower = useView(({ parts }) => parts.rings?.domain ?? NONE);
  const serves = useView(({ parts }) =>
    text.t('play.ring.serves', { share: format.percent(parts.rings?.serves ?? 0) }),
  );
  const switches = useView(({ parts }) =>
    text.t('play.ring.switches', { share: format.percent(parts.rings?.switches ?? 0) }),
  );
  const at = layout.value.towers[tower.value];
  const machine = at && layout.value.machines[at.machine];
  if (at == null || machine == null) return null;
  const { x, w } = at.rect;
  const y = knobRow(machine.middle, 1).y + FIGURE + LINE;
  return (
    <>
      <Words at={{ x, y, w, h: LINE }} kind="ring-last">
        <span data-tip={text.t('play.ring.servesMeans')}>{serves}</span>
      </Words>
      <Words at={{ x, y: y + LINE, w, h: LINE }} kind="ring-last">
        <span data-tip={text.t('play.ring.switchesMeans')}>{switches}</span>
      </Words>
    </>
  );
}

/** At the left edge: what the line below the knobs is. */
function Head() {
  const { layout, text, view } = usePlay();
  const place = useDerived(() => {
    const { machines, towers } = layout.value;
    const tower = towers.find((one) => one !== null);
    const machine = machines[0];
    return tower == null || machine === undefined
      ? null
      : waitPlace(view.peek().parts.knobs ?? [], tower.rect, machine.middle);
  });
  const is = useView(({ parts }) => parts.rings !== null);
  const at = place.value;
  return at === null || !is.value ? null : (
    <RowHead at={{ y: at.line.y - 3, h: 18 }}>{text.t('play.ring.row')}</RowHead>
  );
}

/** What a notice costs its guest and the domain, and what a request adds. */
function pricesOf(play: Play): Price[] {
  const { text } = play;
  const named = (label: string, prices: Price[]): Price[] => prices.map((one) => ({ ...one, label }));
  return [
    ...named(text.t('play.price.tell'), price(play, 'hypercall', 'pv.crossing')),
    ...named(text.t('play.price.switch'), price(play, 'switch', 'switch')),
    ...named(text.t('play.price.notice'), price(play, 'backend', 'ring.notice')),
    ...named(text.t('play.price.body'), price(play, 'backend', 'ring.body')),
  ];
}

function inspect(play: Play, view: View, guest: Int): Inspection | null {
  const ring = find(view, guest);
  if (ring === null) return null;
  const { text, format } = play;
  const facts: Fact[] = [
    { label: text.t('play.ring.held'), value: format.integer(ring.held) },
    { label: text.t('play.ring.batch'), value: format.integer(ring.batch) },
    { label: text.t('play.ring.bears'), value: spoken(play, view, ring.bears) },
    { label: text.t('play.ring.told'), value: format.integer(ring.told) },
    { label: text.t('play.ring.served'), value: format.integer(ring.served) },
  ];
  if (ring.gap !== NONE) facts.splice(2, 0, { label: text.t('play.ring.gap'), value: spoken(play, view, ring.gap) });
  return {
    title: text.t('play.ring.title', { guest: guestName(play, view, guest) }),
    what: text.t('play.ring.what'),
    facts,
    prices: pricesOf(play),
    guide: GUIDE,
  };
}

export const rings: PlayPart = {
  panels: [
    { turn: 208, Shown: Head },
    { turn: 209, Shown: Last },
    { turn: 210, Shown: Takes },
  ],
  AtGuest: Ring,
  targets: {
    ring: {
      inspect: (play, view, { guest }) => inspect(play, view, guest),
      guides: [GUIDE],
      rect: (layout, { guest }) => ringRect(layout, guest),
    },
  },
  acts(view, pressed) {
    const ring = pressed.kind === 'ring' ? find(view, pressed.guest) : null;
    return ring === null ? null : tellNow(ring);
  },
  narration: {
    ringServed: (speaker, view, { guest, n }) =>
      n < MANY ? null : polite(speaker.text.t('event.ringServed', { guest: guestName(speaker, view, guest), n })),
  },
  watches({ parts }, mix) {
    for (const ring of parts.rings?.rings ?? [])
      if (ring !== null) {
        mix(isLate(ring) ? 1 : 0);
        mix(tellNow(ring) === null ? 0 : 1);
      }
  },
  points: ({ guest, ring }, layout) => (ring === true && guest !== undefined ? ringRect(layout, guest) : null),
};

/** Shelves of translated blocks: how many are in use, and how fast the guest is. */
import { knobRow } from '../../../session/knobRows.ts';
import type { Compartment, Layout, Rect, TowerPlace } from '../../../session/layout.ts';
import { isCramped, type ShelfView } from '../../../session/parts/translationCache.ts';
import type { View } from '../../../session/view-model.ts';
import type { Int } from '../../../sim/index.ts';
import { useDerived, usePlay, useView } from '../context.ts';
import { guestName } from '../doing.ts';
import { polite } from '../narrate.ts';
import type { Fact, Inspection, Play, PlayPart, Price } from '../play.ts';
import { price } from '../prices.ts';
import { RowHead } from '../rowHead.tsx';
import { Spot, Words } from '../spot.tsx';

declare module '../target.ts' {
  interface Targets {
    shelf: { guest: Int };
  }
}

const GUIDE = 'translation-cache';
/** of the bench's right end, for words; and of the row below the knobs, for the speed */
const WORDS = { uses: 0.38, speed: 0.3 } as const;
/** of the row below the knobs, for the bar of stores: the picture draws it so long */
const STORES = 0.6;
/** rows of knobs above the row of the speed */
const ROWS = 2;

const shelfOf = ({ parts }: View, guest: Int): ShelfView | null => parts.translationCache?.shelves[guest] ?? null;

const placeOf = ({ machines }: Layout, guest: Int): Compartment | null =>
  machines.flatMap(({ shelf }) => shelf?.compartments ?? []).find((one) => one.guest === guest) ?? null;

function usesWords({ text }: Pick<Play, 'text'>, shelf: ShelfView): string {
  if (shelf.inUse === 0) return '';
  return shelf.fresh ? text.t('play.shelf.fresh') : text.t('play.shelf.uses', { n: shelf.inUse });
}

const speedWords = ({ format }: Pick<Play, 'format'>, { speed }: ShelfView): string =>
  speed === null ? '' : format.ratio(speed / 10_000);

function Shelf({ guest, at }: { guest: Int; at: TowerPlace }) {
  const play = usePlay();
  const { text } = play;
  const place = useDerived(() => placeOf(play.layout.value, guest));
  const uses = useView((view) => {
    const shelf = shelfOf(view, guest);
    return shelf === null ? '' : usesWords(play, shelf);
  });
  const kind = useView((view) => {
    const shelf = shelfOf(view, guest);
    return shelf !== null && isCramped(shelf) ? 'shelf-uses cramped' : 'shelf-uses';
  });
  const speed = useView((view) => {
    const shelf = shelfOf(view, guest);
    return shelf === null ? '' : speedWords(play, shelf);
  });
  const fast = useView((view) => (shelfOf(view, guest)?.speed ?? 0) > 10_000);
  const found = place.value;
  const middle = play.layout.value.machines[at.machine]?.middle;
  if (found === null || middle === undefined) return null;
  const { bench, rect } = found;
  const left = (area: Rect, part: number): Rect => ({ ...area, w: area.w * part });
  const right = (area: Rect, part: number): Rect => ({ ...area, x: area.x + area.w * (1 - part), w: area.w * part });
  const row: Rect = { x: rect.x, w: rect.w, ...knobRow(middle, ROWS) };
  return (
    <>
      <Spot
        target={{ kind: 'shelf', guest }}
        at={rect}
        kind="shelf"
        name={(view) => {
          const shelf = shelfOf(view, guest);
          const args = { held: shelf?.blocks.length ?? 0, room: shelf?.room ?? 0, used: shelf?.inUse ?? 0 };
          return text.t('play.name.shelf', { guest: guestName(play, view, guest), ...args });
        }}
      />
      <Words at={right(bench, WORDS.uses)} kind={kind.value}>
        {uses}
      </Words>
      <Words at={left(row, STORES)} kind="explained">
        <span data-tip={text.t('play.shelf.storesMean')} />
      </Words>
      <Words at={right(row, WORDS.speed)} kind={fast.value ? 'shelf-speed fast' : 'shelf-speed'}>
        {speed}
      </Words>
    </>
  );
}

/** What it costs to translate, to interpret, to call and to trap: named after what it is, not by its category. */
function pricesOf(play: Play): Price[] {
  const { text } = play;
  const named = (label: string, prices: Price[]): Price[] => prices.map((one) => ({ ...one, label }));
  return [
    ...named(text.t('play.price.translate'), price(play, 'translation', 'bt.translate')),
    ...named(text.t('play.price.interpret'), price(play, 'emulation', 'interp.instruction')),
    ...named(text.t('play.price.callout'), price(play, 'shadowPaging', 'bt.store.callout')),
    ...named(text.t('play.price.fault'), price(play, 'shadowPaging', 'bt.store.fault')),
  ];
}

function inspect(play: Play, view: View, guest: Int): Inspection | null {
  const shelf = shelfOf(view, guest);
  if (shelf === null) return null;
  const { text, format } = play;
  const facts: Fact[] = [
    { label: text.t('play.shelf.inUse'), value: format.integer(shelf.inUse) },
    { label: text.t('play.shelf.places'), value: format.integer(shelf.room) },
    { label: text.t('play.shelf.missing'), value: format.integer(shelf.missing) },
  ];
  if (shelf.hits !== null) {
    facts.push({ label: text.t('play.shelf.hits'), value: format.percent(shelf.hits) });
    const worthwhile = view.parts.translationCache?.worthwhile ?? 0;
    facts.push({ label: text.t('play.shelf.worthwhile'), value: format.percent(worthwhile) });
  }
  if (shelf.speed !== null) facts.push({ label: text.t('play.shelf.speed'), value: speedWords(play, shelf) });
  return {
    title: text.t('play.shelf.title', { guest: guestName(play, view, guest) }),
    what: text.t('play.shelf.what'),
    facts,
    prices: pricesOf(play),
    guide: GUIDE,
  };
}

/** At the left edge: what the row below the knobs is. */
function Head() {
  const { layout, text } = usePlay();
  const place = useDerived(() => layout.value.machines.find(({ shelf }) => shelf !== null));
  const is = useView(({ parts }) => parts.translationCache !== null);
  const at = place.value;
  return at === undefined || !is.value ? null : (
    <RowHead at={knobRow(at.middle, ROWS)}>{text.t('play.shelf.row')}</RowHead>
  );
}

export const translationCache: PlayPart = {
  panels: [{ turn: 206, Shown: Head }],
  AtGuest: Shelf,
  targets: {
    shelf: {
      inspect: (play, view, { guest }) => inspect(play, view, guest),
      guides: [GUIDE],
      rect: (layout, { guest }) => placeOf(layout, guest)?.rect ?? null,
    },
  },
  narration: {
    cacheFlushed: (speaker, view, { guest, cause }) =>
      cause === 'full'
        ? polite(speaker.text.t('event.cacheFlushed', { guest: guestName(speaker, view, guest) }))
        : null,
    storeAdapted: (speaker, view, { guest }) =>
      polite(speaker.text.t('event.storeAdapted', { guest: guestName(speaker, view, guest) })),
  },
  watches({ parts }, mix) {
    for (const shelf of parts.translationCache?.shelves ?? [])
      if (shelf !== null) mix(isCramped(shelf) ? shelf.inUse : shelf.blocks.length * 32);
  },
  points: ({ guest, shelf }, layout) =>
    shelf === true && guest !== undefined ? (placeOf(layout, guest)?.rect ?? null) : null,
};

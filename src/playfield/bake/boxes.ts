/** Bodies that are as large as the layout says: towers, sockets, devices. One shape per size. */
import type { DevicePlace, Layout, Rect, SocketPlace, TowerPlace } from '../../session/layout.ts';
import { type Palette, WHITE } from '../colours.ts';
import { box, type Ctx, disc, path } from './draw.ts';
import type { Recipe } from './sheet.ts';

const MARGIN = 16;

const sized = (kind: string, { w, h }: Rect): string => `${kind}:${w.toFixed(1)}×${h.toFixed(1)}`;

/** Names of places are asked for in each frame, and made once. */
function named<T extends object>(name: (place: T) => string): (place: T) => string {
  const names = new WeakMap<T, string>();
  return (place) => {
    const known = names.get(place);
    if (known !== undefined) return known;
    const made = name(place);
    names.set(place, made);
    return made;
  };
}

const shift = (rect: Rect, by: Rect): Rect => ({ x: rect.x - by.x, y: rect.y - by.y, w: rect.w, h: rect.h });

/** A body's name has all that its look depends on, rounded: where it stands makes no difference. */
const body = (kind: string, look: unknown): string =>
  `${kind}:${JSON.stringify(look, (_, value) => (typeof value === 'number' ? Math.round(value * 10) / 10 : value))}`;

export const towerKey = named((place: TowerPlace) => {
  const { rect, tape, windows, asked, docks, meter, stem } = atOrigin(place);
  return body('tower', [rect, tape, windows, asked, docks, meter?.bar, stem.x]);
});
export const socketKey = named(({ rect, chip, deck, mix }: SocketPlace) =>
  body('socket', [rect.w, rect.h, shift(chip, rect), shift(deck, rect), shift(mix, rect)]),
);
export const deviceKey = named(({ rect, bar }: DevicePlace) => body('device', [rect.w, rect.h, shift(bar, rect)]));

/** Windows per floor and floors: ten floors stand for a hundred points of patience. */
export const FLOORS = 10;
export const windowsPerFloor = (windows: Rect): number =>
  windows.h < 12 ? 1 : Math.max(2, Math.round(windows.w / 10));

/** Where window `n` of floor `floor` (0 = bottom) is; in dense towers the floors lie side by side. */
export function windowAt(windows: Rect, floor: number, n: number): Rect {
  if (windows.h < 12) {
    const w = windows.w / FLOORS;
    return { x: windows.x + floor * w, y: windows.y, w: w - 1, h: windows.h };
  }
  const across = windowsPerFloor(windows);
  const w = (windows.w - 4) / across;
  const h = (windows.h - 4) / FLOORS;
  return { x: windows.x + 2 + n * w + 1, y: windows.y + 2 + (FLOORS - 1 - floor) * h + 1.2, w: w - 2, h: h - 2.4 };
}

function towerBody(ctx: Ctx, place: TowerPlace, palette: Palette): void {
  const { rect, windows, tape, asked, docks, stem } = place;
  const dense = windows.h < 12;
  box(ctx, 0, 0, rect.w, rect.h, dense ? 4 : 8, { fill: palette.panel, stroke: palette.line, width: 1.5 });
  if (!dense) {
    box(ctx, 4, 4, rect.w - 8, 2.5, 1.2, { fill: palette.faint });
    box(ctx, windows.x, windows.y, windows.w, windows.h, 4, { fill: palette.deep });
  }
  for (let floor = 0; floor < FLOORS; floor++) {
    for (let n = 0; n < windowsPerFloor(windows); n++) {
      const pane = windowAt(windows, floor, n);
      box(ctx, pane.x, pane.y, pane.w, pane.h, 1.2, { fill: palette.faint, fillAlpha: dense ? 1 : 0.75 });
    }
  }
  if (tape.h > 0) {
    box(ctx, tape.x, tape.y, tape.w, tape.h, 4, { fill: palette.deep });
    path(ctx, `M${tape.x + 4},${tape.y + tape.h / 2}H${tape.x + tape.w - 6}`, { stroke: palette.faint, width: 1 });
  }
  for (const slot of asked) disc(ctx, slot.x, slot.y, 3.6, { stroke: palette.faint, width: 1.4 });
  if (place.meter !== null) {
    const { x, y, w, h } = place.meter.bar;
    box(ctx, x, y, w, h, 4, { fill: palette.faint });
  }
  for (const dock of docks) {
    box(ctx, dock.x - 3, dock.y - 3, dock.w + 6, dock.h + 6, dense ? 3 : 8, { fill: palette.deep });
    if (!dense) box(ctx, dock.x, dock.y, dock.w, dock.h, 6, { stroke: palette.line, width: 1.4, dash: [3, 5] });
  }
  if (!dense) path(ctx, `M${stem.x - 7},${rect.h}v-3M${stem.x + 7},${rect.h}v-3`, { stroke: palette.line, width: 1.5 });
}

/** The same tower with its corner at the origin. */
function atOrigin(place: TowerPlace): TowerPlace {
  const { rect } = place;
  return {
    ...place,
    rect: shift(rect, rect),
    tape: shift(place.tape, rect),
    windows: shift(place.windows, rect),
    asked: place.asked.map((slot) => ({ x: slot.x - rect.x, y: slot.y - rect.y })),
    docks: place.docks.map((dock) => shift(dock, rect)),
    meter: place.meter && { icon: place.meter.icon, bar: shift(place.meter.bar, rect) },
    stem: { x: place.stem.x - rect.x, y: place.stem.y - rect.y },
  };
}

function socketBody(ctx: Ctx, place: SocketPlace, palette: Palette): void {
  const { rect } = place;
  const chip = shift(place.chip, rect);
  const deck = shift(place.deck, rect);
  const dense = rect.w < 120;
  const hasTracks = rect.w >= chip.w + 74;
  const pins = dense ? 4 : 9;
  for (let i = 0; i < pins; i++) {
    const x = 12 + (i * (rect.w - 30)) / (pins - 1);
    box(ctx, x, -6, 6, 7, 1, { fill: palette.line });
    box(ctx, x, rect.h - 1, 6, 7, 1, { fill: palette.line });
  }
  box(ctx, 0, 0, rect.w, rect.h, 8, { fill: palette.panel, stroke: palette.line, width: 2 });
  const tracks = hasTracks ? 4 : 0;
  for (let i = 0; i < tracks; i++) {
    const y = chip.y + 5 + i * 6.5;
    const away = 10 + i * 7;
    path(ctx, `M${chip.x - 5},${y}H${chip.x - away}M${chip.x + chip.w + 5},${y}H${chip.x + chip.w + away}`, {
      stroke: palette.faint,
      width: 1.4,
    });
    disc(ctx, chip.x - away, y, 1.6, { fill: palette.line });
    disc(ctx, chip.x + chip.w + away, y, 1.6, { fill: palette.line });
  }
  box(ctx, chip.x - 4, chip.y - 4, chip.w + 8, chip.h + 8, 8, {
    fill: palette.deep,
    stroke: palette.faint,
    width: 1.5,
  });
  if (deck.w > 0)
    box(ctx, deck.x, deck.y, deck.w, deck.h, 6, {
      fill: palette.deep,
      fillAlpha: 0.6,
      stroke: palette.line,
      width: 1.4,
      dash: [3, 4],
    });
  const mix = shift(place.mix, rect);
  box(ctx, mix.x, mix.y, mix.w, mix.h, 2, { fill: palette.faint });
}

function deviceBody(ctx: Ctx, place: DevicePlace, palette: Palette): void {
  const { rect } = place;
  box(ctx, 0, 0, rect.w, rect.h, 7, { fill: palette.panel, stroke: palette.line, width: 1.5 });
  const bar = shift(place.bar, rect);
  box(ctx, bar.x, bar.y, bar.w, bar.h, bar.h / 2, { fill: palette.faint });
  path(ctx, `M${rect.w / 2},0v-6M${rect.w / 2 - 3},-6h6`, { stroke: palette.line, width: 1.5 });
}

function recipe(key: string, rect: Rect, body: (ctx: Ctx) => void): Recipe {
  return {
    key,
    w: rect.w + MARGIN,
    h: rect.h + MARGIN,
    paint(ctx) {
      ctx.translate(-rect.w / 2, -rect.h / 2);
      body(ctx);
    },
  };
}

/** Outline of a box of this size, white: glows, selections and refusals. */
export const outlineKey = named((rect: Rect) => sized('outline', rect));
/** Filled body of a card of this size. */
export const cardKey = named((rect: Rect) => sized('card', rect));

const radiusOf = (rect: Rect): number => Math.min(9, rect.h / 3);

const outline = (rect: Rect): Recipe =>
  recipe(outlineKey(rect), rect, (ctx) =>
    box(ctx, -1, -1, rect.w + 2, rect.h + 2, radiusOf(rect), { stroke: WHITE, width: 2.2 }),
  );

const card = (rect: Rect): Recipe =>
  recipe(cardKey(rect), rect, (ctx) => box(ctx, 0, 0, rect.w, rect.h, radiusOf(rect) - 1, { fill: WHITE }));

/** One recipe per distinct size. `cards`: whatever stands on a card, the parts' and others */
export function boxRecipes(layout: Layout, cards: readonly Rect[], palette: Palette): Recipe[] {
  const recipes = new Map<string, Recipe>();
  const add = (made: Recipe): void => {
    if (!recipes.has(made.key)) recipes.set(made.key, made);
  };
  for (const place of layout.towers) {
    if (!place) continue;
    add(recipe(towerKey(place), place.rect, (ctx) => towerBody(ctx, atOrigin(place), palette)));
    add(outline(place.rect));
  }
  for (const place of Object.values(layout.sockets)) {
    add(recipe(socketKey(place), place.rect, (ctx) => socketBody(ctx, place, palette)));
    add(outline(place.rect));
    if (place.deck.w > 0) {
      add(outline(place.deck));
      add(card(place.deck));
    }
    add(outline(place.chip));
  }
  for (const place of layout.devices) {
    add(recipe(deviceKey(place), place.rect, (ctx) => deviceBody(ctx, place, palette)));
    add(outline(place.rect));
  }
  for (const rect of cards) {
    add(card(rect));
    add(outline(rect));
  }
  return [...recipes.values()];
}

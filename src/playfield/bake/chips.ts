/** vCPU chips, their frost, and the things that fall off or fly about. */
import { ICE, type Palette, WHITE } from '../colours.ts';
import { randomStream } from '../random.ts';
import { box, type Ctx, centred, disc, path } from './draw.ts';
import type { Recipe } from './sheet.ts';

/** Size at which chips are baked; docks that are narrower squeeze them. */
export const CHIP = { w: 108, h: 30 } as const;
const PINS = [-42, -21, 0, 21, 42];
/** where the badge is, from the left edge; right of it there is room for a name */
export const DIE = 15;

function pins(ctx: Ctx): void {
  for (const x of PINS) {
    box(ctx, x - 3.5, -CHIP.h / 2 - 4, 7, 5, 1.2, { fill: WHITE });
    box(ctx, x - 3.5, CHIP.h / 2 - 1, 7, 5, 1.2, { fill: WHITE });
  }
}

/** Tracks from the die to the pins, darker than the body whatever its tint. */
function tracks(ctx: Ctx, alpha: number): void {
  for (const x of PINS) path(ctx, `M${x},-13V-10.5M${x},13V10.5`, { stroke: 0x000000, strokeAlpha: alpha, width: 1.6 });
  disc(ctx, CHIP.w / 2 - 6, -CHIP.h / 2 + 6, 1.8, { fill: 0x000000, fillAlpha: alpha });
}

const NAME_FROM = -CHIP.w / 2 + 30;

function crystals(ctx: Ctx): void {
  const random = randomStream(77);
  for (let i = 0; i < 34; i++) {
    const x = (random() - 0.5) * (CHIP.w - 10);
    const y = (random() - 0.5) * (CHIP.h - 6);
    if (x > NAME_FROM && Math.abs(y) < 8) continue; // the name stays legible
    const r = 1.8 + random() * 2.4;
    const arm = r * 0.87;
    path(
      ctx,
      `M${x},${y - r}V${y + r}M${x - arm},${y - r / 2}L${x + arm},${y + r / 2}M${x - arm},${y + r / 2}L${x + arm},${y - r / 2}`,
      {
        stroke: 0xffffff,
        strokeAlpha: 0.85,
        width: 0.9,
      },
    );
  }
}

export const chipRecipes = (palette: Palette): Recipe[] => [
  {
    key: 'chip.solid',
    w: CHIP.w + 6,
    h: CHIP.h + 12,
    paint(ctx) {
      pins(ctx);
      centred(ctx, CHIP.w, CHIP.h, 6, { fill: WHITE });
      tracks(ctx, 0.22);
      box(ctx, -CHIP.w / 2 + DIE - 11, -11, 22, 22, 4, { fill: 0x000000, fillAlpha: 0.16 });
    },
  },
  // too small for a name: the badge stands in the middle
  {
    key: 'chip.plain',
    w: CHIP.w + 6,
    h: CHIP.h + 12,
    paint(ctx) {
      pins(ctx);
      centred(ctx, CHIP.w, CHIP.h, 6, { fill: WHITE });
    },
  },
  {
    key: 'chip.open',
    w: CHIP.w + 6,
    h: CHIP.h + 12,
    paint(ctx) {
      pins(ctx);
      centred(ctx, CHIP.w - 2, CHIP.h - 2, 5, { fill: palette.deep, stroke: WHITE, width: 2 });
      for (const x of PINS) path(ctx, `M${x},-12V-10M${x},12V10`, { stroke: WHITE, strokeAlpha: 0.4, width: 1.4 });
    },
  },
  {
    key: 'chip.ghost',
    w: CHIP.w + 6,
    h: CHIP.h + 12,
    paint: (ctx) => centred(ctx, CHIP.w - 2, CHIP.h - 2, 6, { stroke: WHITE, width: 1.6, dash: [4, 5] }),
  },
  {
    key: 'frost',
    w: CHIP.w + 8,
    h: CHIP.h + 14,
    paint(ctx) {
      centred(ctx, CHIP.w + 1, CHIP.h + 1, 6, { fill: ICE, fillAlpha: 0.24, stroke: ICE, width: 2.2 });
      for (const x of PINS) box(ctx, x - 4, CHIP.h / 2, 8, 6, 3, { fill: ICE });
      crystals(ctx);
    },
  },
  // in its tower a cold chip keeps its own colour
  { key: 'frost.light', w: CHIP.w + 8, h: CHIP.h + 14, paint: (ctx) => crystals(ctx) },
  {
    key: 'drop',
    w: 8,
    h: 10,
    paint: (ctx) => path(ctx, 'M0,-4C2.6,-0.6 2.6,3.6 0,3.6C-2.6,3.6 -2.6,-0.6 0,-4Z', { fill: ICE }),
  },
  { key: 'grit', w: 10, h: 10, paint: (ctx) => centred(ctx, 7, 7, 1, { fill: WHITE }) },
  {
    key: 'spark',
    w: 12,
    h: 12,
    paint: (ctx) => path(ctx, 'M0,-5L1.3,-1.3L5,0L1.3,1.3L0,5L-1.3,1.3L-5,0L-1.3,-1.3Z', { fill: WHITE }),
  },
  {
    key: 'envelope',
    w: 26,
    h: 20,
    paint(ctx) {
      centred(ctx, 20, 14, 2.5, { fill: palette.deep, stroke: palette.pink, width: 2 });
      path(ctx, 'M-9,-6L0,1.4L9,-6', { stroke: palette.pink, width: 1.8 });
      disc(ctx, 0, 1.4, 2.4, { fill: palette.pink });
    },
  },
];

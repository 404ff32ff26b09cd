/**
 * Exits: a shape, a colour and letters for every kind, so that none of the three has to be read alone. In the band there
 * are two letters, as chemists have them, because a single one looks like a key to be pressed; where they are too small
 * to be taken for that, one is left. The letters are strokes, not type: the canvas holds no text.
 */
import { GLYPHS, type Glyph } from '../../levels/reasons.ts';
import type { Colour, Palette } from '../colours.ts';
import { type Ctx, path, polygon } from './draw.ts';
import type { Recipe } from './sheet.ts';

/** `mark`: the letter, by itself where it is small; `second`: the small one beside it, where the mark is no drawing */
type Look = {
  colour: keyof Palette;
  outline(r: number): string;
  mark: string;
  markY: number;
  second?: string;
};

const diamond = (r: number): string => polygon(4, r);
const square = (r: number): string => `M${-r * 0.88},${-r * 0.88}H${r * 0.88}V${r * 0.88}H${-r * 0.88}Z`;
const triangle = (r: number): string => `M0,${-r}L${r * 0.98},${r * 0.76}H${-r * 0.98}Z`;
const circle = (r: number): string =>
  `M${-r * 0.92},0A${r * 0.92},${r * 0.92} 0 1 0 ${r * 0.92},0A${r * 0.92},${r * 0.92} 0 1 0 ${-r * 0.92},0Z`;

/** Small letters, in a box of about 5 × 9 around the centre. */
const SMALL = {
  a: 'M2.2,-1.8V4.6M2.2,1.6A2.4,3 0 1 0 2.2,1.8',
  d: 'M2.2,-4.8V4.6M2.2,1.6A2.4,3 0 1 0 2.2,1.8',
  r: 'M-1.8,4.6V-1.6M-1.8,1A2.6,2.6 0 0 1 2,-1.2',
  c: 'M2.4,-0.7A2.9,2.9 0 1 0 2.4,3.7',
  n: 'M-2.2,4.6V-1.6M-2.2,0.9A2.2,2.2 0 0 1 2.2,0.9V4.6',
} as const;

/** Letters in a box of about 8 × 10 around the centre, for a glyph of radius 16. */
const LOOKS: Readonly<Record<Glyph, Look>> = {
  instruction: {
    colour: 'orange',
    outline: diamond,
    mark: 'M-2.6,5.4V-5.4H0.6A3.1,3.1 0 0 1 0.6,0.8H-2.6',
    markY: 0,
    second: SMALL.r,
  },
  mapping: {
    colour: 'orange',
    outline: diamond,
    mark: 'M-4.2,-5H4.2M0,-5V5.4',
    markY: 0,
    second: SMALL.a,
  },
  exception: {
    colour: 'red',
    outline: triangle,
    mark: 'M3,-4.6H-2.6V5M-2.6,0.2H2',
    markY: 3.2,
    second: SMALL.a,
  },
  /** both go to a device: told apart by their letters */
  read: {
    colour: 'sky',
    outline: square,
    mark: 'M-3.4,5.2V-5.4H0.4A3.1,3.1 0 0 1 0.4,0.8H-3.4M0.2,0.8L3.8,5.2',
    markY: 0,
    second: SMALL.d,
  },
  write: {
    colour: 'sky',
    outline: square,
    mark: 'M-5.4,-5.2L-2.8,5.2L0,-3.4L2.8,5.2L5.4,-5.2',
    markY: 0,
    second: SMALL.r,
  },
  call: {
    colour: 'pink',
    outline: (r) => polygon(6, r, 0),
    mark: 'M-3.4,-5.2V5.2M3.4,-5.2V5.2M-3.4,0H3.4',
    markY: 0,
    second: SMALL.c,
  },
  interrupt: {
    colour: 'yellow',
    outline: circle,
    mark: 'M-2.6,-5.2H2.6M0,-5.2V5.2M-2.6,5.2H2.6',
    markY: 0,
    second: SMALL.n,
  },
  halt: { colour: 'muted', outline: circle, mark: 'M-3.6,-5H3.6L-3.6,5H3.6', markY: 0 },
  timer: { colour: 'muted', outline: circle, mark: 'M0,-6V0.4L4,3', markY: 0 },
  other: {
    colour: 'muted',
    outline: (r) => polygon(8, r, Math.PI / 8),
    mark: 'M-4,0H-3.6M-0.2,0H0.2M3.6,0H4',
    markY: 0,
  },
};

export const glyphColour = (palette: Palette, glyph: Glyph): Colour => palette[LOOKS[glyph].colour];

/** large: an exit in the band; small: marks on tapes, marbles, wires */
const GLYPH_RADIUS = 16;
const MARBLE_RADIUS = 7;

export const GLYPH_KEY: Readonly<Record<Glyph, string>> = {
  instruction: 'exit.instruction',
  mapping: 'exit.mapping',
  exception: 'exit.exception',
  read: 'exit.read',
  write: 'exit.write',
  call: 'exit.call',
  interrupt: 'exit.interrupt',
  halt: 'exit.halt',
  timer: 'exit.timer',
  other: 'exit.other',
};
/** the exit that is being waited for: filled, so that it is seen first at any size */
export const WAITING_KEY: Readonly<Record<Glyph, string>> = {
  instruction: 'waiting.instruction',
  mapping: 'waiting.mapping',
  exception: 'waiting.exception',
  read: 'waiting.read',
  write: 'waiting.write',
  call: 'waiting.call',
  interrupt: 'waiting.interrupt',
  halt: 'waiting.halt',
  timer: 'waiting.timer',
  other: 'waiting.other',
};
export const MARBLE_KEY: Readonly<Record<Glyph, string>> = {
  instruction: 'marble.instruction',
  mapping: 'marble.mapping',
  exception: 'marble.exception',
  read: 'marble.read',
  write: 'marble.write',
  call: 'marble.call',
  interrupt: 'marble.interrupt',
  halt: 'marble.halt',
  timer: 'marble.timer',
  other: 'marble.other',
};

const BOLT = (s: number): string =>
  `M${-s * 0.1},${-s}L${s * 0.72},${-s}L${s * 0.2},${-s * 0.18}L${s * 0.78},${-s * 0.18}L${-s * 0.46},${s * 1.04}L${-s * 0.12},${s * 0.14}L${-s * 0.72},${s * 0.14}Z`;

/** The mark of an exit in the band. */
function paintMark(ctx: Ctx, { mark, markY, second }: Look, stroke: Colour, width: number): void {
  ctx.translate(0, markY);
  if (second === undefined) {
    path(ctx, mark, { stroke, width });
    return;
  }
  ctx.scale(0.84, 0.84);
  ctx.translate(-3.4, 0);
  path(ctx, mark, { stroke, width });
  ctx.translate(7.4, 0.8);
  path(ctx, second, { stroke, width: width - 0.4 });
}

function glyph(kind: Glyph, palette: Palette): Recipe[] {
  const look = LOOKS[kind];
  const colour = palette[look.colour];
  return [
    {
      key: GLYPH_KEY[kind],
      w: 38,
      h: 38,
      paint(ctx) {
        path(ctx, look.outline(GLYPH_RADIUS), { fill: palette.deep, stroke: colour, width: 2.6 });
        path(ctx, look.outline(GLYPH_RADIUS), { fill: colour, fillAlpha: 0.14 });
        paintMark(ctx, look, colour, 2.5);
      },
    },
    {
      key: WAITING_KEY[kind],
      w: 42,
      h: 42,
      paint(ctx) {
        path(ctx, look.outline(GLYPH_RADIUS + 2), { fill: colour, stroke: colour, width: 2.6 });
        ctx.scale(1.1, 1.1);
        paintMark(ctx, look, palette.deep, 2.9);
      },
    },
    {
      key: MARBLE_KEY[kind],
      w: 18,
      h: 18,
      paint(ctx) {
        path(ctx, look.outline(MARBLE_RADIUS), { fill: palette.deep, stroke: colour, width: 1.7 });
        ctx.translate(0, look.markY * 0.44);
        ctx.scale(0.44, 0.44);
        path(ctx, look.mark, { stroke: colour, width: 2.9 });
      },
    },
  ];
}

export const glyphRecipes = (palette: Palette): Recipe[] => [
  ...GLYPHS.flatMap((kind) => glyph(kind, palette)),
  {
    key: 'bolt',
    w: 30,
    h: 30,
    paint(ctx) {
      path(ctx, BOLT(11), { stroke: palette.deep, width: 4 });
      path(ctx, BOLT(11), { fill: palette.yellow, stroke: palette.yellow, width: 1.2 });
    },
  },
  {
    key: 'bolt.held',
    w: 30,
    h: 30,
    paint: (ctx) => path(ctx, BOLT(10.5), { fill: palette.deep, stroke: palette.yellow, width: 2 }),
  },
];

/** The mill of an interpreter: a funnel, and two wheels that mesh below it. The wheels turn, so they are shapes of their own. */
import type { Rect } from '../../session/layout.ts';
import { type Palette, WHITE } from '../colours.ts';
import { type Ctx, disc, path } from './draw.ts';
import type { Recipe } from './sheet.ts';

const TEETH = 9;
/** radius at which a wheel is baked, design pixels */
const BAKED = 30;
export const WHEEL_KEY = 'mill.wheel';
/** a turn by one tooth: after it a wheel looks as before */
export const TOOTH = (2 * Math.PI) / TEETH;

/** A wheel with teeth, as an SVG path around the origin. */
function wheel(radius: number): string {
  const point = (angle: number, r: number): string =>
    `${(r * Math.cos(angle)).toFixed(2)},${(r * Math.sin(angle)).toFixed(2)}`;
  const teeth = Array.from({ length: TEETH }, (_, i) => {
    const at = i * TOOTH;
    return [
      point(at, radius),
      point(at + TOOTH * 0.3, radius),
      point(at + TOOTH * 0.45, radius * 0.76),
      point(at + TOOTH * 0.85, radius * 0.76),
    ].join('L');
  });
  return `M${teeth.join('L')}Z`;
}

export const millRecipes = (): Recipe[] => [
  {
    key: WHEEL_KEY,
    w: 2 * BAKED + 6,
    h: 2 * BAKED + 6,
    paint(ctx) {
      path(ctx, wheel(BAKED), { fill: WHITE, fillAlpha: 0.14, stroke: WHITE, width: 3 });
      disc(ctx, 0, 0, BAKED * 0.24, { stroke: WHITE, width: 3 });
    },
  },
];

/** Where a mill has its parts: `mouth` of the funnel, where code falls between the `wheels`, and what is left leaves at `foot`. */
export type MillParts = {
  x: number;
  mouth: number;
  foot: number;
  wheels: readonly { x: number; y: number; scale: number; way: 1 | -1 }[];
};

export function millParts({ x, y, w, h }: Rect): MillParts {
  const centre = x + w / 2;
  const radius = Math.min(w / 3.6, h / 2.9);
  const axis = y + h - radius - 2;
  const half = radius * 0.87;
  const scale = radius / BAKED;
  return {
    x: centre,
    mouth: axis - radius - 2,
    foot: axis + radius * 0.5,
    wheels: [
      { x: centre - half, y: axis, scale, way: 1 },
      { x: centre + half, y: axis, scale, way: -1 },
    ],
  };
}

export function paintMill(ctx: Ctx, rect: Rect, palette: Palette): void {
  const { x, y, w } = rect;
  const { x: centre, mouth } = millParts(rect);
  path(ctx, `M${x},${y}L${centre - 9},${mouth}V${mouth + 5}M${x + w},${y}L${centre + 9},${mouth}V${mouth + 5}`, {
    stroke: palette.grey,
    strokeAlpha: 0.8,
    width: 1.6,
  });
}

/** The mill of an interpreter: a funnel, and two wheels that mesh below it. */
import type { Rect } from '../../session/layout.ts';
import type { Palette } from '../colours.ts';
import { type Ctx, disc, path } from './draw.ts';

const TEETH = 9;

/** A wheel with teeth, as an SVG path around (x, y). */
function wheel(x: number, y: number, radius: number, turn: number): string {
  const step = (2 * Math.PI) / TEETH;
  const point = (angle: number, r: number): string =>
    `${(x + r * Math.cos(angle)).toFixed(2)},${(y + r * Math.sin(angle)).toFixed(2)}`;
  const teeth = Array.from({ length: TEETH }, (_, i) => {
    const at = turn + i * step;
    return [
      point(at, radius),
      point(at + step * 0.3, radius),
      point(at + step * 0.45, radius * 0.76),
      point(at + step * 0.85, radius * 0.76),
    ].join('L');
  });
  return `M${teeth.join('L')}Z`;
}

export function paintMill(ctx: Ctx, { x, y, w, h }: Rect, palette: Palette): void {
  const centre = x + w / 2;
  const radius = Math.min(w / 3.6, h / 2.9);
  const axis = y + h - radius - 2;
  const half = radius * 0.87;
  const mouth = axis - radius - 2;
  path(ctx, `M${x},${y}L${centre - 9},${mouth}V${mouth + 5}M${x + w},${y}L${centre + 9},${mouth}V${mouth + 5}`, {
    stroke: palette.grey,
    strokeAlpha: 0.8,
    width: 1.6,
  });
  const step = Math.PI / TEETH;
  for (const [at, turn] of [
    [centre - half, 0],
    [centre + half, step],
  ] as const) {
    path(ctx, wheel(at, axis, radius, turn), {
      fill: palette.panel,
      stroke: palette.orange,
      strokeAlpha: 0.85,
      width: 1.5,
    });
    disc(ctx, at, axis, radius * 0.24, { fill: palette.deep, stroke: palette.orange, strokeAlpha: 0.85, width: 1.4 });
  }
}

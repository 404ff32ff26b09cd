/** Small helpers for painting recipes: everything in design pixels around the centre. */
import { type Colour, css } from '../colours.ts';

export type Ctx = CanvasRenderingContext2D;

export type Ink = {
  fill?: Colour;
  fillAlpha?: number;
  stroke?: Colour;
  strokeAlpha?: number;
  width?: number;
  dash?: number[];
};

function finish(ctx: Ctx, path: Path2D, ink: Ink): void {
  if (ink.fill !== undefined) {
    ctx.fillStyle = css(ink.fill, ink.fillAlpha ?? 1);
    ctx.fill(path);
  }
  if (ink.stroke !== undefined) {
    ctx.lineJoin = 'round';
    ctx.lineCap = 'round';
    ctx.lineWidth = ink.width ?? 2;
    ctx.strokeStyle = css(ink.stroke, ink.strokeAlpha ?? 1);
    ctx.setLineDash(ink.dash ?? []);
    ctx.stroke(path);
    ctx.setLineDash([]);
  }
}

/** `d` as in SVG. */
export const path = (ctx: Ctx, d: string, ink: Ink): void => finish(ctx, new Path2D(d), ink);

export function box(ctx: Ctx, x: number, y: number, w: number, h: number, radius: number, ink: Ink): void {
  const shape = new Path2D();
  shape.roundRect(x, y, w, h, radius);
  finish(ctx, shape, ink);
}

/** A box around the centre. */
export const centred = (ctx: Ctx, w: number, h: number, radius: number, ink: Ink): void =>
  box(ctx, -w / 2, -h / 2, w, h, radius, ink);

export function disc(ctx: Ctx, x: number, y: number, radius: number, ink: Ink): void {
  const shape = new Path2D();
  shape.arc(x, y, radius, 0, 2 * Math.PI);
  finish(ctx, shape, ink);
}

/** A soft light that falls off to nothing at `radius`. */
export function glow(ctx: Ctx, radius: number, colour: Colour, strength: number): void {
  const light = ctx.createRadialGradient(0, 0, 0, 0, 0, radius);
  light.addColorStop(0, css(colour, strength));
  light.addColorStop(0.4, css(colour, strength * 0.42));
  light.addColorStop(1, css(colour, 0));
  ctx.fillStyle = light;
  ctx.fillRect(-radius, -radius, 2 * radius, 2 * radius);
}

/** Points of a regular polygon (or, with `inner`, of a star) as an SVG path. */
export function polygon(corners: number, radius: number, turn = -Math.PI / 2, inner = 1): string {
  const n = inner === 1 ? corners : corners * 2;
  const points = Array.from({ length: n }, (_, i) => {
    const angle = turn + (i * 2 * Math.PI) / n;
    const r = i % 2 === 1 ? radius * inner : radius;
    return `${(r * Math.cos(angle)).toFixed(2)},${(r * Math.sin(angle)).toFixed(2)}`;
  });
  return `M${points.join('L')}Z`;
}

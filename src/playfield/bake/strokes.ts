/** What lines, bars, lights and gauges are made of. White: the colour comes when they are drawn. */
import { WHITE } from '../colours.ts';
import { centred, disc, glow, path } from './draw.ts';
import type { Recipe } from './sheet.ts';

/** Radius of the bends of streams, design pixels. */
export const BEND = 7;
/** Steps of the round gauge: `gauge.0` (empty) … `gauge.24` (full). */
export const GAUGE_STEPS = 24;
const GAUGE_RADIUS = 23;

export const GAUGE_KEY: readonly string[] = Array.from({ length: GAUGE_STEPS + 1 }, (_, i) => `gauge.${i}`);

function gauge(step: number): Recipe {
  return {
    key: GAUGE_KEY[step] ?? '',
    w: 54,
    h: 54,
    paint(ctx) {
      ctx.strokeStyle = 'rgba(255, 255, 255, 0.2)';
      ctx.lineWidth = 4;
      ctx.beginPath();
      ctx.arc(0, 0, GAUGE_RADIUS, 0, 2 * Math.PI);
      ctx.stroke();
      if (step === 0) return;
      ctx.strokeStyle = '#fff';
      ctx.lineCap = step === GAUGE_STEPS ? 'butt' : 'round';
      ctx.beginPath();
      ctx.arc(0, 0, GAUGE_RADIUS, -Math.PI / 2, -Math.PI / 2 + (step / GAUGE_STEPS) * 2 * Math.PI);
      ctx.stroke();
    },
  };
}

/** A quarter turn from "coming from above" to "going right", around the corner point. */
function bend(key: string, width: number, alpha: number): Recipe {
  const size = 2 * BEND + width + 2;
  return {
    key,
    w: size,
    h: size,
    paint(ctx) {
      ctx.lineWidth = width;
      ctx.strokeStyle = `rgba(255, 255, 255, ${alpha})`;
      ctx.beginPath();
      ctx.arc(BEND, -BEND, BEND, Math.PI / 2, Math.PI);
      ctx.stroke();
    },
  };
}

export const strokeRecipes = (): Recipe[] => [
  { key: 'pixel', w: 12, h: 12, inset: 3, paint: (ctx) => centred(ctx, 40, 40, 0, { fill: WHITE }) },
  { key: 'disc', w: 18, h: 18, paint: (ctx) => disc(ctx, 0, 0, 8, { fill: WHITE }) },
  { key: 'ring', w: 20, h: 20, paint: (ctx) => disc(ctx, 0, 0, 8, { stroke: WHITE, width: 1.6 }) },
  { key: 'ring.large', w: 72, h: 72, paint: (ctx) => disc(ctx, 0, 0, 32, { stroke: WHITE, width: 2.4 }) },
  { key: 'glow', w: 96, h: 96, paint: (ctx) => glow(ctx, 48, WHITE, 1) },
  { key: 'chevron', w: 16, h: 16, paint: (ctx) => path(ctx, 'M-3,-4.6L2.6,0L-3,4.6', { stroke: WHITE, width: 2.6 }) },
  { key: 'dash', w: 10, h: 6, paint: (ctx) => centred(ctx, 6, 1.8, 0.9, { fill: WHITE }) },
  { key: 'dot', w: 8, h: 8, paint: (ctx) => disc(ctx, 0, 0, 2.4, { fill: WHITE }) },
  bend('bend', 2, 1),
  bend('bend.wide', 8, 1),
  bend('bend.rim', 3.6, 1),
  ...GAUGE_KEY.map((_, step) => gauge(step)),
];

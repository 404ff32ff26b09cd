/** The one thing that fills the screen: ground, grid and the storeys of the machine, painted at the canvas's own resolution. */
import type { Layout } from '../../session/layout.ts';
import { type Colour, css, type Palette } from '../colours.ts';
import type { Fit } from '../fit.ts';
import { box, type Ctx } from './draw.ts';

const GRID = 34;
const TICK = 6;

function lines(ctx: Ctx, x0: number, x1: number, y0: number, y1: number, palette: Palette): void {
  ctx.lineWidth = 0.6;
  ctx.strokeStyle = css(palette.faint, 0.32);
  ctx.beginPath();
  for (let x = Math.floor(x0 / GRID) * GRID; x < x1; x += GRID) {
    ctx.moveTo(x, y0);
    ctx.lineTo(x, y1);
  }
  for (let y = Math.floor(y0 / GRID) * GRID; y < y1; y += GRID) {
    ctx.moveTo(x0, y);
    ctx.lineTo(x1, y);
  }
  ctx.stroke();
  ctx.strokeStyle = css(palette.line, 0.5);
  ctx.lineWidth = 0.8;
  ctx.beginPath();
  for (let x = Math.floor(x0 / (GRID * 4)) * GRID * 4; x < x1; x += GRID * 4) {
    for (let y = Math.floor(y0 / (GRID * 4)) * GRID * 4; y < y1; y += GRID * 4) {
      ctx.moveTo(x - 3, y);
      ctx.lineTo(x + 3, y);
      ctx.moveTo(x, y - 3);
      ctx.lineTo(x, y + 3);
    }
  }
  ctx.stroke();
}

/** A line across the whole picture with a scale on it, and light on its inner side. */
function border(ctx: Ctx, x0: number, x1: number, y: number, inwards: 1 | -1, colour: Colour): void {
  const light = ctx.createLinearGradient(0, y, 0, y + inwards * 26);
  light.addColorStop(0, css(colour, 0.16));
  light.addColorStop(1, css(colour, 0));
  ctx.fillStyle = light;
  ctx.fillRect(x0, Math.min(y, y + inwards * 26), x1 - x0, 26);
  ctx.strokeStyle = css(colour, 0.75);
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(x0, y);
  ctx.lineTo(x1, y);
  ctx.stroke();
  ctx.lineWidth = 1;
  ctx.strokeStyle = css(colour, 0.4);
  ctx.beginPath();
  for (let x = Math.floor(x0 / GRID) * GRID; x < x1; x += GRID / 2) {
    ctx.moveTo(x, y);
    ctx.lineTo(x, y - inwards * (x % GRID === 0 ? TICK : TICK / 2));
  }
  ctx.stroke();
}

function monitor(ctx: Ctx, x0: number, x1: number, layout: Layout, palette: Palette): void {
  const { y, h } = layout.middle;
  ctx.fillStyle = css(0x1a3a64, 0.34);
  ctx.fillRect(x0, y, x1 - x0, h);
  border(ctx, x0, x1, y, 1, palette.sky);
  border(ctx, x0, x1, y + h, -1, palette.sky);
  if (layout.wires) {
    ctx.fillStyle = css(palette.deep, 0.5);
    ctx.fillRect(x0, y + 1, layout.main.left - 8 - x0, h - 2);
    ctx.strokeStyle = css(palette.line, 0.8);
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(layout.main.left - 8, y);
    ctx.lineTo(layout.main.left - 8, y + h);
    ctx.stroke();
  }
}

/** Nothing exits yet: a seam between guests and host, where the monitor will be. */
function seam(ctx: Ctx, x0: number, x1: number, layout: Layout, palette: Palette): void {
  const { y, h } = layout.middle;
  ctx.fillStyle = css(palette.sky, 0.08);
  ctx.fillRect(x0, y, x1 - x0, h);
  ctx.strokeStyle = css(palette.sky, 0.45);
  ctx.lineWidth = 1.2;
  ctx.beginPath();
  for (const edge of [y, y + h]) {
    ctx.moveTo(x0, edge);
    ctx.lineTo(x1, edge);
  }
  ctx.stroke();
  ctx.strokeStyle = css(palette.sky, 0.2);
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (let x = Math.floor(x0 / 12) * 12; x < x1; x += 12) {
    ctx.moveTo(x, y + h);
    ctx.lineTo(x + h, y);
  }
  ctx.stroke();
}

/** One kernel for all: a slab that carries every container. */
function slab(ctx: Ctx, layout: Layout, palette: Palette): void {
  const { y, h } = layout.middle;
  const x = layout.main.left;
  const w = layout.main.right - x;
  box(ctx, x, y, w, h, 12, { fill: 0x23182f, stroke: palette.pink, width: 2 });
  box(ctx, x + 4, y + 4, w - 8, h - 8, 9, { stroke: palette.pink, strokeAlpha: 0.22, width: 1 });
}

/** The bus below the sockets: every pCPU and every device hangs on it. */
function bus(ctx: Ctx, layout: Layout, palette: Palette): void {
  const places = [...layout.sockets, ...layout.devices].map((place) => place.rect);
  const first = places[0];
  if (!first) return;
  const y = first.y + first.h + 11;
  ctx.strokeStyle = css(palette.line, 0.75);
  ctx.lineWidth = 1.2;
  ctx.beginPath();
  for (const gap of [0, 4]) {
    ctx.moveTo(layout.main.left - 8, y + gap);
    ctx.lineTo(layout.main.right + 8, y + gap);
  }
  for (const rect of places) {
    const x = rect.x + rect.w / 2;
    ctx.moveTo(x - 3, rect.y + rect.h);
    ctx.lineTo(x - 3, y);
    ctx.moveTo(x + 3, rect.y + rect.h);
    ctx.lineTo(x + 3, y + 4);
  }
  ctx.stroke();
  for (const rect of places) {
    const x = rect.x + rect.w / 2;
    box(ctx, x - 5, y - 2, 4, 4, 1, { fill: palette.line });
    box(ctx, x + 1, y + 2, 4, 4, 1, { fill: palette.line });
  }
}

/** Paints the ground in device pixels: the picture is centred, the storeys run on into the margins. */
export function paintGround(ctx: Ctx, fit: Fit, layout: Layout, palette: Palette): void {
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.fillStyle = css(palette.ground);
  ctx.fillRect(0, 0, fit.width, fit.height);
  ctx.setTransform(fit.scale, 0, 0, fit.scale, fit.x, fit.y);
  const x0 = -fit.x / fit.scale;
  const x1 = (fit.width - fit.x) / fit.scale;
  const y0 = -fit.y / fit.scale;
  const y1 = (fit.height - fit.y) / fit.scale;
  lines(ctx, x0, x1, y0, y1, palette);
  ctx.fillStyle = css(palette.deep, 0.45);
  ctx.fillRect(x0, layout.host.y, x1 - x0, y1 - layout.host.y);
  bus(ctx, layout, palette);
  if (layout.band === 'monitor') monitor(ctx, x0, x1, layout, palette);
  else if (layout.band === 'none') seam(ctx, x0, x1, layout, palette);
  else slab(ctx, layout, palette);
}

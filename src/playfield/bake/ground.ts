/** The one thing that fills the screen: ground, grid and the storeys of the machine, painted at the canvas's own resolution. */
import type { Layout, MachinePlace } from '../../session/layout.ts';
import { css, type Palette } from '../colours.ts';
import type { Fit } from '../fit.ts';
import { box, type Ctx } from './draw.ts';
import { GRID, paintBand } from './strata.ts';
import { drivers, paintBeside, paintCase, paintDomain } from './worlds.ts';

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

/** The bus below the sockets: every pCPU and every device hangs on it. */
function bus(ctx: Ctx, layout: Layout, { main, beside }: MachinePlace, index: number, palette: Palette): void {
  const places = [...Object.values(layout.sockets), ...layout.devices]
    .filter(({ machine }) => machine === index)
    .map(({ rect }) => rect);
  const first = places[0];
  if (!first) return;
  const y = first.y + first.h + 11;
  ctx.strokeStyle = css(palette.line, 0.75);
  ctx.lineWidth = 1.2;
  ctx.beginPath();
  for (const gap of [0, 4]) {
    ctx.moveTo(main.left - 8, y + gap);
    ctx.lineTo((beside === null ? main.right : beside.kernel.x + beside.kernel.w) + 8, y + gap);
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

/** Grounds of equal keys look alike. */
export function groundKey(fit: Fit, { machines, sockets, devices, towers, parts }: Layout, palette: Palette): string {
  const lying = towers.filter((tower) => tower?.form === 'lying');
  return JSON.stringify([fit, machines, sockets, devices, lying, parts.exits, palette]);
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
  const several = layout.machines.length > 1;
  layout.machines.forEach((machine, index) => {
    const { host } = machine;
    if (several) paintCase(ctx, machine, palette);
    ctx.fillStyle = css(palette.deep, 0.45);
    if (several) ctx.fillRect(host.x + 1, host.y, host.w - 2, host.h - 1);
    else ctx.fillRect(x0, host.y, x1 - x0, y1 - host.y);
    bus(ctx, layout, machine, index, palette);
    const site = { ctx, layout, machine, index, x0, x1, palette };
    for (const band of machine.bands) paintBand(band, site);
    const slab = machine.bands.find(({ kind, form }) => kind === 'hostOs' && form !== 'beside');
    if (slab) drivers(ctx, layout, index, slab.rect, palette);
    if (machine.beside !== null) paintBeside(ctx, machine.beside, layout, index, palette);
    paintDomain(ctx, machine, layout, index, palette);
  });
}

/** Worlds beside each other: a host system next to the monitor, a driver domain next to the guests, machines in a rack. */
import type { BesidePlace, Layout, MachinePlace, Rect } from '../../session/layout.ts';
import { css, type Palette } from '../colours.ts';
import { box, type Ctx, disc, path } from './draw.ts';

/** As on a floor plan: an opening in the wall, the leaf, and the arc that it swings through, to the left or the right. */
function door(ctx: Ctx, { x, y, w, h }: Rect, palette: Palette, to: 'left' | 'right'): void {
  const wall = x + w / 2;
  const leaf = Math.min(h - 6, 30) * (to === 'left' ? 1 : -1);
  ctx.fillStyle = css(palette.ground);
  ctx.fillRect(wall - 5, y, 10, h);
  path(ctx, `M${wall - 6},${y}H${wall + 6}M${wall - 6},${y + h}H${wall + 6}`, { stroke: palette.text, width: 2 });
  path(ctx, `M${wall},${y}L${wall - leaf},${y + 2}`, { stroke: palette.text, width: 2 });
  path(ctx, `M${wall - leaf},${y + 2}A${Math.abs(leaf)},${h} 0 0 ${to === 'left' ? 0 : 1} ${wall},${y + h}`, {
    stroke: palette.text,
    strokeAlpha: 0.6,
    width: 1.2,
    dash: [2, 3],
  });
}

/** Two strokes from top to bottom, open at the door. */
function wall(ctx: Ctx, x: number, top: number, bottom: number, palette: Palette): void {
  for (const side of [-3, 3])
    path(ctx, `M${x + side},${top}V${bottom}`, { stroke: palette.edge, strokeAlpha: 0.8, width: 1.4 });
}

/** Small devices with dashed outlines: they are only made to look like some. */
const MODELS = [
  'M-9,-6A9,3.4 0 0 1 9,-6A9,3.4 0 0 1 -9,-6ZM-9,-6V7A9,3.4 0 0 0 9,7V-6',
  'M-9,-8H9V8H-9ZM-5,8V2H5V8',
  'M0,-9A9,9 0 0 1 0,9A9,9 0 0 1 0,-9ZM0,-5V0L4,3',
] as const;

/** A process of the host: it has the models of the devices that guests believe in. */
function apps(ctx: Ctx, { apps: { x, y, w, h }, kernel }: BesidePlace, layout: Layout, palette: Palette): void {
  box(ctx, x, y, w, h, 8, { fill: palette.panel, fillAlpha: 0.7, stroke: palette.edge, width: 1.4, dash: [6, 5] });
  // where models can be moved they are drawn by their own layer
  const n = layout.parts.cards !== null ? 0 : w < 150 ? 2 : MODELS.length;
  const cell = Math.min(66, (w - 16) / n - 6);
  const room = Math.min(74, h - 58);
  const top = y + 46 + (h - 46 - room) / 2;
  MODELS.slice(0, n).forEach((model, i) => {
    const cx = x + w / 2 + (i - (n - 1) / 2) * (cell + 8);
    const cy = top + room / 2;
    box(ctx, cx - cell / 2, top, cell, room, 6, { fill: palette.deep, stroke: palette.line, width: 1.2 });
    ctx.save();
    ctx.translate(cx, cy);
    path(ctx, model, { stroke: palette.muted, width: 1.5, dash: [3, 2.5] });
    ctx.restore();
  });
  for (const side of [0.3, 0.7]) {
    const at = x + w * side;
    path(ctx, `M${at},${y + h}V${kernel.y}`, { stroke: palette.edge, strokeAlpha: 0.8, width: 1.4 });
  }
}

/** The host's own world: kernel below, user space above, its devices under it, a door to the monitor. */
export function paintBeside(ctx: Ctx, place: BesidePlace, layout: Layout, index: number, palette: Palette): void {
  const { kernel, apps: above, door: opening } = place;
  wall(ctx, opening.x + opening.w / 2, above.y - 4, kernel.y + kernel.h, palette);
  // what stands in the monitor reaches up to the wall
  door(ctx, opening, palette, 'right');
  apps(ctx, place, layout, palette);
  drivers(ctx, layout, index, kernel, palette);
}

/** Lines from who has the drivers down to the devices. */
export function drivers(ctx: Ctx, layout: Layout, index: number, owner: Rect, palette: Palette): void {
  const foot = owner.y + owner.h;
  for (const { rect, machine } of layout.devices) {
    const x = rect.x + rect.w / 2;
    if (machine !== index || x < owner.x || x > owner.x + owner.w) continue;
    path(ctx, `M${x - 3},${foot}V${rect.y - 6}M${x + 3},${foot}V${rect.y - 6}`, {
      stroke: palette.edge,
      strokeAlpha: 0.75,
      width: 1.3,
    });
  }
}

/** Memory that guests share with the driver domain: a ring at each guest, a channel below them, and a door at its end. */
export function paintDomain(ctx: Ctx, machine: MachinePlace, layout: Layout, index: number, palette: Palette): void {
  const { channel, rings, bands } = machine;
  const domain = bands.find(({ kind }) => kind === 'driverDomain')?.rect;
  if (channel === null || domain === undefined) return;
  box(ctx, domain.x + 7, domain.y, domain.w - 7, domain.h, 10, {
    fill: palette.raised,
    fillAlpha: 0.6,
    stroke: palette.edge,
    width: 1.4,
  });
  drivers(ctx, layout, index, domain, palette);
  wall(ctx, domain.x + 7, domain.y, domain.y + domain.h, palette);
  for (const side of [-3, 3])
    path(ctx, `M${channel.from},${channel.y + side}H${channel.door.x + 4}`, {
      stroke: palette.yellow,
      strokeAlpha: 0.55,
      width: 1.2,
    });
  for (const { at, radius } of rings)
    for (const side of [-3, 3])
      path(ctx, `M${at.x + side},${at.y + radius}V${channel.y + side}`, {
        stroke: palette.yellow,
        strokeAlpha: 0.55,
        width: 1.2,
      });
  door(ctx, channel.door, palette, 'left');
  for (const { at, radius } of rings) ring(ctx, at.x, at.y, radius, palette);
}

/** Eight places in a circle, for requests and their answers. */
function ring(ctx: Ctx, x: number, y: number, radius: number, palette: Palette): void {
  disc(ctx, x, y, radius, { fill: palette.ground, stroke: palette.yellow, strokeAlpha: 0.85, width: 1.5 });
  disc(ctx, x, y, radius * 0.5, { stroke: palette.yellow, strokeAlpha: 0.6, width: 1.2 });
  for (let i = 0; i < 8; i++) {
    const angle = (i * Math.PI) / 4;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    path(ctx, `M${x + cos * radius * 0.5},${y + sin * radius * 0.5}L${x + cos * radius},${y + sin * radius}`, {
      stroke: palette.yellow,
      strokeAlpha: 0.6,
      width: 1,
    });
  }
}

/** One of several machines: a case around it, with a bar for its name. */
export function paintCase(ctx: Ctx, { area: { x, y, w, h } }: MachinePlace, palette: Palette): void {
  box(ctx, x, y, w, h, 10, { fill: palette.ground, fillAlpha: 0.75, stroke: palette.line, width: 1.6 });
  path(ctx, `M${x + 12},${y + 30}H${x + w - 12}`, { stroke: palette.line, width: 1 });
  for (const side of [x + 5, x + w - 5])
    for (const at of [y + 14, y + h - 14]) disc(ctx, side, at, 1.6, { fill: palette.edge });
}

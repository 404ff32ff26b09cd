/**
 * How each kind of band looks, so that it is told from the others without a word: a monitor is a lit room with a ruled edge,
 * an interpreter has teeth, a translator holds lines of code, a kernel is a slab, and where hardware does the work a bright
 * line is left.
 */
import type { BandKind } from '../../session/bands.ts';
import type { BandPlace, Layout, MachinePlace, Rect } from '../../session/layout.ts';
import { PICTURE } from '../../session/layout.ts';
import { type Colour, css, type Palette } from '../colours.ts';
import { box, type Ctx, disc, path } from './draw.ts';
import { paintMill } from './mills.ts';
import { paintShelf, rewrites } from './shelf.ts';

export const GRID = 34;
const TICK = 6;

/** What a painter of bands gets. `x0`, `x1`: the edges of the window, to which bands of a single machine run on. */
export type Site = {
  ctx: Ctx;
  layout: Layout;
  machine: MachinePlace;
  index: number;
  x0: number;
  x1: number;
  palette: Palette;
};

/** From where to where a band is painted: one that ends with the picture goes on to the edge of the window. */
function edges({ x, w }: Rect, { x0, x1 }: Site): { left: number; right: number } {
  return { left: x === 0 ? x0 : x, right: x + w === PICTURE.w ? x1 : x + w };
}

/** A line across with a scale on it, and light on its inner side. */
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
  for (let x = Math.ceil(x0 / (GRID / 2)) * (GRID / 2); x < x1; x += GRID / 2) {
    ctx.moveTo(x, y);
    ctx.lineTo(x, y - inwards * (x % GRID === 0 ? TICK : TICK / 2));
  }
  ctx.stroke();
}

function monitor({ rect }: BandPlace, site: Site): void {
  const { ctx, layout, machine, palette } = site;
  const { y, h } = rect;
  const { left, right } = edges(rect, site);
  ctx.fillStyle = css(0x1a3a64, 0.34);
  ctx.fillRect(left, y, right - left, h);
  border(ctx, left, right, y, 1, palette.sky);
  border(ctx, left, right, y + h, -1, palette.sky);
  if (layout.parts.exits && rect.x === 0) {
    const edge = machine.main.left - 8;
    ctx.fillStyle = css(palette.deep, 0.5);
    ctx.fillRect(left, y + 1, edge - left, h - 2);
    path(ctx, `M${edge},${y}V${y + h}`, { stroke: palette.line, strokeAlpha: 0.8, width: 1 });
  }
}

/** The hardware catches what it may; what is left of the monitor is a bright line, set with vias. */
function thin({ rect }: BandPlace, site: Site): void {
  const { ctx, machine, palette } = site;
  const { y, h } = rect;
  const { left, right } = edges(rect, site);
  const middle = y + h / 2;
  for (const [reach, alpha] of [
    [h, 0.1],
    [h / 2, 0.16],
    [5, 0.3],
  ] as const) {
    const light = ctx.createLinearGradient(0, middle - reach, 0, middle + reach);
    light.addColorStop(0, css(palette.sky, 0));
    light.addColorStop(0.5, css(palette.sky, alpha));
    light.addColorStop(1, css(palette.sky, 0));
    ctx.fillStyle = light;
    ctx.fillRect(left, middle - reach, right - left, 2 * reach);
  }
  ctx.fillStyle = css(palette.sky, 0.95);
  ctx.fillRect(left, middle - 1.2, right - left, 2.4);
  for (let x = Math.ceil(machine.main.left / GRID) * GRID; x < machine.main.right; x += GRID)
    disc(ctx, x, middle, 2.6, { fill: palette.ground, stroke: palette.sky, width: 1.4 });
}

/** Guests run on the bare machine: between them and the host is a seam, where a monitor would be. */
function seam({ rect }: BandPlace, site: Site): void {
  const { ctx, palette } = site;
  const { y, h } = rect;
  const { left, right } = edges(rect, site);
  ctx.fillStyle = css(palette.sky, 0.08);
  ctx.fillRect(left, y, right - left, h);
  ctx.strokeStyle = css(palette.sky, 0.45);
  ctx.lineWidth = 1.2;
  ctx.beginPath();
  for (const edge of [y, y + h]) {
    ctx.moveTo(left, edge);
    ctx.lineTo(right, edge);
  }
  ctx.stroke();
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, y, right - left, h);
  ctx.clip();
  ctx.strokeStyle = css(palette.sky, 0.2);
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (let x = Math.floor((left - h) / 12) * 12; x < right; x += 12) {
    ctx.moveTo(x, y + h);
    ctx.lineTo(x + h, y);
  }
  ctx.stroke();
  ctx.restore();
}

/** A slab that carries everything which stands on it. */
function slab(ctx: Ctx, { x, y, w, h }: Rect, colour: Colour, fill: Colour): void {
  box(ctx, x, y, w, h, 12, { fill, stroke: colour, width: 2 });
  box(ctx, x + 4, y + 4, w - 8, h - 8, 9, { stroke: colour, strokeAlpha: 0.22, width: 1 });
}

/** A system with drivers of its own: a slab of cells. */
function hostKernel(ctx: Ctx, rect: Rect, palette: Palette): void {
  slab(ctx, rect, palette.edge, palette.panel);
  ctx.fillStyle = css(palette.edge, 0.26);
  for (let x = rect.x + 17; x < rect.x + rect.w - 12; x += GRID / 2)
    for (let y = rect.y + 17; y < rect.y + rect.h - 10; y += GRID / 2) ctx.fillRect(x, y, 1.6, 1.6);
}

/** Everything falls between its teeth. */
function interpreter({ rect }: BandPlace, site: Site): void {
  const { ctx, machine, palette } = site;
  const { y, h } = rect;
  const { left, right } = edges(rect, site);
  const bottom = y + h;
  ctx.fillStyle = css(palette.grey, 0.09);
  ctx.fillRect(left, y, right - left, h);
  const pitch = GRID / 2;
  const from = Math.floor(left / pitch) * pitch;
  let above = `M${from},${y}`;
  let below = `M${from},${bottom}`;
  for (let x = from; x < right; x += pitch) {
    above += `L${x + pitch / 2},${y + 8}L${x + pitch},${y}`;
    below += `L${x + pitch / 2},${bottom - 8}L${x + pitch},${bottom}`;
  }
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, y - 2, right - left, h + 4);
  ctx.clip();
  for (const teeth of [above, below]) path(ctx, teeth, { stroke: palette.grey, strokeAlpha: 0.8, width: 1.5 });
  ctx.restore();
  for (const mill of machine.mills) paintMill(ctx, mill, palette);
}

/** Code goes in on the left of each sign and comes out changed on the right; the cache is a shelf below. */
function translator({ rect }: BandPlace, site: Site): void {
  const { ctx, machine, palette } = site;
  const { y, h } = rect;
  const { left, right } = edges(rect, site);
  ctx.fillStyle = css(palette.orange, 0.07);
  ctx.fillRect(left, y, right - left, h);
  path(ctx, `M${left},${y}H${right}`, { stroke: palette.orange, strokeAlpha: 0.75, width: 1.5 });
  path(ctx, `M${left},${y + h}H${right}`, { stroke: palette.orange, strokeAlpha: 0.6, width: 1.2, dash: [7, 5] });
  const { shelf } = machine;
  const foot = shelf === null ? y + h : shelf.rect.y;
  if (shelf === null)
    rewrites(ctx, { x: machine.main.left, y, w: machine.main.right - machine.main.left, h: foot - y }, palette);
  if (shelf !== null) paintShelf(ctx, shelf, palette);
}

/** A hypervisor that is a guest: drawn as a monitor is, in a box of its own, with its guests' feet in it. */
function inner({ rect }: BandPlace, { ctx, palette, layout, index }: Site): void {
  const { x, y, w, h } = rect;
  for (const tower of layout.towers) {
    if (tower === null || tower.machine !== index || tower.rect.y + tower.rect.h > y) continue;
    const foot = tower.rect.y + tower.rect.h;
    for (const side of [0.18, 0.82]) {
      const at = tower.rect.x + tower.rect.w * side;
      path(ctx, `M${at},${foot}V${y - 6}`, { stroke: palette.sky, strokeAlpha: 0.6, width: 1.5 });
    }
  }
  box(ctx, x - 6, y - 6, w + 12, h + 12, 10, { fill: 0x1a3a64, fillAlpha: 0.5, stroke: palette.sky, width: 1.5 });
  path(ctx, `M${x},${y - 3}H${x + w}M${x},${y + h + 3}H${x + w}`, {
    stroke: palette.sky,
    strokeAlpha: 0.5,
    width: 1,
    dash: [2, 6],
  });
}

const PAINTERS: Readonly<Partial<Record<BandKind, (place: BandPlace, site: Site) => void>>> = {
  inner,
  interpreter,
  translator,
  monitor(place, site) {
    if (place.form === 'thin') thin(place, site);
    else if (place.form === 'seam') seam(place, site);
    else monitor(place, site);
  },
  sharedKernel: ({ rect }, { ctx, palette }) => slab(ctx, rect, palette.pink, 0x23182f),
  hostOs: ({ rect }, { ctx, palette }) => hostKernel(ctx, rect, palette),
};

/** Paints one band of a machine. Guests' and host's storeys are the ground itself. */
export const paintBand = (place: BandPlace, site: Site): void => PAINTERS[place.kind]?.(place, site);

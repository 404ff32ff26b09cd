/** Towers: the guests of one machine, side by side. Five forms, by the room that there is. */
import type { Int } from '../sim/index.ts';
import type { Frame } from './layout-frame.ts';
import { CARRIER, type MachineShape, NO_TOWER, OUTSIDE, type Shape } from './layout-shape.ts';
import type { Point, Rect, TowerForm, TowerPlace } from './layout-types.ts';

const GAP = 20;
const NARROW_GAP = 8;
const WIDE = 200;
const WIDEST = 260;
/** Less than this is no room for a name, nor for a tenant's name and its meter. */
const NARROW = { guest: 76, tenant: 100 } as const;
/** no word of what a guest does is shorter than that */
const LEAST_STATE = 36;
/** Half as high, its name has a row of its own below its badge, in so little. */
const SLIM = 50;
/** Less than this leaves nothing to its edges. */
const TIGHT = 84;
const PAD = 12;
const CHIP = { w: 96, h: 30 } as const;
const ASKED = 6;
const MARBLE = 10;
/** what its speed takes of the line of what it does, where there is a mixer */
const SHARE = 25;

const DENSE_COLUMNS = 16;
const DENSE_HEIGHT = 64;
const ROWS = 2;
/** Between driver domains and whom they serve: the wall, and the way of the rings. */
const APART = 34;
const DOMAIN = { share: 0.26, least: 116, most: 240 } as const;
/** A guest that lies under others. */
const LYING = { inset: 8, most: 260 } as const;

type Plot = { rect: Rect; form: TowerForm };

/** Where the towers of those that are served stand, and the driver domains. */
function plots(machine: MachineShape, frame: Frame): { left: number; width: number; domains: Rect } {
  const { left, right } = frame.main;
  const width = right - left;
  const each = Math.min(DOMAIN.most, Math.max(width * DOMAIN.share, DOMAIN.least));
  const taken = machine.domains * each;
  const span = frame.storeys.towers;
  return {
    left,
    width: width - (taken === 0 ? 0 : taken + APART),
    domains: { x: right - taken, y: span.top, w: taken, h: span.bottom - span.top },
  };
}

/** `n` things side by side; a few do not grow beyond `most`. */
function column(n: Int, count: Int, left: number, width: number, gap: number, most: number): { x: number; w: number } {
  const pitch = (width + gap) / count;
  const w = Math.min(most, pitch - gap);
  return { x: left + n * pitch + (pitch - gap - w) / 2, w };
}

const isMetered = ({ bands }: Frame): boolean => bands.some(({ kind }) => kind === 'sharedKernel');

/** Where slot `n` stands: in one row, in two, or in as many as it takes. */
function plotOf(machine: MachineShape, frame: Frame, n: Int): Plot {
  const { left, width, domains } = plots(machine, frame);
  const { top, bottom } = frame.storeys.towers;
  const served = machine.slots - machine.domains;
  if (n >= served) {
    const { x, w } = column(n - served, machine.domains, domains.x, domains.w, GAP, domains.w);
    return { rect: { x, y: top, w, h: bottom - top }, form: w >= WIDE ? 'wide' : 'narrow' };
  }
  const gap = served > 4 || width / served < WIDE ? NARROW_GAP : GAP;
  const { x, w } = column(n, served, left, width, gap, WIDEST);
  if (w >= (isMetered(frame) ? NARROW.tenant : NARROW.guest) || served === 1)
    return { rect: { x, y: top, w, h: bottom - top }, form: w >= WIDE ? 'wide' : 'narrow' };
  const columns = Math.ceil(served / ROWS);
  const short = column(n % columns, columns, left, width, NARROW_GAP, WIDEST);
  if (short.w >= (isMetered(frame) ? NARROW.guest : SLIM)) {
    const h = (bottom - top - NARROW_GAP) / ROWS;
    return { rect: { ...short, y: top + Math.floor(n / columns) * (h + NARROW_GAP), h }, form: 'short' };
  }
  const across = Math.max(1, Math.min(DENSE_COLUMNS, Math.floor(width / 40)));
  const rows = Math.ceil(served / across);
  const cell = width / across;
  const h = Math.min((bottom - top) / rows, DENSE_HEIGHT);
  return {
    rect: { x: left + (n % across) * cell, y: top + Math.floor(n / across) * h, w: cell - 4, h: h - 4 },
    form: 'dense',
  };
}

/** Chips of a guest's vCPUs side by side at the bottom of its tower. */
function docksIn(area: Rect, vcpus: number): Rect[] {
  const n = Math.max(1, vcpus);
  const w = Math.min(CHIP.w, (area.w - (n - 1) * 4) / n);
  const start = area.x + (area.w - n * w - (n - 1) * 4) / 2;
  return Array.from({ length: n }, (_, i) => ({ x: start + i * (w + 4), y: area.y, w, h: area.h }));
}

type Site = { frame: Frame; vcpus: Int; ceilingY: number; geared: boolean };

const empty = (rect: Rect): Rect => ({ x: rect.x, y: rect.y, w: 0, h: 0 });

/** A tower, whichever seat it has. */
type Standing = Omit<TowerPlace, 'seat'>;

/** Only shapes: badge, face, ten windows in a row, chip. */
function denseTower(rect: Rect, { frame, vcpus, ceilingY }: Site): Standing {
  const { x, y, w, h } = rect;
  const none = empty(rect);
  return {
    machine: frame.index,
    form: 'dense',
    rect,
    badge: { x: x + 11, y: y + 11 },
    name: none,
    note: null,
    face: { x: x + w - 11, y: y + 11 },
    patience: none,
    state: none,
    tape: none,
    askedLabel: null,
    asked: [],
    bolt: { x: x + w / 2, y: y + 11 },
    ceiling: { x: x + w / 2, y: ceilingY },
    windows: { x: x + 4, y: y + 21, w: w - 8, h: 4 },
    meter: null,
    docks: docksIn({ x: x + 6, y: y + h - 15, w: w - 12, h: 11 }, vcpus),
    parked: { x: x + w - 9, y: y + h - 10 },
    stem: { x: x + w / 2, y: y + h },
  };
}

/** The same under one kernel: a meter of the thing that is short in the place of the windows, and thin chips. */
function shortTenant(rect: Rect, site: Site): Standing {
  const { x, y, w, h } = rect;
  return {
    ...shortTower(rect, site),
    badge: { x: x + 16, y: y + 14 },
    name: { x: x + 30, y: y + 5, w: w - 34, h: 20 },
    face: { x: x + 16, y: y + 36 },
    patience: { x: x + 29, y: y + 26, w: 38, h: 20 },
    state: { x: x + 70, y: y + 26, w: w - 74, h: 20 },
    windows: { x: x + 6, y: y + h - 5, w: w - 12, h: 2 },
    meter: { icon: { x: x + 16, y: y + 58 }, bar: { x: x + 29, y: y + 52, w: w - 39, h: 12 } },
    docks: docksIn({ x: x + 10, y: y + h - 15, w: w - 20, h: 6 }, site.vcpus),
  };
}

/** Half as high: badge and name, face and number, windows as a row, chips. */
function shortTower(rect: Rect, { frame, vcpus, ceilingY }: Site): Standing {
  const { x, y, w, h } = rect;
  const none = empty(rect);
  const slim = w < NARROW.guest;
  const stateFrom = x + 76;
  const room = w - 76 - 26;
  return {
    machine: frame.index,
    form: 'short',
    rect,
    badge: { x: x + 16, y: y + 17 },
    name: slim ? { x: x + 6, y: y + 29, w: w - 10, h: 20 } : { x: x + 30, y: y + 6, w: w - 34, h: 22 },
    note: null,
    face: slim ? { x: x + w - 16, y: y + 17 } : { x: x + 16, y: y + 39 },
    patience: slim ? none : { x: x + 30, y: y + 29, w: Math.min(44, w - 54), h: 21 },
    state: room >= 56 ? { x: stateFrom, y: y + 29, w: room, h: 20 } : none,
    tape: none,
    askedLabel: null,
    asked: [],
    bolt: { x: x + w - 14, y: y + 39 },
    ceiling: { x: x + w - 20, y: ceilingY },
    windows: { x: x + 6, y: y + 52, w: w - 12, h: 4 },
    meter: null,
    docks: docksIn({ x: x + 10, y: y + h - 23, w: w - 20, h: 18 }, vcpus),
    parked: { x: x + w - 16, y: y + h - 14 },
    stem: { x: x + w / 2, y: y + h },
  };
}

/** A hypervisor that is a guest: badge and name, face and number, what it does, and its chip at the right. */
function lyingTower(rect: Rect, { frame, vcpus, ceilingY }: Site): Standing {
  const { x, y, w, h } = rect;
  const chip = Math.min(CHIP.w, w * 0.3) * Math.max(1, vcpus);
  const docks = { x: x + w - chip - 44, y: y + h / 2 - 13, w: chip, h: 26 };
  const words = docks.x - x - 50;
  return {
    machine: frame.index,
    form: 'lying',
    rect,
    badge: { x: x + 20, y: y + h / 2 - 9 },
    name: { x: x + 38, y: y + 4, w: Math.max(60, words - 60), h: 23 },
    note: null,
    face: { x: x + 20, y: y + h - 15 },
    patience: { x: x + 38, y: y + h - 26, w: 44, h: 22 },
    state: words > 172 ? { x: x + 86, y: y + h - 26, w: words - 112, h: 22 } : empty(rect),
    tape: empty(rect),
    askedLabel: null,
    asked: [],
    bolt: { x: docks.x - 16, y: y + h / 2 },
    ceiling: { x: x + w - 20, y: ceilingY },
    windows: { x: x + w - 26, y: y + 5, w: 18, h: h - 10 },
    meter: null,
    docks: docksIn(docks, vcpus),
    parked: { x: docks.x + docks.w - 11, y: docks.y - 2 },
    stem: { x: docks.x + docks.w / 2, y: y + h },
  };
}

/** Places for latched marbles: six, or as many as fit side by side. */
function marbles(from: number, y: number, room: number): Point[] {
  const n = Math.max(1, Math.min(ASKED, Math.floor(room / MARBLE)));
  const pitch = Math.min(20, room / n);
  return Array.from({ length: n }, (_, i) => ({ x: from + pitch * (i + 0.5), y }));
}

/** Badge and name, face and number, state, then tape and marbles, the meter of the thing that is short, or a lever (gear.ts). */
function tower(rect: Rect, { frame, vcpus, ceilingY, geared }: Site, shape: Shape): Standing {
  const metered = isMetered(frame);
  const asks = shape.latchRoom > 0;
  const { x, y, w, h } = rect;
  const wide = w >= WIDE;
  const tight = w < TIGHT;
  const pad = tight ? PAD / 2 : PAD;
  const windows: Rect = {
    x: x + w - (wide ? 34 : tight ? 19 : 22),
    y: y + (wide ? 52 : 34),
    w: wide ? 24 : 14,
    h: h - (wide ? 64 : 46),
  };
  const inner = windows.x - x - pad - 6;
  const left = x + pad;
  const top = wide ? y + 52 : y + 58;
  const dockTop = y + h - CHIP.h - 10;
  const stateRoom = wide ? inner : inner + 5 - (geared && shape.parts.mixer !== null ? SHARE : 0);
  const label: Rect | null = wide ? { x: left, y: top + 50, w: 46, h: 22 } : null;
  const askedFrom = label ? label.x + label.w : left;
  return {
    machine: frame.index,
    form: wide ? 'wide' : 'narrow',
    rect,
    badge: { x: x + (wide ? 24 : 18), y: y + (wide ? 27 : 19) },
    name: wide ? { x: x + 44, y: y + 6, w: w - 44 - 92, h: 23 } : { x: x + 32, y: y + 8, w: w - 34, h: 24 },
    note: wide ? { x: x + 44, y: y + 29, w: w - 44 - 92, h: 20 } : null,
    face: wide ? { x: x + w - 70, y: y + 27 } : { x: x + 18, y: y + 45 },
    patience: wide
      ? { x: x + w - 56, y: y + 14, w: 48, h: 26 }
      : { x: x + 32, y: y + 34, w: windows.x - x - 36, h: 24 },
    state: { x: left, y: top, w: stateRoom < LEAST_STATE ? 0 : stateRoom, h: 20 },
    tape: { x: left, y: top + 22, w: inner, h: metered || geared ? 0 : 24 },
    askedLabel: asks ? label : null,
    asked: asks ? marbles(askedFrom, top + 61, wide ? inner - 46 - 26 : inner - 22) : [],
    bolt: { x: left + inner - 9, y: top + 61 },
    ceiling: { x: x + w - 20, y: ceilingY },
    windows,
    meter: metered
      ? {
          icon: { x: left + 8, y: top + 25 + (dockTop - top - 33) / 2 },
          bar: { x: left + 20, y: top + 25, w: inner - 20, h: dockTop - top - 33 },
        }
      : null,
    docks: docksIn({ x: left, y: dockTop, w: inner, h: CHIP.h }, vcpus),
    parked: { x: left + inner - 11, y: dockTop - 2 },
    stem: { x: left + inner / 2, y: y + h },
  };
}

/** Guests that stand on the monitor beside an inner hypervisor reach down to its foot. */
const reachingDown = (rect: Rect, { storeys }: Frame): Rect =>
  storeys.inner.bottom === storeys.inner.top ? rect : { ...rect, h: storeys.inner.bottom - 8 - rect.y };

/** From the first to the last of its guests, in the storey below them. */
function lyingRect(guests: readonly Int[], shape: Shape, machine: MachineShape, frame: Frame): Rect | null {
  const slots = guests.flatMap((guest) => {
    const slot = shape.slotOf[guest] ?? NO_TOWER;
    return slot < 0 ? [] : [plotOf(machine, frame, slot).rect];
  });
  const first = slots[0];
  const last = slots[slots.length - 1];
  if (first === undefined || last === undefined) return null;
  const { top, bottom } = frame.storeys.inner;
  const y = top + LYING.inset;
  return { x: first.x, y, w: last.x + last.w - first.x, h: bottom - LYING.inset - y };
}

/** By guest index: the towers of this machine. */
export function towersOf(shape: Shape, frame: Frame): [Int, TowerPlace][] {
  const machine = shape.machines[frame.index];
  if (machine === undefined) return [];
  const ceilingY = frame.middle.y + Math.min(13, frame.middle.h / 2);
  const before = shape.machines.slice(0, frame.index).reduce((sum, { slots }) => sum + slots, 0);
  return shape.slotOf.flatMap((slot, guest): [Int, TowerPlace][] => {
    if (shape.machineOf[guest] !== frame.index || slot === NO_TOWER || slot === OUTSIDE) return [];
    const site: Site = { frame, vcpus: shape.vcpus[guest] ?? 1, ceilingY, geared: shape.geared[guest] ?? false };
    if (slot === CARRIER) {
      const carried = shape.under.flatMap((under, other) => (under === guest ? [other] : []));
      const rect = lyingRect(carried, shape, machine, frame);
      // whoever carries others comes after all that stand
      const seat = shape.machines.reduce((sum, { slots }) => sum + slots, guest);
      return rect === null ? [] : [[guest, { ...lyingTower(rect, site), seat }]];
    }
    const seat = before + slot;
    const { rect, form } = plotOf(machine, frame, slot);
    if (form === 'dense') return [[guest, { ...denseTower(rect, site), seat }]];
    if (form === 'short') return [[guest, { ...(isMetered(frame) ? shortTenant : shortTower)(rect, site), seat }]];
    return [[guest, { ...tower(shape.inner[guest] ? rect : reachingDown(rect, frame), site, shape), seat }]];
  });
}

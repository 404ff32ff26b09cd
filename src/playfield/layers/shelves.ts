/**
 * The shelves of translated blocks. A block in use glows; one that nobody has asked for lately is dim; a ring around it
 * means that its store calls the monitor at each run. On the bench above stand the blocks that are interpreted, each with
 * a bar that fills run by run; when it is full the block is written, and stands on the shelf.
 */
import { knobRow } from '../../session/knobRows.ts';
import type { Compartment, Rect } from '../../session/layout.ts';
import type { ShelfView } from '../../session/parts/translationCache.ts';
import type { Int } from '../../sim/index.ts';
import { mix, WHITE } from '../colours.ts';
import type { Layer, Moment } from '../moment.ts';
import { approach, clamp01 } from '../motion.ts';
import type { Pen } from '../pen.ts';

/** how long a flash lasts, ms; and how wide the card of a block on the bench is */
const FLASH = 420;
const CARD = { w: 15, h: 15, gap: 5, bar: 3 } as const;
/** instructions of the longest block: the others have shorter lines in proportion */
const LONGEST = 12;
const LINES = 3;

/** the bar of stores: its part of the compartment, its height; and the rows of knobs above it */
const STORES = { part: 0.6, h: 7, rows: 2 } as const;

type Flash = { at: number; kind: 'full' | 'other' };

export function shelves(pen: Pen): Layer {
  /** by guest: when its shelf was emptied last, when a store of it trapped last */
  const flushed = new Map<Int, Flash>();
  const rung = new Map<Int, number>();
  /** by guest and site: the glow that is shown, so that it fades instead of jumping */
  const glows = new Map<string, number>();

  const ageOf = (at: number | undefined, time: number): number => (at === undefined ? 1 : (time - at) / FLASH);

  /** Lines of code: as long as the block is. */
  function drawCode({ x, y, w, h }: Rect, instructions: Int, tint: number, alpha: number): void {
    const pitch = (h - 4) / LINES;
    for (let line = 0; line < LINES; line++) {
      const part = clamp01((instructions - line * (LONGEST / LINES)) / (LONGEST / LINES));
      pen.rect(x + 3, y + 3 + line * pitch, (w - 6) * part, Math.max(1.5, pitch - 2), tint, alpha);
    }
  }

  function drawShelf({ slots, rect }: Compartment, shelf: ShelfView, moment: Moment): void {
    const { palette, time, dt, calm } = moment;
    const tint = moment.colourOf(shelf.guest);
    const flash = flushed.get(shelf.guest);
    const emptied = ageOf(flash?.at, time);
    slots.forEach((slot, n) => {
      const block = shelf.blocks[n];
      if (n < shelf.room) pen.frame(slot, 1, tint, block === undefined ? 0.7 : 0.25);
      if (block === undefined) return;
      const key = `${shelf.guest}/${block.site}`;
      const glow = approach(glows.get(key) ?? 0, block.heat, dt, 220);
      glows.set(key, glow);
      pen.rect(slot.x, slot.y, slot.w, slot.h, mix(palette.deep, tint, 0.25 + 0.6 * glow), 0.95);
      drawCode(slot, block.instructions, mix(palette.grey, WHITE, glow), 0.35 + 0.6 * glow);
      if (block.adapted) pen.frame({ x: slot.x - 1, y: slot.y - 1, w: slot.w + 2, h: slot.h + 2 }, 2, palette.red, 0.9);
    });
    if (emptied < 1) {
      const strength = (1 - emptied) * (flash?.kind === 'full' ? 0.55 : 0.3);
      pen.rect(rect.x, rect.y, rect.w, rect.h, flash?.kind === 'full' ? palette.red : palette.sky, strength);
      if (!calm && flash?.kind === 'full')
        for (let n = 0; n < Math.min(slots.length, shelf.room); n++) {
          const slot = slots[n];
          if (slot !== undefined)
            pen.rect(slot.x, slot.y + emptied * 26, slot.w, slot.h, mix(palette.deep, tint, 0.5), 0.8 * (1 - emptied));
        }
    }
  }

  function drawBench({ bench }: Compartment, shelf: ShelfView, moment: Moment): void {
    const { palette } = moment;
    const y = bench.y + Math.max(0, (bench.h - CARD.h - CARD.bar - 3) / 2);
    shelf.bench.forEach((block, n) => {
      const x = bench.x + n * (CARD.w + CARD.gap);
      if (x + CARD.w > bench.x + bench.w * 0.62) return;
      const card: Rect = { x, y, w: CARD.w, h: CARD.h };
      pen.rect(card.x, card.y, card.w, card.h, palette.deep, 0.9);
      drawCode(card, block.instructions, palette.orange, 0.8);
      const part = block.of === 0 ? 0 : clamp01(block.runs / block.of);
      pen.rect(x, y + CARD.h + 2, CARD.w, CARD.bar, palette.faint, 1);
      pen.rect(x, y + CARD.h + 2, CARD.w * part, CARD.bar, palette.orange, 1);
    });
  }

  /** Of the stores of late, those that hit page tables, beside the notch above which it pays to adapt them. */
  function drawStores(
    { rect }: Compartment,
    shelf: ShelfView,
    { y, h }: { y: number; h: number },
    moment: Moment,
  ): void {
    const { palette, view } = moment;
    if (shelf.hits === null) return;
    const w = rect.w * STORES.part;
    const top = y + (h - STORES.h) / 2;
    const notch = (view.parts.translationCache?.worthwhile ?? 0) / 10_000;
    const part = shelf.hits / 10_000;
    pen.rect(rect.x, top, w, STORES.h, palette.faint, 1);
    pen.rect(rect.x, top, w * part, STORES.h, part > notch ? palette.red : palette.sky, 1);
    pen.rect(rect.x + w * notch - 1, top - 3, 2, STORES.h + 6, palette.orange, 1);
  }

  return {
    event(event, moment) {
      if (event.type === 'cacheFlushed')
        flushed.set(event.guest, { at: moment.time, kind: event.cause === 'full' ? 'full' : 'other' });
      if (event.type === 'storeFaulted') rung.set(event.guest, moment.time);
    },
    draw(moment) {
      const all = moment.view.parts.translationCache;
      if (all === null) return;
      for (const { shelf: place, middle } of moment.layout.machines)
        for (const compartment of place?.compartments ?? []) {
          const shelf = all.shelves[compartment.guest];
          if (shelf === null || shelf === undefined) continue;
          drawShelf(compartment, shelf, moment);
          drawBench(compartment, shelf, moment);
          drawStores(compartment, shelf, knobRow(middle, STORES.rows), moment);
          const age = ageOf(rung.get(shelf.guest), moment.time);
          const { x, y, w } = compartment.rect;
          if (age < 1)
            pen.put('ring', x + w - 8, y - 10, 1 - age, moment.palette.red, moment.calm ? 1 : 0.7 + age * 0.7);
        }
    },
  };
}

/**
 * Geometry of the timeline: thousands of intervals become a few hundred blocks, whatever the zoom.
 *
 * Work is tall and wears its guest's colour; everything else is low and wears the colour of its group; idle is empty.
 * So the tall part of the picture is the useful share.
 */
import type { TimelineItem } from '../../session/contract.ts';
import type { Cycles, Int } from '../../sim/types.ts';
import { GROUP_OF, type Group } from './groups.ts';

/** `guest` is -1 where nobody is charged. `x` and `width` are in the units of the picture. */
export type Block = { group: Group; guest: Int; from: Cycles; to: Cycles; x: number; width: number };

/** A stretch of time that is shown. */
export type Window = { from: Cycles; to: Cycles };

type Cell = { at: number; spent: Map<string, Cycles> };

const keyOf = (item: TimelineItem): string => `${GROUP_OF[item.category]} ${item.guest}`;

/** The group and guest that most of a cell's time went to. */
function winner(cell: Cell): string {
  let best = 'idle -1';
  let most = 0;
  for (const [key, cycles] of cell.spent) {
    if (cycles > most) [best, most] = [key, cycles];
  }
  return best;
}

/**
 * The blocks of one pCPU inside a window. The picture is cut into cells of `grain` units, each painted with what took
 * most of its time; equal neighbours are joined.
 * @param items of this pCPU, ascending, without overlap
 */
export function blocksOf(items: readonly TimelineItem[], window: Window, width: number, grain = 1.5): Block[] {
  const span = window.to - window.from;
  const cells = Math.ceil(width / grain);
  if (span <= 0 || cells <= 0) return [];
  const perCell = span / cells;
  const grid = new Map<number, Cell>();
  for (const item of items) {
    const from = Math.max(item.from, window.from);
    const to = Math.min(item.to, window.to);
    if (to <= from) continue;
    const last = Math.min(cells - 1, Math.ceil((to - window.from) / perCell) - 1);
    for (let at = Math.floor((from - window.from) / perCell); at <= last; at++) {
      const start = window.from + at * perCell;
      const overlap = Math.min(to, start + perCell) - Math.max(from, start);
      if (overlap <= 0) continue;
      const cell = grid.get(at) ?? { at, spent: new Map<string, Cycles>() };
      cell.spent.set(keyOf(item), (cell.spent.get(keyOf(item)) ?? 0) + overlap);
      grid.set(at, cell);
    }
  }
  return join(grid, cells, perCell, window, width);
}

/** Neighbouring cells with the same winner become one block; idle ones become none. */
function join(grid: Map<number, Cell>, cells: number, perCell: number, window: Window, width: number): Block[] {
  const winners = Array.from({ length: cells }, (_, at) => {
    const cell = grid.get(at);
    return cell === undefined ? 'idle -1' : winner(cell);
  });
  const blocks: Block[] = [];
  for (let at = 0; at < cells; ) {
    const key = winners[at] ?? '';
    let end = at + 1;
    while (winners[end] === key) end++;
    const [group, guest] = key.split(' ') as [Group, string];
    if (group !== 'idle') {
      blocks.push({
        group,
        guest: Number(guest),
        from: window.from + at * perCell,
        to: window.from + end * perCell,
        x: (at / cells) * width,
        width: ((end - at) / cells) * width,
      });
    }
    at = end;
  }
  return blocks;
}

/** The window after zooming by `factor` (under 1 shows less) around a moment, inside [0, end], never under `least`. */
export function zoom(window: Window, around: Cycles, factor: number, end: Cycles, least: Cycles): Window {
  const span = window.to - window.from;
  const next = Math.min(end, Math.max(least, span * factor));
  const share = span === 0 ? 0.5 : (around - window.from) / span;
  return shift({ from: around - share * next, to: around + (1 - share) * next }, 0, end);
}

/** The window moved by `by` cycles, kept inside [0, end]. */
export function shift(window: Window, by: Cycles, end: Cycles): Window {
  const span = Math.min(end, window.to - window.from);
  const from = Math.min(end - span, Math.max(0, window.from + by));
  return { from, to: from + span };
}

/**
 * Where going back to `at` leads: to the last of ascending moments that is not after it, if that lies no further than
 * `within` before, else exactly there.
 */
export function snap(moments: readonly Cycles[], at: Cycles, within: Cycles): Cycles {
  const exact = Math.max(0, Math.floor(at));
  const before = moments.findLast((moment) => moment <= exact) ?? 0;
  return exact - before <= within ? before : exact;
}

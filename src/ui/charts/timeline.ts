/**
 * Geometry of the timeline: thousands of intervals become a few hundred blocks, whatever the zoom.
 *
 * Seen closely, work is tall and wears its guest's colour, everything else is low and wears the colour of its group, and
 * idle is empty. Seen from afar, every column is a stack of what its time went to: work from the ground up, the rest
 * upon it. Either way the coloured ground is the useful share.
 */
import type { TimelineItem } from '../../session/contract.ts';
import type { Cycles, Int } from '../../sim/types.ts';
import { GROUP_OF, GROUPS, type Group } from './groups.ts';

/**
 * `guest` is -1 where nobody is charged. `x` and `width` are in units of the picture; `bottom` and `height` are shares of
 * a lane.
 */
export type Block = {
  group: Group;
  guest: Int;
  from: Cycles;
  to: Cycles;
  x: number;
  width: number;
  bottom: number;
  height: number;
};

/** A stretch of time that is shown. */
export type Window = { from: Cycles; to: Cycles };

/** Height of what is no work, seen closely. */
const LOW = 0.38;
/** Units of the picture per column, seen closely and from afar. */
const GRAIN = { close: 1.5, far: 6 } as const;
/** More intervals per far column than this, and single ones can no longer be told apart. */
const CROWD = 2;

type Piece = { group: Group; guest: Int };

const isWork = ({ group, guest }: Piece): boolean => group === 'useful' && guest >= 0;

/** What the time of each column went to, by piece. */
function columnsOf(items: readonly TimelineItem[], { from, to }: Window, count: number): Map<string, Cycles>[] {
  const columns = Array.from({ length: count }, () => new Map<string, Cycles>());
  const perColumn = (to - from) / count;
  for (const item of items) {
    const start = Math.max(item.from, from);
    const end = Math.min(item.to, to);
    if (end <= start) continue;
    const key = `${GROUP_OF[item.category]} ${item.guest}`;
    const last = Math.min(count - 1, Math.ceil((end - from) / perColumn) - 1);
    for (let at = Math.floor((start - from) / perColumn); at <= last; at++) {
      const edge = from + at * perColumn;
      const overlap = Math.min(end, edge + perColumn) - Math.max(start, edge);
      const column = columns[at];
      if (overlap > 0 && column !== undefined) column.set(key, (column.get(key) ?? 0) + overlap);
    }
  }
  return columns;
}

function pieceOf(key: string): Piece {
  const [group, guest] = key.split(' ') as [Group, string];
  return { group, guest: Number(guest) };
}

/** The piece that most of a column's time went to. */
function winner(column: ReadonlyMap<string, Cycles>): string {
  let best = 'idle -1';
  let most = 0;
  for (const [key, cycles] of column) {
    if (cycles > most) [best, most] = [key, cycles];
  }
  return best;
}

/** Neighbouring columns with the same winner become one block; idle ones become none. */
function close(columns: readonly Map<string, Cycles>[], window: Window, width: number): Block[] {
  const winners = columns.map(winner);
  const span = (window.to - window.from) / columns.length;
  const blocks: Block[] = [];
  for (let at = 0; at < columns.length; ) {
    const key = winners[at] ?? '';
    let end = at + 1;
    while (winners[end] === key) end++;
    const piece = pieceOf(key);
    if (piece.group !== 'idle') {
      blocks.push({
        ...piece,
        from: window.from + at * span,
        to: window.from + end * span,
        x: (at / columns.length) * width,
        width: ((end - at) / columns.length) * width,
        bottom: 0,
        height: isWork(piece) ? 1 : LOW,
      });
    }
    at = end;
  }
  return blocks;
}

/** Every column a stack: work by guest, then the rest in the order of the groups. */
function far(columns: readonly Map<string, Cycles>[], window: Window, width: number): Block[] {
  const span = (window.to - window.from) / columns.length;
  return columns.flatMap((column, at) => {
    let bottom = 0;
    return [...column]
      .map(([key, cycles]) => ({ ...pieceOf(key), height: cycles / span }))
      .filter((piece) => piece.group !== 'idle')
      .sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) || a.guest - b.guest)
      .map((piece) => {
        const block = {
          ...piece,
          from: window.from + at * span,
          to: window.from + (at + 1) * span,
          x: (at / columns.length) * width,
          width: width / columns.length,
          bottom,
        };
        bottom += piece.height;
        return block;
      });
  });
}

export type Look = 'close' | 'far';

/** How the lanes of a picture should be drawn: all of them alike, from afar when any of them is crowded. */
export function lookOf(lanes: readonly (readonly TimelineItem[])[], { from, to }: Window, width: number): Look {
  const most = CROWD * Math.ceil(width / GRAIN.far);
  const isCrowded = (items: readonly TimelineItem[]) =>
    items.filter((item) => item.to > from && item.from < to).length > most;
  return lanes.some(isCrowded) ? 'far' : 'close';
}

/**
 * The blocks of one pCPU inside a window.
 * @param items of this pCPU, ascending, without overlap
 */
export function blocksOf(items: readonly TimelineItem[], window: Window, width: number, look: Look): Block[] {
  if (window.to <= window.from || width <= 0) return [];
  const columns = columnsOf(items, window, Math.ceil(width / GRAIN[look]));
  return look === 'far' ? far(columns, window, width) : close(columns, window, width);
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

/**
 * How an address is looked up, below each tower. Nested: for every level of the guest's tables (a square in its colour)
 * the host's are walked first (the squares above it), and once more for the address itself: a column per level and one
 * more. Shadow: the guest's ladder, which nobody walks, and beside it the shadow that is walked; a change crosses from one
 * to the other. While the guest computes and misses, a light runs the whole way at a pace that follows its misses.
 */
import type { Rect } from '../../session/layout.ts';
import type { WalkView } from '../../session/parts/tlb.ts';
import { walkPlace } from '../../session/walks.ts';
import type { Int } from '../../sim/index.ts';
import { mix, WHITE } from '../colours.ts';
import type { Layer, Moment } from '../moment.ts';
import { breathe } from '../motion.ts';
import type { Pen } from '../pen.ts';

const GAP = 2;
/** the most that a step takes of the height; a ground keeps the streams behind from being taken for a part of it */
const PITCH = 17;
const GROUND = 3;
/** steps per second of play for each block of misses, and the most that can be followed by eye */
const PACE = { perBlock: 9, most: 42 } as const;

type Cell = { x: number; y: number; own: boolean };

export function walks(pen: Pen): Layer {
  /** by guest: how far its light has run, in steps */
  const ran = new Map<Int, number>();

  /** The cells of a walk in the order in which they are read, and how large one is. */
  function cellsOf({ levels, nested }: WalkView, { x, y, h }: Rect): { cells: Cell[]; size: number } {
    const rows = levels + 1;
    const pitch = Math.min(PITCH, h / rows);
    const at = (column: number, row: number, own: boolean): Cell => ({
      x: x + column * pitch,
      y: y + row * pitch,
      own,
    });
    const column = (n: number): Cell[] => Array.from({ length: levels }, (_, row) => at(n, row, false));
    const cells = nested
      ? [...Array.from({ length: levels }, (_, n) => [...column(n), at(n, levels, true)]).flat(), ...column(levels)]
      : column(3);
    return { cells, size: pitch - GAP };
  }

  /** Of a guest that misses so much, the step that is lit; null while none is. */
  function stepOf(walk: WalkView, { view, moved }: Moment): number | null {
    const misses = view.parts.modes?.gears.find(({ guest }) => guest === walk.guest)?.blocks?.misses ?? 0;
    const pace = walk.computes ? Math.min(PACE.most, (PACE.perBlock * misses) / 100) : 0;
    const far = (ran.get(walk.guest) ?? 0) + (pace * moved) / 1000;
    ran.set(walk.guest, far);
    return pace < 1 ? null : Math.floor(far) % walk.steps;
  }

  function drawCells(walk: WalkView, place: Rect, moment: Moment): void {
    const { palette } = moment;
    const { cells, size } = cellsOf(walk, place);
    const lit = stepOf(walk, moment);
    const own = moment.colourOf(walk.guest);
    cells.forEach((cell, n) => {
      const tint = cell.own ? own : palette.pink;
      const behind = lit === null ? walk.steps : lit - n;
      const glow = behind >= 0 && behind < 4 ? 1 - behind / 4 : 0;
      pen.rect(cell.x, cell.y, size, size, mix(mix(palette.deep, tint, 0.5), WHITE, 0.7 * glow), 1);
      if (n === lit) pen.frame({ x: cell.x - 1, y: cell.y - 1, w: size + 2, h: size + 2 }, 1.4, palette.text, 0.9);
    });
  }

  function drawGround(walk: WalkView, { x, y, h }: Rect, { palette }: Moment): void {
    const pitch = Math.min(PITCH, h / (walk.levels + 1));
    const columns = walk.nested ? walk.levels + 1 : 4;
    const rows = walk.nested ? walk.levels + 1 : walk.levels;
    const out = 2 * GROUND - GAP;
    pen.rect(x - GROUND, y - GROUND, columns * pitch + out, rows * pitch + out, palette.deep, 0.85);
  }

  /** The guest's own tables, and what leads from them to the shadow. */
  function drawKept(walk: WalkView, { x, y, h }: Rect, { palette, calm, time, colourOf }: Moment): void {
    const pitch = Math.min(PITCH, h / (walk.levels + 1));
    const size = pitch - GAP;
    const strength = walk.copies ? (calm ? 1 : 0.6 + 0.4 * breathe(time, 240)) : 0.25;
    for (let row = 0; row < walk.levels; row++) {
      const top = y + row * pitch;
      pen.frame({ x, y: top, w: size, h: size }, 1.4, colourOf(walk.guest), 0.9);
      pen.rect(
        x + pitch + 1,
        top + size / 2 - 1,
        2 * pitch - 4,
        2,
        walk.copies ? palette.orange : palette.edge,
        strength,
      );
    }
  }

  return {
    draw(moment) {
      const { view, layout } = moment;
      for (const walk of view.parts.tlb ?? []) {
        const tower = walk === null ? undefined : layout.towers[walk.guest];
        const machine = tower && layout.machines[tower.machine];
        if (walk === null || tower == null || machine == null) continue;
        const place = walkPlace(view.parts.knobs ?? [], tower.rect, machine.middle);
        if (place === null) continue;
        drawGround(walk, place.drawn, moment);
        if (!walk.nested) drawKept(walk, place.drawn, moment);
        drawCells(walk, place.drawn, moment);
      }
    },
  };
}

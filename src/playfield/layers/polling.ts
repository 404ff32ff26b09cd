/**
 * Halt polling. A pCPU that only looks has a beam going round in its socket, and nothing flows to it. Below each tower a
 * line is as long as two of the longest looks: coloured as far as this guest looks, with a dot for each of its last halts
 * where it ended. Green: it was woken while it looked. Red: it had looked, and slept all the same. Grey: it slept.
 */
import { knobRow, rowSpan } from '../../session/knobRows.ts';
import type { Rect, SocketPlace } from '../../session/layout.ts';
import { HALTS_ROW, looksInVain, type PollingView, type PollView } from '../../session/parts/polling.ts';
import { NEVER, NONE } from '../../sim/types.ts';
import type { Colour, Palette } from '../colours.ts';
import type { Layer, Moment } from '../moment.ts';
import { clamp01 } from '../motion.ts';
import type { Pen } from '../pen.ts';

/** turns of the beam in a second of play, and the dots of its tail */
const TURNS = 0.9;
const TAIL = 9;
const STEP = 0.16;

type Halt = PollView['last'][number];

function colourOf({ end, looked }: Halt, palette: Palette): Colour {
  if (end === 'found') return palette.green;
  return looked > 0 ? palette.red : palette.muted;
}

export function polling(pen: Pen): Layer {
  function drawLine(poll: PollView, { values, span }: PollingView, row: Rect, moment: Moment): void {
    const { palette, view } = moment;
    const { x, w } = row;
    const y = row.y + row.h / 2;
    const at = (cycles: number): number => x + w * clamp01(cycles / span);
    pen.rect(x, y - 8, w, 16, palette.deep, 0.9);
    const vain = looksInVain(poll);
    pen.rect(x, y - 8, at(poll.window) - x, 16, vain ? palette.red : palette.sky, 0.28);
    pen.rect(x, y - 1, w, 2, palette.line, 1);
    for (const value of values) if (value > 0) pen.rect(at(value) - 1, y - 8, 2, 16, palette.edge, 0.9);
    poll.last.forEach((halt, n) => {
      const isLast = n === poll.last.length - 1;
      const alpha = isLast ? 1 : 0.35 + (0.5 * n) / poll.last.length;
      pen.put('disc', Math.min(at(halt.lasted), x + w - 5), y, alpha, colourOf(halt, palette), isLast ? 0.6 : 0.42);
    });
    if (poll.halted === NEVER) return;
    const now = at(view.now - poll.halted);
    pen.rect(x, y - 3, now - x, 6, poll.pcpu === NONE ? palette.faint : palette.sky, 0.8);
    pen.rect(now - 1, y - 9, 3, 18, poll.pcpu === NONE ? palette.muted : palette.sky, 1);
  }

  function drawBeam(poll: PollView, { chip }: SocketPlace, { palette, beat, calm, time }: Moment): void {
    const [x, y] = [chip.x + chip.w / 2, chip.y + chip.h / 2];
    const [rx, ry] = [chip.w / 2 + 20, chip.h / 2 + 13];
    const vain = looksInVain(poll);
    const tint = vain ? palette.red : palette.sky;
    const from = calm ? 0 : beat * TURNS * 2 * Math.PI;
    for (let n = 0; n < TAIL; n++) {
      const turn = from - n * STEP;
      pen.put('disc', x + Math.cos(turn) * rx, y + Math.sin(turn) * ry, 1 - n / TAIL, tint, 0.5 - 0.03 * n);
    }
    if (vain) pen.put('ring', x, y, calm ? 0.5 : 0.35 + 0.3 * Math.sin(time / 260), palette.red, 3.2, 2);
  }

  return {
    draw(moment) {
      const { view, layout } = moment;
      const all = view.parts.polling;
      if (all === null) return;
      for (const poll of all.guests) {
        if (poll === null) continue;
        const socket = layout.sockets[poll.pcpu];
        if (socket !== undefined) drawBeam(poll, socket, moment);
        const tower = layout.towers[poll.guest];
        const middle = tower && layout.machines[tower.machine]?.middle;
        if (tower && middle && poll.up)
          drawLine(poll, all, { ...rowSpan(tower.rect), ...knobRow(middle, HALTS_ROW) }, moment);
      }
    },
  };
}

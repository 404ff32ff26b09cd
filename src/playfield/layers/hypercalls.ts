/** Hypercalls: a sealed letter glides down the stream and back, in a quarter of the time that an exit takes to fall. */

import { type Int, NONE } from '../../sim/types.ts';
import { cardKey, outlineKey } from '../bake/boxes.ts';
import type { Layer, Moment } from '../moment.ts';
import { clamp01, easeInOut, GLIDE, lerp } from '../motion.ts';
import type { Pen } from '../pen.ts';

/** The letter rests this long in the monitor's hand, ms. */
const READ = 110;
const MOST = 12;

type Letter = { task: Int; at: number };

export function hypercalls(pen: Pen): Layer {
  const letters: Letter[] = [];
  const called = new Map<string, number>();

  function drawLetters(moment: Moment): void {
    for (let i = letters.length - 1; i >= 0; i--) {
      const letter = letters[i];
      const age = letter ? moment.time - letter.at : 1e9;
      const vcpu = letter && moment.vcpuOf(letter.task);
      const socket = vcpu && vcpu.pcpu !== NONE ? moment.layout.sockets[vcpu.pcpu] : undefined;
      if (!letter || !socket || age > 2 * GLIDE + READ) {
        letters.splice(i, 1);
        continue;
      }
      const down = easeInOut(clamp01(age / GLIDE));
      const up = easeInOut(clamp01((age - GLIDE - READ) / GLIDE));
      const y = lerp(socket.held.from - 14, socket.held.exit.y - 22, moment.calm ? 1 : down - up);
      pen.put('glow', socket.streamX, y, 0.35, moment.palette.pink, 0.55);
      pen.put('envelope', socket.streamX, y, moment.calm ? clamp01(2 - age / 90) : 1);
    }
  }

  function drawTable(moment: Moment): void {
    const table = moment.layout.parts.hypercalls;
    if (!table || moment.target?.exit) return; // the bays stand here now
    const { palette } = moment;
    pen.put(cardKey(table.rect), table.rect.x + table.rect.w / 2, table.rect.y + table.rect.h / 2, 0.92, palette.panel);
    pen.put(
      outlineKey(table.rect),
      table.rect.x + table.rect.w / 2,
      table.rect.y + table.rect.h / 2,
      0.9,
      palette.line,
    );
    moment.view.parts.hypercalls?.calls.forEach((handler, i) => {
      const entry = table.entries[i];
      if (!entry) return;
      const cx = entry.x + entry.w / 2;
      const cy = entry.y + entry.h / 2;
      const flash = clamp01(1 - (moment.time - (called.get(handler.id) ?? -1e9)) / 300);
      pen.put(cardKey(entry), cx, cy, 1, handler.enabled ? palette.lit : palette.ground);
      pen.put(
        outlineKey(entry),
        cx,
        cy,
        handler.enabled ? 0.6 + 0.4 * flash : 0.5,
        handler.enabled ? palette.pink : palette.line,
      );
      if (flash > 0) pen.put('glow', cx, cy, 0.35 * flash, palette.pink, entry.w / 70, entry.h / 70);
    });
  }

  return {
    event(event, moment) {
      if (event.type !== 'hypercallMade') return;
      called.set(event.handler, moment.time);
      if (letters.length < MOST) letters.push({ task: event.task, at: moment.time });
    },
    draw(moment) {
      drawTable(moment);
      drawLetters(moment);
    },
  };
}

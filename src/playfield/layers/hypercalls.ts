/** Hypercalls: a sealed letter glides down the stream and back, in a quarter of the time that an exit takes to fall. */

import { type Int, NONE } from '../../sim/types.ts';
import type { Layer, Moment } from '../moment.ts';
import { clamp01, easeInOut, GLIDE, lerp } from '../motion.ts';
import type { Pen } from '../pen.ts';

/** The letter rests this long in the monitor's hand, ms. */
const READ = 110;
const MOST = 12;

type Letter = { task: Int; at: number };

export function hypercalls(pen: Pen): Layer {
  const letters: Letter[] = [];

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

  return {
    event(event, moment) {
      if (event.type !== 'hypercallMade') return;
      if (letters.length < MOST) letters.push({ task: event.task, at: moment.time });
    },
    draw(moment) {
      drawLetters(moment);
    },
  };
}

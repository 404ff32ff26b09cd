/** The cards of the three shared things. Streams pass through the kernel behind them; the one that hurts is outlined. */
import type { SharedPanel } from '../../session/layout.ts';
import { isTroubled } from '../../session/trouble.ts';
import { cardKey, outlineKey } from '../bake/boxes.ts';
import type { Layer, Moment } from '../moment.ts';
import { approach, breathe } from '../motion.ts';
import type { Pen } from '../pen.ts';

/** ms of play in which half of a change for the worse (or better) shows: what is over at once is not worth a warning */
const CALM = 600;

type What = 'runQueue' | 'cache' | 'locks';
const ALL: readonly What[] = ['runQueue', 'cache', 'locks'];

export function kernelPanels(pen: Pen): Layer {
  const pains: Record<What, number> = { runQueue: 0, cache: 0, locks: 0 };

  function drawPanel({ rect }: SharedPanel, pain: number, moment: Moment): void {
    const { palette, time } = moment;
    const cx = rect.x + rect.w / 2;
    const cy = rect.y + rect.h / 2;
    pen.put(cardKey(rect), cx, cy, 0.87, palette.deep);
    pen.put('glow', cx, cy, 0.12 * pain, palette.red, rect.w / 60, rect.h / 60);
    pen.put(outlineKey(rect), cx, cy, 0.9, palette.line);
    pen.put(outlineKey(rect), cx, cy, pain * (0.7 + 0.3 * breathe(time, 1500)), palette.red);
  }

  return {
    draw(moment) {
      const { shared } = moment.layout;
      const state = moment.view.shared;
      if (!shared || !state) return;
      for (const what of ALL) {
        pains[what] = approach(pains[what], isTroubled(state, what) ? 1 : 0, moment.moved, CALM);
        drawPanel(shared[what], pains[what], moment);
      }
    },
  };
}

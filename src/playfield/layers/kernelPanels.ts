/** The cards of the three shared things. Streams pass through the kernel behind them; the one that hurts is outlined. */
import type { SharedPanel } from '../../session/layout.ts';
import { isTroubled } from '../../session/trouble.ts';
import { cardKey, outlineKey } from '../bake/boxes.ts';
import type { Layer, Moment } from '../moment.ts';
import { breathe } from '../motion.ts';
import type { Pen } from '../pen.ts';

export function kernelPanels(pen: Pen): Layer {
  function drawPanel(panel: SharedPanel, hurts: boolean, moment: Moment): void {
    const { rect } = panel;
    const cx = rect.x + rect.w / 2;
    const cy = rect.y + rect.h / 2;
    pen.put(cardKey(rect), cx, cy, 0.87, moment.palette.deep);
    if (hurts) pen.put('glow', cx, cy, 0.12, moment.palette.red, rect.w / 60, rect.h / 60);
    pen.put(
      outlineKey(rect),
      cx,
      cy,
      hurts ? 0.7 + 0.3 * breathe(moment.time, 1500) : 0.9,
      hurts ? moment.palette.red : moment.palette.line,
    );
  }
  return {
    draw(moment) {
      const { shared } = moment.layout;
      const state = moment.view.shared;
      if (!shared || !state) return;
      drawPanel(shared.runQueue, isTroubled(state, 'runQueue'), moment);
      drawPanel(shared.cache, isTroubled(state, 'cache'), moment);
      drawPanel(shared.locks, isTroubled(state, 'locks'), moment);
    },
  };
}

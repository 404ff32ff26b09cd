/**
 * A guest that knows its monitor calls it: below its tower the monitor's edge has a gate. One opens when a kernel is ported.
 * Where a level is not about calls, none is drawn: it would never do anything.
 */
import { GATE_KEY } from '../bake/icons.ts';
import type { Layer } from '../moment.ts';
import { approach } from '../motion.ts';
import type { Pen } from '../pen.ts';

/** from the tower's left side, design pixels: clear of its stream */
const ASIDE = 24;
/** ms in which half of the way is gone */
const OPENS = 160;

export function gates(pen: Pen): Layer {
  const open = new Map<number, number>();
  return {
    draw(moment) {
      const { hypercalls, porting } = moment.view.parts;
      if (hypercalls === null && porting === null) return;
      for (const guest of moment.view.guests) {
        const place = moment.layout.towers[guest.index];
        const monitor = moment.layout.machines[guest.machine]?.bands.find(({ kind }) => kind === 'monitor');
        if (!place || !monitor || place.form === 'dense') continue;
        const goal = guest.calls && guest.present ? 1 : 0;
        const part = approach(open.get(guest.index) ?? goal, goal, moment.dt, OPENS);
        open.set(guest.index, part);
        const { y, h } = monitor.rect;
        const edge = monitor.form === 'across' ? y : y + h / 2;
        pen.put(GATE_KEY, place.rect.x + ASIDE, edge, part, moment.palette.pink, 1, moment.calm ? 1 : part);
      }
    },
  };
}

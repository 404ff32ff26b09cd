/** Shared fate: hairlines below tenants that could take the kernel down, and the crack when one of them does. */
import type { Layer } from '../moment.ts';
import { breathe, clamp01 } from '../motion.ts';
import type { Pen } from '../pen.ts';

const LASTS = 2600;

export function cracks(pen: Pen): Layer {
  let panic = { x: 0, machine: 0, at: -1e9 };
  return {
    event(event, moment) {
      if (event.type !== 'kernelPanicked') return;
      const tower = moment.layout.towers[event.guest];
      panic = { x: tower?.stem.x ?? moment.layout.main.left + 300, machine: tower?.machine ?? 0, at: moment.time };
    },
    draw(moment) {
      const { layout, palette, view, time } = moment;
      const shared = view.parts.sharedKernel;
      if (!shared) return;
      shared.risky.forEach((index, i) => {
        const tower = layout.towers[index];
        const slab = layout.machines[tower?.machine ?? 0]?.middle;
        if (!tower || !slab) return;
        const side = i % 2 === 0 ? 1 : -1;
        pen.put(
          'crack.hair',
          tower.stem.x + 20 * side,
          slab.y + 29,
          0.5 + 0.35 * breathe(time + i * 400, 2100),
          palette.red,
          side,
          1,
        );
      });
      const t = (time - panic.at) / LASTS;
      const broken = layout.machines[panic.machine]?.middle;
      if (t < 0 || t >= 1 || !broken) return;
      const { y, h } = broken;
      const open = clamp01(t * 9);
      pen.put('glow', panic.x, y + h / 2, 0.7 * (1 - t), palette.red, 3.4);
      pen.put(
        'crack.wide',
        panic.x,
        y + (h / 2) * (moment.calm ? 1 : open),
        1 - t * t,
        palette.text,
        1,
        (h / 236) * (moment.calm ? 1 : open),
      );
    },
  };
}

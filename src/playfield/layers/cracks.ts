/**
 * Shared fate: hairlines below tenants that could take the kernel down, and the crack when one of them does. The kernel of a
 * virtual machine is its own: that crack goes through its tower alone. Neither crosses words: hairlines end at the slab's
 * edge, and the crack opens in the seam between two cards.
 */
import type { Layout, Rect } from '../../session/layout.ts';
import type { Int } from '../../sim/index.ts';
import type { Layer, Moment } from '../moment.ts';
import { breathe, clamp01 } from '../motion.ts';
import type { Pen } from '../pen.ts';

const LASTS = 2600;
/** height of the drawn crack, design pixels */
const CRACK = 236;
/** between two cards, design pixels */
const SEAM = 12;
/** a hairline as drawn, and by how much it is pressed to stand between towers and slab */
const HAIR = { h: 60, scale: 0.5 } as const;

/** The open between the cards in the slab. */
function seamsOf({ parts: { pageCache } }: Layout): number[] {
  if (pageCache === null) return [];
  const { x, w } = pageCache.rect;
  return [x - SEAM / 2, x + w + SEAM / 2];
}

/** What breaks when the kernel under a guest panics; null when it is nowhere to be seen. */
function brokenBy({ layout, view }: Pick<Moment, 'layout' | 'view'>, guest: Int): Rect | null {
  const tower = layout.towers[guest];
  if (view.guests[guest]?.carrier !== 'sharedKernel') return tower?.rect ?? null;
  const slab = layout.machines[tower?.machine ?? 0]?.middle;
  if (slab === undefined) return null;
  const at = tower?.stem.x ?? layout.main.left;
  const [seam = at] = seamsOf(layout).sort((a, b) => Math.abs(a - at) - Math.abs(b - at));
  return { ...slab, x: seam - 1, w: 2 };
}

export function cracks(pen: Pen): Layer {
  let panic = { guest: 0, at: -1e9 };
  return {
    event(event, moment) {
      if (event.type !== 'kernelPanicked') return;
      panic = { guest: event.guest, at: moment.time };
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
          slab.y - (HAIR.h * HAIR.scale) / 2,
          0.5 + 0.35 * breathe(time + i * 400, 2100),
          palette.red,
          side,
          HAIR.scale,
        );
      });
      const t = (time - panic.at) / LASTS;
      const broken = t < 0 || t >= 1 ? null : brokenBy(moment, panic.guest);
      if (broken === null) return;
      const { y, h } = broken;
      const x = broken.x + broken.w / 2;
      const open = clamp01(t * 9);
      pen.put('glow', x, y + h / 2, 0.7 * (1 - t), palette.red, (3.4 * h) / CRACK);
      pen.put(
        'crack.wide',
        x,
        y + (h / 2) * (moment.calm ? 1 : open),
        1 - t * t,
        palette.text,
        1,
        (h / CRACK) * (moment.calm ? 1 : open),
      );
    },
  };
}

/** What the selected guest could be dropped on, what would happen, and, when all is lost, where it was lost. */
import { NONE } from '../../sim/types.ts';
import { BADGE_KEY, BADGE_RADIUS } from '../bake/badges.ts';
import { outlineKey } from '../bake/boxes.ts';
import { CHIP } from '../bake/chips.ts';
import type { Layer, Moment } from '../moment.ts';
import { approach, breathe, shake } from '../motion.ts';
import type { Pen } from '../pen.ts';
import type { Ghost } from '../types.ts';

export function pointing(pen: Pen): Layer {
  let glow = 0;
  let spot = 0;
  let cause: number = NONE;
  /** what is pointed at, and since when: a place that will not take the chip shakes it off */
  let pointed: Ghost | null = null;
  let pointedAt = 0;

  /** Sockets that would take the selected guest light up. */
  function drawOffers(moment: Moment): void {
    const { target, view, layout, palette } = moment;
    const guest = target?.guest === undefined ? undefined : view.guests[target.guest];
    const ready = guest?.vcpus.some((vcpu) => vcpu.state === 'ready') ?? false;
    glow = approach(glow, ready ? 1 : 0, moment.dt, 40);
    if (glow < 0.02) return;
    for (const pcpu of view.pcpus) {
      const place = layout.sockets[pcpu.index];
      if (!place || !pcpu.on || pcpu.guest === target?.guest) continue;
      const { chip } = place;
      const x = chip.x + chip.w / 2;
      const y = chip.y + chip.h / 2;
      pen.put('glow', x, y, glow * (0.2 + 0.15 * breathe(moment.time, 1000)), palette.text, 1.5, 0.9);
      pen.put(outlineKey(chip), x, y, glow * 0.9, palette.text);
    }
  }

  function drawGhost(moment: Moment): void {
    const { ghost, layout } = moment;
    if (!ghost || ghost.kind === 'bay' || ghost.kind === 'drain') return;
    const place = layout.sockets[ghost.pcpu];
    const guest = moment.guestOf(ghost.task);
    if (!place || !guest) return;
    const rect = ghost.kind === 'place' ? place.chip : place.deck;
    const tint = ghost.legal ? moment.colourOf(guest.index) : moment.palette.red;
    if (pointed !== ghost) {
      pointed = ghost;
      pointedAt = moment.time;
    }
    const x = rect.x + rect.w / 2 + (ghost.legal || moment.calm ? 0 : shake(moment.time - pointedAt));
    const y = rect.y + rect.h / 2;
    pen.put('chip.ghost', x, y, 0.95, tint, rect.w / CHIP.w, rect.h / CHIP.h);
    pen.put(BADGE_KEY[guest.badge], x, y, ghost.legal ? 0.8 : 0.4, tint, 8 / BADGE_RADIUS);
  }

  /** The rest of the picture goes dark around the guest whose patience ended the level. */
  function drawCause(moment: Moment): void {
    const lost = moment.view.status === 'lost';
    spot = approach(spot, lost ? 1 : 0, moment.dt, 160);
    const place = cause === NONE ? undefined : moment.layout.towers[cause];
    if (spot < 0.02 || !place) return;
    const { x, y, w, h } = place.rect;
    const dark = 0.62 * spot;
    const tint = moment.palette.deep;
    pen.rect(-2000, -2000, 6000, 2000 + y - 10, tint, dark);
    pen.rect(-2000, y + h + 10, 6000, 4000, tint, dark);
    pen.rect(-2000, y - 10, 2000 + x - 10, h + 20, tint, dark);
    pen.rect(x + w + 10, y - 10, 4000, h + 20, tint, dark);
    pen.put(
      outlineKey(place.rect),
      x + w / 2,
      y + h / 2,
      spot * (0.6 + 0.4 * breathe(moment.time, 1200)),
      moment.palette.red,
    );
  }

  return {
    event(event) {
      if (event.type === 'guestRebooted' || event.type === 'kernelPanicked') cause = event.guest;
    },
    draw(moment) {
      drawOffers(moment);
      drawGhost(moment);
      drawCause(moment);
    },
  };
}

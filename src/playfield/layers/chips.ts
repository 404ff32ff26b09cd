/** The vCPUs themselves. A chip travels: it rests in its tower, docks in a socket, rises into the band with its exit. */
import type { GuestView, VcpuView } from '../../session/view-model.ts';
import { NONE } from '../../sim/types.ts';
import { BADGE_KEY, BADGE_RADIUS } from '../bake/badges.ts';
import { CHIP, DIE } from '../bake/chips.ts';
import type { Chip } from '../cast.ts';
import { mix } from '../colours.ts';
import type { Layer, Moment } from '../moment.ts';
import { approach, breathe, clamp01, lerp } from '../motion.ts';
import type { Pen } from '../pen.ts';

/** A chip that is picked up is lifted by this much. */
const LIFT = 6;
const SQUASH = 110;
/** chips at least this wide carry a name, and their badge at the left of it */
const NAMED = 84;

export function chips(pen: Pen): Layer {
  const frost = new Map<number, number>();
  const lift = new Map<number, number>();
  /** by task: how much of the last moments it ran, where that changes too fast to be followed */
  const active = new Map<number, number>();

  /** Lands with a small squash: 2 px flatter, as much wider. */
  function squash(chip: Chip, calm: boolean): number {
    if (calm || chip.home === 'tower' || chip.rested > SQUASH) return 0;
    return Math.sin((chip.rested / SQUASH) * Math.PI);
  }

  function drawFrost(vcpu: VcpuView, chip: Chip, scaleX: number, scaleY: number, moment: Moment): void {
    const seen = frost.get(vcpu.task) ?? 0;
    const now = approach(seen, vcpu.frost / 10_000, moment.dt, 90);
    frost.set(vcpu.task, now);
    if (now < 0.01) return;
    const resting = chip.home === 'tower';
    const alpha = (resting ? 0.5 : 1) * Math.min(1, 0.25 + now);
    const key = resting ? 'frost.light' : 'frost';
    pen.put(key, chip.x + chip.w / 2, chip.y + chip.h / 2, alpha, undefined, scaleX, scaleY);
    if (chip.home !== 'socket' || moment.calm) return;
    for (let i = 0; i < 3; i++) {
      const t = (moment.beat * 1.4 + i / 3) % 1;
      const x = chip.x + chip.w * (0.2 + 0.3 * i);
      pen.put('drop', x, chip.y + chip.h + 4 + t * 16, (1 - t) * clamp01(now * 3), undefined, 0.8);
    }
  }

  function drawChip(guest: GuestView, vcpu: VcpuView, chip: Chip, moment: Moment): void {
    const tint = moment.colourOf(guest.index);
    const crowded = moment.crowdedAt(guest.machine);
    // where nobody carries chips there is no room to lift them: a meter stands above
    const chosen = moment.target?.guest === guest.index && chip.home === 'tower' && !crowded;
    const raised = approach(lift.get(vcpu.task) ?? 0, chosen ? 1 : 0, moment.dt, 25);
    lift.set(vcpu.task, raised);
    const s = squash(chip, moment.calm);
    const scaleX = (chip.w / CHIP.w) * (1 + 0.05 * s);
    const scaleY = (chip.h / CHIP.h) * (1 - 0.13 * s);
    const x = chip.x + chip.w / 2;
    const y = chip.y + chip.h / 2 - LIFT * raised + s;
    const dim = vcpu.state === 'blocked' || vcpu.state === 'dead' || guest.stage !== 'up';
    const throttled = vcpu.throttledUntil > moment.view.now;
    const solid = chip.w < NAMED ? 'chip.plain' : 'chip.solid';
    if (crowded) {
      const busy = approach(active.get(vcpu.task) ?? 0, vcpu.state === 'running' ? 1 : 0, moment.moved, 220);
      active.set(vcpu.task, busy);
      pen.put('chip.open', x, y, 0.85, tint, scaleX, scaleY);
      pen.put(solid, x, y, busy, tint, scaleX, scaleY);
    } else if (chip.home === 'tower') {
      const wants = vcpu.state === 'ready' && !throttled;
      if (wants) pen.put('glow', x, y, 0.16 + 0.22 * breathe(moment.time + vcpu.task * 311, 1300), tint, 1.1, 0.6);
      pen.put('chip.open', x, y, dim || throttled ? 0.5 : 1, tint, scaleX, scaleY);
    } else {
      pen.put('glow', x, y, 0.3, tint, 1.25, 0.75);
      pen.put(solid, x, y, 1, tint, scaleX, scaleY);
    }
    const dark = crowded ? (active.get(vcpu.task) ?? 0) : chip.home === 'tower' ? 0 : 1;
    const ink = mix(tint, moment.palette.deep, 0.82 * dark);
    const size = (Math.min(chip.h * 0.3, 9) / BADGE_RADIUS) * lerp(1, 1.05, s);
    const left = chip.w < NAMED ? x : chip.x + (DIE * chip.w) / CHIP.w;
    pen.put(BADGE_KEY[guest.badge], left, y, dim && !crowded ? 0.5 : 1, ink, size);
    if (throttled) {
      pen.rect(x - chip.w * 0.32, y - 1, chip.w * 0.64, 2.4, moment.palette.red, 0.9);
    }
    if (!crowded) drawFrost(vcpu, chip, scaleX, scaleY, moment);
  }

  return {
    draw(moment) {
      for (const guest of moment.view.guests) {
        if (!guest.present) continue;
        const away = guest.stage === 'off' || guest.stage === 'gone' || guest.stage === 'asking';
        if (away) continue;
        for (const vcpu of guest.vcpus) {
          const chip = moment.cast.chip(vcpu.task);
          if (!chip) continue;
          const dock = moment.layout.towers[guest.index]?.docks[vcpu.vcpu];
          if (dock && chip.home !== 'tower') {
            const x = dock.x + dock.w / 2;
            pen.put(
              'chip.ghost',
              x,
              dock.y + dock.h / 2,
              0.55,
              moment.colourOf(guest.index),
              dock.w / CHIP.w,
              dock.h / CHIP.h,
            );
          }
          if (vcpu.deckOf !== NONE && dock && chip.home === 'tower') {
            pen.put(
              'arrow',
              dock.x + dock.w - 6,
              dock.y + dock.h / 2,
              0.9,
              moment.colourOf(guest.index),
              0.8,
              0.8,
              Math.PI / 2,
            );
          }
          drawChip(guest, vcpu, chip, moment);
        }
      }
    },
  };
}

/** The guests' towers: badge, face, and ten floors of windows, one lit floor for each tenth of patience. */
import type { TowerPlace } from '../../session/layout.ts';
import type { GuestView } from '../../session/view-model.ts';
import { BADGE_KEY, BADGE_RADIUS, FACE_KEY, type Face } from '../bake/badges.ts';
import { FLOORS, outlineKey, towerKey, windowAt, windowsPerFloor } from '../bake/boxes.ts';
import { mix, patienceColour } from '../colours.ts';
import { type Layer, type Moment, progress } from '../moment.ts';
import { approach, breathe, clamp01, easeOut } from '../motion.ts';
import type { Pen } from '../pen.ts';

const RISE = 520;
/** the lights go out one floor after another */
const OUT_PER_FLOOR = 70;

/** a guest that makes a hypercall looks down at the monitor */
const LOOK = 220;

/** points of patience as whose a face looks that will be out of it before long, as things go */
const WORRIED = 59;

type Memory = { patience: number; rose: number; rebootedAt: number; lookedAt: number };

function faceOf(guest: GuestView): Face {
  if (guest.stage !== 'up') return 'absent';
  if (guest.patience < 30) return 'upset';
  const asleep =
    guest.vcpus.length > 0 && guest.vcpus.every((vcpu) => vcpu.state === 'blocked' && vcpu.block === 'halt');
  if (asleep) return 'asleep';
  return guest.patience < 60 || guest.fades ? 'patient' : 'content';
}

export function towers(pen: Pen): Layer {
  const memories = new Map<number, Memory>();
  /** who is there when the picture is first drawn has not just risen */
  let first = true;

  function remember(guest: GuestView, moment: Moment): Memory {
    let memory = memories.get(guest.index);
    if (!memory) {
      memory = { patience: guest.patience, rose: first ? -RISE : moment.time, rebootedAt: -1e9, lookedAt: -1e9 };
      memories.set(guest.index, memory);
    }
    memory.patience = approach(memory.patience, guest.patience, moment.dt, 70);
    return memory;
  }

  function drawWindows(place: TowerPlace, guest: GuestView, memory: Memory, moment: Moment, alpha: number): void {
    const { palette } = moment;
    const up = guest.stage === 'up';
    const since = moment.time - memory.rebootedAt;
    const boot = guest.starts ? progress(guest.starts.since, guest.starts.until, moment.view.now) : 0;
    const full = up ? memory.patience / 10 : boot * FLOORS;
    const dying = clamp01(1 - since / (OUT_PER_FLOOR * FLOORS)) * FLOORS;
    const lit = up ? full : Math.max(dying, full);
    const tint = up ? mix(moment.colourOf(guest.index), 0xfff2cc, 0.35) : palette.grey;
    const low = up && guest.patience < 30;
    for (let floor = 0; floor < FLOORS; floor++) {
      const level = clamp01(lit - floor);
      if (level <= 0) break;
      for (let n = 0; n < windowsPerFloor(place.windows); n++) {
        const pane = windowAt(place.windows, floor, n);
        const flicker = low ? 0.55 + 0.45 * breathe(moment.time + n * 190, 900) : 1;
        pen.rect(pane.x, pane.y, pane.w, pane.h, low ? palette.red : tint, alpha * level * flicker * (up ? 0.95 : 0.6));
      }
    }
  }

  function drawTower(place: TowerPlace, guest: GuestView, moment: Moment): void {
    const memory = remember(guest, moment);
    const { palette } = moment;
    const { rect } = place;
    const tint = moment.colourOf(guest.index);
    const alpha = easeOut(clamp01((moment.time - memory.rose) / RISE));
    const cx = rect.x + rect.w / 2;
    const cy = rect.y + rect.h / 2;
    const running = guest.vcpus.some((vcpu) => vcpu.state === 'running') && !moment.crowdedAt(place.machine);
    const out = guest.stage === 'booting' || guest.stage === 'starting';
    pen.put(towerKey(place), cx, cy, alpha);
    if (alpha < 1) pen.put('glow', cx, cy, 0.5 * (1 - alpha), tint, rect.w / 56, rect.h / 56);
    if (running) pen.put(outlineKey(rect), cx, cy, 0.55 * alpha, tint);
    if (guest.warned && guest.stage === 'up')
      pen.put(outlineKey(rect), cx, cy, 0.35 + 0.6 * breathe(moment.time, 800), palette.red);
    const dense = place.form === 'dense';
    if (!dense) pen.rect(rect.x + 4, rect.y + 4, rect.w - 8, 2.5, tint, (out ? 0.3 : 1) * alpha);
    pen.put(
      BADGE_KEY[guest.badge],
      place.badge.x,
      place.badge.y,
      (out ? 0.4 : 1) * alpha,
      tint,
      (dense ? 6 : 9.6) / BADGE_RADIUS,
    );
    const mood =
      guest.stage === 'up'
        ? patienceColour(palette, guest.fades ? Math.min(guest.patience, WORRIED) : guest.patience)
        : palette.grey;
    const look = moment.time - memory.lookedAt < LOOK ? 2 : 0;
    pen.put(FACE_KEY[faceOf(guest)], place.face.x, place.face.y + look, alpha, mood, dense ? 0.62 : 1);
    drawWindows(place, guest, memory, moment, alpha);
  }

  return {
    event(event, moment) {
      if (event.type === 'guestRebooted') {
        const memory = memories.get(event.guest);
        if (memory) memory.rebootedAt = moment.time;
      }
      if (event.type === 'hypercallMade') {
        const memory = memories.get(moment.guestOf(event.task)?.index ?? -1);
        if (memory) memory.lookedAt = moment.time;
      }
    },
    draw(moment) {
      for (const guest of moment.view.guests) {
        const place = moment.layout.towers[guest.index];
        if (!guest.present || !place) {
          memories.delete(guest.index);
          continue;
        }
        drawTower(place, guest, moment);
      }
      first = false;
    },
  };
}

/** Short-lived things that only feedback is made of: lost work falls as grey squares, a warm cache shimmers, requests done spark. */
import type { SimEvent } from '../../sim/index.ts';
import type { Colour } from '../colours.ts';
import type { Layer, Moment } from '../moment.ts';
import { clamp01, easeOut, lerp } from '../motion.ts';
import type { Pen } from '../pen.ts';

type Bit = {
  key: string;
  x: number;
  y: number;
  vx: number;
  vy: number;
  gravity: number;
  spin: number;
  size: number;
  tint: Colour;
  at: number;
  lasts: number;
};
type Ring = { x: number; y: number; from: number; to: number; tint: Colour; at: number; lasts: number; alpha: number };

const MOST_BITS = 240;
/** at most this many rings may begin within a second, wherever they are: nothing may flash more than three times a second */
const MOST_FLASHES = 3;
const SPARK_AGAIN = 400;

export function effects(pen: Pen): Layer {
  const bits: Bit[] = [];
  const rings: Ring[] = [];
  let flashes: number[] = [];
  /** by guest: when its last spark was */
  const sparked = new Map<number, number>();

  const throwBit = (bit: Bit): void => {
    if (bits.length < MOST_BITS) bits.push(bit);
  };

  function flash(ring: Ring, time: number): void {
    flashes = flashes.filter((at) => time - at < 1000);
    if (flashes.length >= MOST_FLASHES) return;
    flashes.push(time);
    rings.push(ring);
  }

  /** The work since the last restart is gone. */
  function loseWork(guest: number, moment: Moment): void {
    const place = moment.layout.towers[guest];
    if (!place) return;
    const { rect } = place;
    const { random, time } = moment;
    const n = moment.calm ? 0 : 18;
    for (let i = 0; i < n; i++) {
      throwBit({
        key: 'grit',
        x: rect.x + random() * rect.w,
        y: rect.y + rect.h * (0.3 + 0.7 * random()),
        vx: (random() - 0.5) * 0.05,
        vy: 0.01 + random() * 0.03,
        gravity: 0.0005,
        spin: (random() - 0.5) * 0.01,
        size: 0.6 + random() * 0.7,
        tint: moment.palette.grey,
        at: time + i * 38,
        lasts: 900,
      });
    }
    flash(
      {
        x: rect.x + rect.w / 2,
        y: rect.y + rect.h / 2,
        from: 1,
        to: 2.4,
        tint: moment.palette.red,
        at: time,
        lasts: 700,
        alpha: 0.8,
      },
      time,
    );
  }

  function shimmer(task: number, moment: Moment): void {
    const chip = moment.cast.chip(task);
    if (!chip || moment.calm) return;
    for (let i = 0; i < 5; i++) {
      throwBit({
        key: 'spark',
        x: chip.x + (chip.w * (i + 0.5)) / 5,
        y: chip.y + 2,
        vx: 0,
        vy: -0.02 - moment.random() * 0.03,
        gravity: 0,
        spin: 0.004,
        size: 0.55,
        tint: 0xe8fbff,
        at: moment.time + i * 40,
        lasts: 420,
      });
    }
  }

  function done(guest: number, moment: Moment): void {
    const place = moment.layout.towers[guest];
    if (!place || moment.calm || moment.time - (sparked.get(guest) ?? -1e9) < SPARK_AGAIN) return;
    sparked.set(guest, moment.time);
    for (let i = 0; i < 4; i++) {
      throwBit({
        key: 'spark',
        x: place.face.x + (moment.random() - 0.5) * 16,
        y: place.face.y - 6,
        vx: (moment.random() - 0.5) * 0.04,
        vy: -0.04 - moment.random() * 0.03,
        gravity: 0.00004,
        spin: 0.003,
        size: 0.6,
        tint: moment.palette.green,
        at: moment.time + i * 30,
        lasts: 520,
      });
    }
  }

  /** There is one more: a ring closes around its tower. */
  function welcome(guest: number, { layout, palette, time }: Moment): void {
    const place = layout.towers[guest];
    if (!place) return;
    const { x, y, w, h } = place.rect;
    flash({ x: x + w / 2, y: y + h / 2, from: 3, to: 1, tint: palette.yellow, at: time, lasts: 900, alpha: 0.9 }, time);
  }

  function answer(event: SimEvent, moment: Moment): void {
    const { time, palette } = moment;
    switch (event.type) {
      case 'guestRebooted':
        loseWork(event.guest, moment);
        break;
      case 'taskWarm':
        if (!moment.crowdedAt(moment.guestOf(event.task)?.machine ?? 0)) shimmer(event.task, moment);
        break;
      case 'requestServed':
        done(event.guest, moment);
        break;
      case 'guestRose':
        if (event.at > 0) welcome(event.guest, moment);
        break;
      case 'guestWarned': {
        const face = moment.layout.towers[event.guest]?.face;
        if (face)
          flash(
            { x: face.x, y: face.y, from: 1.2, to: 0.4, tint: palette.red, at: time, lasts: 500, alpha: 0.9 },
            time,
          );
        break;
      }
      case 'exitRaised': {
        const pcpu = moment.vcpuOf(event.task)?.pcpu ?? -1;
        const at = moment.layout.sockets[pcpu]?.held.exit;
        const waits = moment.vcpuOf(event.task)?.exit?.waiting;
        if (at && waits)
          flash(
            { x: at.x, y: at.y, from: 0.5, to: 1.5, tint: palette.text, at: time + 170, lasts: 320, alpha: 0.7 },
            time,
          );
        break;
      }
      default:
        break;
    }
  }

  return {
    event: answer,
    draw(moment) {
      const { time } = moment;
      for (let i = bits.length - 1; i >= 0; i--) {
        const bit = bits[i];
        if (!bit) continue;
        const age = time - bit.at;
        if (age < 0) continue;
        if (age > bit.lasts) {
          bits.splice(i, 1);
          continue;
        }
        const y = bit.y + bit.vy * age + 0.5 * bit.gravity * age * age;
        pen.put(bit.key, bit.x + bit.vx * age, y, 1 - age / bit.lasts, bit.tint, bit.size, bit.size, bit.spin * age);
      }
      for (let i = rings.length - 1; i >= 0; i--) {
        const ring = rings[i];
        if (!ring) continue;
        const t = (time - ring.at) / ring.lasts;
        if (t >= 1) {
          rings.splice(i, 1);
          continue;
        }
        if (t < 0) continue;
        pen.put(
          'ring.large',
          ring.x,
          ring.y,
          ring.alpha * (1 - t),
          ring.tint,
          moment.calm ? ring.from : lerp(ring.from, ring.to, easeOut(clamp01(t))),
        );
      }
    },
  };
}

/**
 * Interrupts: a bolt rises from its device, sticks below the ceiling of the band while it is held, and leaps into the
 * guest when it is injected. Where guests share the host's kernel nothing is injected into anybody: no bolts.
 */
import type { Point, TowerPlace } from '../../session/layout.ts';
import type { Id, Int } from '../../sim/index.ts';
import { NONE } from '../../sim/types.ts';
import type { Layer, Moment } from '../moment.ts';
import { breathe, easeOut, lerp } from '../motion.ts';
import type { Pen } from '../pen.ts';

const RISE = 380;
const LEAP = 200;
/** where a line without a device comes from: so far below the ceiling, and where boxes with words stand there, above them */
const FLOOR = 280;
const OVER_BOXES = 44;
/** between the bolts of several lines */
const PITCH = 28;

type Bolt = { guest: Int; from: Point; to: Point; at: number; lasts: number };

export function interrupts(pen: Pen): Layer {
  const bolts: Bolt[] = [];

  /** The device that raised the line; without one the bolt comes out of the host's floor. */
  function source(line: Id, place: TowerPlace, moment: Moment): Point {
    const index = moment.view.parts.devices?.all.findIndex((device) => device.id === line) ?? NONE;
    const boxes = moment.layout.parts.exits?.boxes.length ?? 0;
    const { x, y } = place.ceiling;
    return moment.layout.devices[index]?.irq ?? { x, y: y + (boxes > 0 ? OVER_BOXES : FLOOR) };
  }

  const rising = (guest: Int, time: number): boolean =>
    bolts.some((bolt) => bolt.guest === guest && bolt.lasts === RISE && time < bolt.at + RISE);

  function drawMoving(moment: Moment): void {
    for (let i = bolts.length - 1; i >= 0; i--) {
      const bolt = bolts[i];
      const t = bolt ? (moment.time - bolt.at) / bolt.lasts : 1;
      if (!bolt || t >= 1) {
        bolts.splice(i, 1);
        continue;
      }
      const e = easeOut(t);
      const x = lerp(bolt.from.x, bolt.to.x, e);
      const y = lerp(bolt.from.y, bolt.to.y, e);
      if (moment.calm) {
        pen.put('bolt', bolt.to.x, bolt.to.y, t);
        continue;
      }
      for (let k = 1; k <= 4; k++) {
        const back = Math.max(0, e - k * 0.05);
        pen.put(
          'dot',
          lerp(bolt.from.x, bolt.to.x, back),
          lerp(bolt.from.y, bolt.to.y, back),
          0.5 - k * 0.1,
          moment.palette.yellow,
        );
      }
      pen.put('bolt', x, y);
    }
  }

  /** One line: a bolt at the ceiling, hollow when it is held back, with a dot for each further one that it stands for. */
  function drawPending(x: number, y: number, held: boolean, n: number, moment: Moment): void {
    const { palette, time } = moment;
    pen.put('glow', x, y, held ? 0.25 : 0.35 + 0.3 * breathe(time, 900), palette.yellow, 0.5);
    pen.put(held ? 'bolt.held' : 'bolt', x, y, 1, undefined, 0.95);
    for (let i = 1; i < Math.min(4, n); i++) pen.put('dot', x - 5 - i * 5, y + 8, 0.9, palette.yellow, 0.7);
    pen.line(x - 9, y - 11.5, x + 9, y - 11.5, 3, palette.yellow, 0.8);
  }

  return {
    event(event, moment) {
      if (event.type !== 'interruptPended' && event.type !== 'interruptInjected') return;
      const place = moment.layout.towers[event.guest];
      if (!place || moment.crowdedAt(place.machine)) return;
      if (event.type === 'interruptPended') {
        bolts.push({
          guest: event.guest,
          from: source(event.line, place, moment),
          to: place.ceiling,
          at: moment.time,
          lasts: RISE,
        });
      } else {
        bolts.push({ guest: event.guest, from: place.ceiling, to: place.bolt, at: moment.time, lasts: LEAP });
      }
    },
    draw(moment) {
      for (const guest of moment.view.guests) {
        const place = moment.layout.towers[guest.index];
        if (
          !place ||
          !guest.present ||
          moment.crowdedAt(place.machine) ||
          guest.irqs.length === 0 ||
          rising(guest.index, moment.time)
        )
          continue;
        guest.irqs.forEach((irq, i) => {
          drawPending(place.ceiling.x - i * PITCH, place.ceiling.y, irq.held, irq.n, moment);
        });
      }
      drawMoving(moment);
    },
  };
}

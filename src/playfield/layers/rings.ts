/**
 * Rings between guests and the driver domain. Each turns by one place per request; a place is lit for each that lies
 * there, and the arc around it shows how far its batch has come. A notice is a spark along the channel to the door, which
 * opens once; whatever lay in the ring goes through it in one train.
 *
 * Below each tower, a line as long as its guest bears to wait: a dot for each batch that it might tell of, where that
 * would be full, and a circle where the present one soon goes; how long the first request has been waiting for others, and
 * for the domain.
 */
import type { MachinePlace, Point, Rect, RingPlace } from '../../session/layout.ts';
import { AHEAD, isLate, type RingView } from '../../session/parts/rings.ts';
import { waitPlace } from '../../session/rings.ts';
import type { Int } from '../../sim/index.ts';
import { mix, WHITE } from '../colours.ts';
import type { Layer, Moment } from '../moment.ts';
import { approach, clamp01, easeInOut } from '../motion.ts';
import type { Pen } from '../pen.ts';

/** places of a ring; how long a spark and a train take, ms of the picture; and how long the door stands open */
const PLACES = 8;
const SPARK = 260;
const TRAIN = 520;
const OPEN = 420;
/** wagons beside each other, and how far apart they follow */
const ABREAST = 2;
const PITCH = 6;
const ARC = 28;
/** the light that a spark draws behind it */
const TAIL = 34;

type Spark = { guest: Int; at: number };
type Train = { guest: Int; n: Int; at: number };

/** From a ring down to the channel, and along it into the door: the spot so far along that way, and whether it is below the ring. */
type Way = { length: number; at(distance: number): Point & { down: boolean } };

function wayOf({ at, radius }: RingPlace, { y, door }: NonNullable<MachinePlace['channel']>): Way {
  const foot = at.y + radius;
  const first = y - foot;
  return {
    length: first + door.x + door.w / 2 - at.x,
    at: (distance) =>
      distance < first
        ? { x: at.x, y: foot + Math.max(0, distance), down: true }
        : { x: at.x + distance - first, y, down: false },
  };
}

export function rings(pen: Pen): Layer {
  const sparks: Spark[] = [];
  const trains: Train[] = [];
  /** by guest: the angle that is shown */
  const turned = new Map<Int, number>();
  let opened = -1e9;

  function drawRing(ring: RingView, at: Point, radius: number, moment: Moment): void {
    const { palette, colourOf, dt, calm } = moment;
    const tint = colourOf(ring.guest);
    const goal = ((ring.served + ring.held) * 2 * Math.PI) / PLACES;
    const angle = calm ? 0 : approach(turned.get(ring.guest) ?? goal, goal, dt, 90);
    turned.set(ring.guest, angle);
    const lit = Math.min(PLACES, ring.held);
    for (let n = 0; n < PLACES; n++) {
      const turn = angle - (n + 0.5) * ((2 * Math.PI) / PLACES);
      const x = at.x + Math.cos(turn) * radius * 0.76;
      const y = at.y + Math.sin(turn) * radius * 0.76;
      if (n < lit) pen.put('disc', x, y, 1, n < ring.taken ? palette.yellow : tint, 0.36);
    }
    // how far the batch has come
    const part = ring.batch <= 1 ? (ring.held > 0 ? 1 : 0) : clamp01(ring.untold / ring.batch);
    const late = isLate(ring);
    for (let n = 0; n < ARC * part; n++) {
      const turn = -Math.PI / 2 + (n / ARC) * 2 * Math.PI;
      pen.put(
        'disc',
        at.x + Math.cos(turn) * (radius + 4),
        at.y + Math.sin(turn) * (radius + 4),
        0.95,
        late ? palette.red : palette.yellow,
        0.2,
      );
    }
  }

  function drawSparks(machine: MachinePlace, { time, palette, calm }: Moment): void {
    const { channel } = machine;
    if (channel === null) return;
    for (let i = sparks.length - 1; i >= 0; i--) {
      const spark = sparks[i] as Spark;
      const from = machine.rings.find(({ guest }) => guest === spark.guest);
      const t = (time - spark.at) / SPARK;
      if (t >= 1 || from === undefined) {
        if (from !== undefined) opened = time;
        sparks.splice(i, 1);
        continue;
      }
      if (calm) continue;
      const way = wayOf(from, channel);
      const gone = way.length * easeInOut(t);
      const head = way.at(gone);
      const tail = way.at(gone - TAIL);
      if (tail.down) pen.line(tail.x, tail.y, tail.x, head.y, 3, palette.yellow, 0.95);
      if (!head.down) pen.line(tail.x, head.y, head.x, head.y, 3, palette.yellow, 0.95);
      pen.put('disc', head.x, head.y, 1, WHITE, 0.42);
    }
  }

  function drawTrains(machine: MachinePlace, { time, palette, calm, colourOf }: Moment): void {
    const { channel } = machine;
    if (channel === null) return;
    for (let i = trains.length - 1; i >= 0; i--) {
      const train = trains[i] as Train;
      const from = machine.rings.find(({ guest }) => guest === train.guest);
      const t = (time - train.at) / TRAIN;
      if (t >= 1 || from === undefined) {
        trains.splice(i, 1);
        continue;
      }
      const tint = mix(colourOf(train.guest), WHITE, 0.25);
      const rows = Math.min(ABREAST, train.n);
      // into the door, and no further: behind it stand words
      const way = wayOf(from, channel);
      const long = Math.ceil(train.n / rows) * PITCH;
      const head = calm ? way.length : (way.length + long) * easeInOut(t);
      for (let n = 0; n < train.n; n++) {
        const gone = head - Math.floor(n / rows) * PITCH;
        if (gone < 0 || gone > way.length) continue;
        const { x, y, down } = way.at(gone);
        const aside = ((n % rows) - (rows - 1) / 2) * PITCH;
        pen.put('disc', x + (down ? aside : 0), y + (down ? 0 : aside), calm ? 1 - t : 1, tint, 0.34);
      }
      opened = Math.max(opened, time - OPEN / 2);
      if (head > way.length - PITCH)
        pen.put('ring', channel.door.x + 7, channel.y, 0.8 * (1 - t), palette.yellow, 1 + 1.6 * t);
    }
  }

  /** The leaf swings away, and light falls through. */
  function drawDoor({ channel }: MachinePlace, { time, palette }: Moment): void {
    if (channel === null) return;
    const t = (time - opened) / OPEN;
    if (t < 0 || t >= 1) return;
    const { x, y, w, h } = channel.door;
    pen.rect(x + w / 2 - 5, y + 1, 10, h - 2, palette.yellow, 0.75 * (1 - t));
  }

  /** How long it waits, for others and for the domain, and how long it would for each batch. */
  function drawWait(ring: RingView, place: Rect, domain: Int, { palette, colourOf, beatCycles }: Moment): void {
    const { x, y, w, h } = place;
    // what it bears ends at three quarters
    const scale = (0.75 * w) / ring.bears;
    const at = (cycles: number): number => Math.min(w, cycles * scale);
    const tint = colourOf(ring.guest);
    pen.rect(x, y, w, h, palette.deep, 0.85);
    pen.rect(x, y + h / 2 - 2, w, 4, palette.faint, 1);
    const waited = (since: number, own: number): void =>
      pen.rect(x, y + h / 2 - 2, at(since), 4, since > ring.bears ? palette.red : own, 1);
    if (ring.isTold) waited(ring.oldest, colourOf(domain));
    waited(ring.waits, palette.yellow);
    pen.rect(x + 0.75 * w - 1, y, 2, h, palette.orange, 1);
    for (const { batch, takes } of ring.would) {
      if (takes * scale > w) continue;
      const own = batch === ring.batch;
      pen.put(
        'disc',
        x + 3 + Math.min(w - 6, at(takes)),
        y + h / 2,
        1,
        own ? mix(tint, WHITE, 0.3) : mix(palette.deep, tint, 0.6),
        own ? 0.62 : 0.4,
      );
    }
    if (ring.fills * scale > w) pen.put('disc', x + w - 3, y + h / 2, 1, palette.red, 0.62);
    if (ring.turns <= AHEAD * beatCycles && ring.batch > 1)
      pen.put('ring', x + 3 + Math.min(w - 6, at((ring.batch - 1) * ring.next)), y + h / 2, 1, palette.yellow, 0.62);
  }

  return {
    event(event, { time }) {
      if (event.type === 'ringTold') sparks.push({ guest: event.guest, at: time });
      if (event.type === 'ringServed' && event.n > 0) trains.push({ guest: event.guest, n: event.n, at: time });
    },
    draw(moment) {
      const { view, layout } = moment;
      const all = view.parts.rings;
      if (all === null) return;
      for (const machine of layout.machines) {
        for (const { guest, at, radius } of machine.rings) {
          const ring = all.rings[guest];
          if (ring !== null && ring !== undefined) drawRing(ring, at, radius, moment);
        }
        drawDoor(machine, moment);
        drawSparks(machine, moment);
        drawTrains(machine, moment);
      }
      for (const ring of all.rings) {
        const tower = ring === null ? undefined : layout.towers[ring.guest];
        const machine = tower && layout.machines[tower.machine];
        const place = machine && waitPlace(view.parts.knobs ?? [], tower.rect, machine.middle);
        if (ring !== null && place != null && ring.gap >= 0) drawWait(ring, place.line, all.domain, moment);
      }
    },
  };
}

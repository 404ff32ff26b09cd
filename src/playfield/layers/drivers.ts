/**
 * Cards and drivers. Without a driver each packet is a volley: a knock flies from the guest's column to its card for every
 * register, and a bar in the row below the tower stands up for each. With one, letters go into a ring in one go, and
 * there is one knock for all of them.
 */
import { driverRow } from '../../session/drivers.ts';
import type { Point, Rect } from '../../session/layout.ts';
import type { DriverView } from '../../session/parts/drivers.ts';
import type { Int } from '../../sim/index.ts';
import { NEVER, NONE } from '../../sim/types.ts';
import type { Colour } from '../colours.ts';
import type { Layer, Moment } from '../moment.ts';
import { clamp01, lerp } from '../motion.ts';
import type { Pen } from '../pen.ts';

/** how long a knock flies, ms; at most so many at once; and the registers of a volley before the first was seen */
const FLIES = 320;
const MOST = 24;
const REGISTERS = 12;
const BAR = { w: 4, tall: 17, short: 6 } as const;
const PITCH = 7;
/** letters that are drawn one by one */
const LETTERS = 6;

type Flight = { guest: Int; pcpu: Int; n: Int; letters: Int; at: number };

export function drivers(pen: Pen): Layer {
  const flights: Flight[] = [];

  function drawVolley({ traffic, due }: DriverView, row: Rect, { palette }: Moment): void {
    const of = traffic.of > 0 ? traffic.of : REGISTERS;
    const tint: Colour = due ? palette.yellow : palette.red;
    for (let i = 0; i < of; i++) {
      const is = i < traffic.n;
      const h = is ? BAR.tall : BAR.short;
      pen.rect(row.x + 4 + i * PITCH, row.y + row.h / 2 + BAR.tall / 2 - h, BAR.w, h, is ? tint : palette.line, 1);
    }
  }

  /** A ring, what went into it last, and the one knock for that. */
  function drawLetters({ traffic }: DriverView, row: Rect, { palette, view }: Moment): void {
    const [x, y] = [row.x + 14, row.y + row.h / 2];
    const fresh = traffic.at === NEVER ? 0 : 1 - clamp01((view.now - traffic.at) / (view.hz / 100_000));
    pen.put('ring', x, y, 0.9, palette.green, 1 + 0.25 * fresh);
    const n = Math.min(LETTERS, traffic.together);
    for (let i = 0; i < n; i++) pen.put('disc', row.x + 34 + i * 11, y, 0.5 + 0.5 * fresh, palette.green, 0.5);
    if (n > 0)
      pen.rect(row.x + 34 + n * 11 + 4, y + BAR.tall / 2 - BAR.tall, BAR.w, BAR.tall, palette.green, 0.5 + 0.5 * fresh);
  }

  function drawFlights({ time, palette, calm, layout, view }: Moment): void {
    for (let i = flights.length - 1; i >= 0; i--) {
      const flight = flights[i];
      const t = flight === undefined ? 1 : (time - flight.at) / FLIES;
      const from = flight === undefined ? null : columnOf(flight.pcpu);
      const tower = flight === undefined ? null : layout.towers[flight.guest];
      const middle = tower && layout.machines[tower.machine]?.middle;
      if (flight === undefined || t >= 1 || from === null || !tower || !middle) {
        flights.splice(i, 1);
        continue;
      }
      const row = driverRow(tower.rect, middle);
      const letter = flight.letters > 0;
      const to = { x: row.x + (letter ? 14 : 6 + flight.n * PITCH), y: row.y + row.h / 2 };
      const tint = letter ? palette.green : palette.red;
      const part = calm ? 1 : t;
      const [x, y] = [lerp(from.x, to.x, part), lerp(from.y, to.y, part)];
      pen.line(from.x, from.y, x, y, letter ? 3 : 2, tint, 0.5 * (1 - t));
      pen.put('disc', x, y, 1 - 0.5 * t, tint, letter ? 0.7 : 0.5);
    }
    function columnOf(pcpu: Int): Point | null {
      const socket = layout.sockets[pcpu];
      const machine = layout.machines[socket?.machine ?? 0];
      return socket === undefined || machine === undefined || view.pcpus[pcpu] === undefined
        ? null
        : { x: socket.streamX, y: machine.middle.y + 17 };
    }
  }

  function add(flight: Flight): void {
    flights.push(flight);
    if (flights.length > MOST) flights.shift();
  }

  return {
    event(event, { time, vcpuOf }) {
      if (event.type === 'registerKnocked')
        add({ guest: event.guest, pcpu: vcpuOf(event.task)?.pcpu ?? NONE, n: event.n - 1, letters: 0, at: time });
      if (event.type === 'lettersDropped')
        add({ guest: event.guest, pcpu: vcpuOf(event.task)?.pcpu ?? NONE, n: 0, letters: event.n, at: time });
    },
    draw(moment) {
      const { view, layout } = moment;
      const all = view.parts.drivers;
      if (all === null) return;
      for (const one of all.guests) {
        const tower = one === null ? undefined : layout.towers[one.guest];
        const middle = tower && layout.machines[tower.machine]?.middle;
        if (one === null || !tower || !middle || one.booting) continue;
        const row = driverRow(tower.rect, middle);
        if (one.has) drawLetters(one, row, moment);
        else drawVolley(one, row, moment);
      }
      drawFlights(moment);
    },
  };
}

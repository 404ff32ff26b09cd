/** The latch tray: requests that have been put off stack up as marbles; draining swallows all of them at once. */
import type { Rect, SocketPlace } from '../../session/layout.ts';
import { NONE } from '../../sim/types.ts';
import { cardKey, outlineKey } from '../bake/boxes.ts';
import { MARBLE_KEY } from '../bake/glyphs.ts';
import type { Colour } from '../colours.ts';
import type { Layer, Moment } from '../moment.ts';
import { clamp01, easeIn, easeOut, lerp } from '../motion.ts';
import type { Pen } from '../pen.ts';
import { glyphOf } from '../reasons.ts';

const FLY = 260;
const GULP = 380;
/** design pixels: beside the stream of the pCPU, below the tray, right of it; thickness */
const BESIDE = 16;
const FOOT = 3;
const TURN = 5;
const WAY = 2;

type Flight = { key: string; fromX: number; fromY: number; toX: number; toY: number; at: number; swallowed: boolean };

export function latch(pen: Pen): Layer {
  const flights: Flight[] = [];
  let gulp = { x: 0, y: 0, at: -1e9 };
  let shown: { key: string }[] = [];

  function drawFlights(moment: Moment): void {
    for (let i = flights.length - 1; i >= 0; i--) {
      const flight = flights[i];
      const t = flight ? (moment.time - flight.at) / FLY : 1;
      if (!flight || t >= 1) {
        flights.splice(i, 1);
        continue;
      }
      if (t < 0) continue;
      const e = flight.swallowed ? easeIn(t) : easeOut(t);
      const x = lerp(flight.fromX, flight.toX, e);
      const y = lerp(flight.fromY, flight.toY, e) - (moment.calm ? 0 : Math.sin(t * Math.PI) * 26);
      pen.put(flight.key, x, y, moment.calm ? 1 - t : 1, undefined, flight.swallowed ? 1.1 - 0.4 * t : 1.1);
    }
  }

  /** From the tray to the pCPU that drains it, along the foot of the band: above that may lie answers to be read. */
  function drawWay(tray: Rect, { rect, streamX }: SocketPlace, tint: Colour, alpha: number): void {
    const [x0, y0] = [tray.x + tray.w, tray.y + tray.h / 2];
    const [x1, y1] = [streamX - BESIDE, tray.y + tray.h + FOOT];
    pen.line(x0, y0, x0 + TURN, y0, WAY, tint, alpha);
    pen.line(x0 + TURN, y0, x0 + TURN, y1, WAY, tint, alpha);
    pen.line(x0 + TURN, y1, x1, y1, WAY, tint, alpha);
    pen.line(x1, y1, x1, rect.y, WAY, tint, alpha);
    pen.put('arrow', x1, rect.y - 4, alpha, tint, 0.7, 0.7, Math.PI / 2);
  }

  return {
    event(event, moment) {
      const { sockets, parts } = moment.layout;
      const tray = parts.latch;
      if (!tray) return;
      if (event.type === 'requestLatched') {
        const exit = moment.cast.exit(event.task);
        const request = moment.view.parts.latch?.requests.at(-1);
        const slot = tray.slots[Math.min(tray.slots.length, event.n) - 1];
        if (exit && slot && request) {
          flights.push({
            key: MARBLE_KEY[glyphOf(request.reason)],
            fromX: exit.at.x,
            fromY: exit.at.y,
            toX: slot.x,
            toY: slot.y,
            at: moment.time,
            swallowed: false,
          });
        }
      }
      if (event.type === 'latchDrained') {
        const to = event.pcpu === NONE ? undefined : sockets[event.pcpu]?.held.exit;
        if (!to) return;
        shown.slice(0, event.n).forEach((marble, i) => {
          const slot = tray.slots[i];
          if (slot)
            flights.push({
              key: marble.key,
              fromX: slot.x,
              fromY: slot.y,
              toX: to.x,
              toY: to.y,
              at: moment.time + i * 35,
              swallowed: true,
            });
        });
        gulp = { x: to.x, y: to.y, at: moment.time + FLY };
      }
    },
    draw(moment) {
      const tray = moment.layout.parts.latch;
      const { palette, view, time } = moment;
      const { latch } = view.parts;
      if (!tray || !latch) return;
      const full = latch.requests.length >= latch.room;
      const cx = tray.rect.x + tray.rect.w / 2;
      const cy = tray.rect.y + tray.rect.h / 2;
      pen.put(cardKey(tray.rect), cx, cy, 0.9, palette.deep);
      pen.put(outlineKey(tray.rect), cx, cy, 0.8, full ? palette.red : palette.line);
      for (const slot of tray.slots) pen.put('ring', slot.x, slot.y, 0.7, palette.line, 0.72);
      latch.requests.slice(0, tray.slots.length).forEach((request, i) => {
        const slot = tray.slots[i];
        if (slot) pen.put(MARBLE_KEY[glyphOf(request.reason)], slot.x, slot.y, 1, undefined, 1.1);
      });
      shown = latch.requests.map((request) => ({ key: MARBLE_KEY[glyphOf(request.reason)] }));
      const told = moment.ghost?.kind === 'drain' ? moment.ghost.pcpu : latch.drainer;
      const to = moment.layout.sockets[told];
      if (to) drawWay(tray.rect, to, palette.sky, told === latch.drainer ? 0.85 : 0.6);
      drawFlights(moment);
      const age = (time - gulp.at) / GULP;
      if (age >= 0 && age < 1)
        pen.put(
          'ring.large',
          gulp.x,
          gulp.y,
          0.9 * (1 - age),
          palette.sky,
          moment.calm ? 0.8 : lerp(1.2, 0.3, clamp01(age)),
        );
    },
  };
}

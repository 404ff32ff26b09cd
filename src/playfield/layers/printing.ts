/**
 * The printer's door. A card for each job, the printer's holder at the right: its records as sheets, and two bars on one
 * scale, what waiting costs if it goes on and what spooling it would cost. The longer bar is the dearer answer. Sheets of
 * what is spooled fly into the file, and leave it again while the printer is free.
 */
import type { Rect } from '../../session/layout.ts';
import { type JobView, lineCosts } from '../../session/parts/printing.ts';
import { NEVER } from '../../sim/types.ts';
import { cardKey, outlineKey } from '../bake/boxes.ts';
import { mix } from '../colours.ts';
import type { Layer, Moment } from '../moment.ts';
import { clamp01, easeIn, lerp } from '../motion.ts';
import type { Pen } from '../pen.ts';

/** ms of a flight, and between two sheets; at most so many in one */
const FLY = 420;
const APART = 60;
const MOST = 8;
const SHEET = { w: 9, h: 11, pitch: 12 } as const;
/** seconds of play that a full bar stands for */
const SCALE = 12;
const BARS = { left: 8, top: 52, pitch: 14, h: 6 } as const;

type Flight = { x: number; y: number; at: number };

export function printing(pen: Pen): Layer {
  const flights: Flight[] = [];

  function sheet(x: number, y: number, tint: number, alpha: number): void {
    pen.rect(x, y, SHEET.w, SHEET.h, tint, alpha);
  }

  function drawJob(job: JobView, at: Rect, moment: Moment): void {
    const { palette } = moment;
    const [cx, cy] = [at.x + at.w / 2, at.y + at.h / 2];
    const own = moment.colourOf(job.guest);
    pen.put(cardKey(at), cx, cy, 0.94, mix(palette.deep, own, job.holds ? 0.2 : 0.08));
    pen.put(outlineKey(at), cx, cy, job.holds ? 1 : 0.8, job.holds ? own : palette.line);
    pen.rect(at.x + 3, at.y + 6, 3, at.h - 12, own, 1);
    const fit = Math.floor((at.w - 20) / SHEET.pitch);
    for (let n = 0; n < Math.min(job.records, fit); n++)
      sheet(at.x + 12 + n * SHEET.pitch, at.y + 30, palette.text, 0.9);
    const room = at.w - BARS.left - 12;
    const full = SCALE * moment.beatCycles;
    const costs = lineCosts(moment.view);
    [job.waiting, job.price].forEach((cycles, n) => {
      const y = at.y + BARS.top + n * BARS.pitch;
      pen.rect(at.x + BARS.left + 4, y, room, BARS.h, palette.faint, 1);
      const colour = n === 1 ? palette.orange : costs ? palette.red : palette.grey;
      pen.rect(at.x + BARS.left + 4, y, room * clamp01(cycles / full), BARS.h, colour, 1);
    });
  }

  function drawFile(at: Rect, moment: Moment): void {
    const { parts, now } = moment.view;
    const { palette } = moment;
    if (parts.printing === null) return;
    const { filed, due, room, until, record } = parts.printing;
    const [cx, cy] = [at.x + at.w / 2, at.y + at.h / 2];
    pen.put(cardKey(at), cx, cy, 0.94, palette.deep);
    pen.put(outlineKey(at), cx, cy, 0.8, until === NEVER ? palette.line : palette.sky);
    const width = at.w - 20;
    const y = at.y + BARS.top;
    pen.rect(at.x + 10, y, width, 10, palette.faint, 1);
    pen.rect(at.x + 10, y, width * clamp01((filed + due) / Math.max(1, room)), 10, palette.orange, 0.45);
    pen.rect(at.x + 10, y, width * clamp01(filed / Math.max(1, room)), 10, palette.orange, 1);
    if (until === NEVER) return;
    const part = clamp01(1 - (until - now) / Math.max(1, record));
    pen.rect(at.x + 10, y + 16, width * part, 4, palette.sky, 1);
  }

  return {
    event(event, moment) {
      const door = moment.layout.parts.printing;
      if (event.type !== 'jobSpooled' || door === null) return;
      const place = moment.view.parts.printing?.jobs.findIndex(({ guest }) => guest === event.guest) ?? 0;
      const from = door.slots[Math.max(0, place)];
      if (from === undefined) return;
      for (let n = 0; n < Math.min(MOST, event.records); n++)
        flights.push({ x: from.x + 12 + n * SHEET.pitch, y: from.y + 30, at: moment.time + n * APART });
    },
    draw(moment) {
      const door = moment.layout.parts.printing;
      const own = moment.view.parts.printing;
      if (door === null || own === null) return;
      drawFile(door.file, moment);
      door.slots.forEach((at, n) => {
        const job = own.jobs[n];
        if (job !== undefined) drawJob(job, at, moment);
        else if (n === 0) pen.put(outlineKey(at), at.x + at.w / 2, at.y + at.h / 2, 0.5, moment.palette.line);
      });
      for (let i = flights.length - 1; i >= 0; i--) {
        const flight = flights[i];
        const t = flight === undefined ? 1 : (moment.time - flight.at) / FLY;
        if (flight === undefined || t >= 1) flights.splice(i, 1);
        else if (t > 0) {
          const e = moment.calm ? 1 : easeIn(t);
          const lift = moment.calm ? 0 : Math.sin(t * Math.PI) * 22;
          const [x, y] = [lerp(flight.x, door.file.x + 20, e), lerp(flight.y, door.file.y + BARS.top, e)];
          sheet(x, y - lift, moment.palette.orange, 1 - t * 0.4);
        }
      }
    },
  };
}

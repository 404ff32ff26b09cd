/**
 * Exits: a shape falls out of the guest, lands in the band and holds its pCPU up until somebody has answered it. This
 * has to be the first thing that is seen in any picture, however small.
 */
import { machineOf } from '../../session/layout.ts';
import type { ExitView } from '../../session/view-model.ts';
import { NEVER, NONE } from '../../sim/types.ts';
import { GLYPH_KEY, glyphColour, WAITING_KEY } from '../bake/glyphs.ts';
import { GAUGE_KEY, GAUGE_STEPS } from '../bake/strokes.ts';
import type { Colour } from '../colours.ts';
import { type Layer, type Moment, progress } from '../moment.ts';
import { bounceOut, breathe, clamp01, lerp } from '../motion.ts';
import type { Pen } from '../pen.ts';
import { glyphOf } from '../reasons.ts';

/** An exit whose guest would run out of patience within this many seconds of play pulses. */
const URGENT = 6;
const GONE = 240;

type Leaving = { key: string; x: number; y: number; at: number; tint: Colour };

export function exits(pen: Pen): Layer {
  const leaving: Leaving[] = [];
  const seen = new Map<number, { n: number; key: string; x: number; y: number; tint: Colour }>();

  /** From the tower's foot down to the band, with a bounce where it lands. */
  function fallFrom(exit: ExitView, moment: Moment): number {
    const tower = moment.layout.towers[exit.guest];
    return tower ? tower.rect.y + tower.rect.h : (machineOf(moment.layout, exit)?.middle.y ?? 0);
  }

  function drawHeld(exit: ExitView, moment: Moment): void {
    const fallen = moment.cast.exit(exit.task);
    if (!fallen || exit.pcpu === NONE) return;
    const { palette, view, time } = moment;
    const glyph = glyphOf(exit.reason, exit.op);
    const tint = glyphColour(palette, glyph);
    const tower = moment.layout.towers[exit.guest];
    const startX = tower?.stem.x ?? fallen.at.x;
    const y = lerp(fallFrom(exit, moment), fallen.at.y, bounceOut(fallen.way));
    const x = lerp(startX, fallen.at.x, clamp01(fallen.way * 1.6));
    seen.set(exit.task, { n: exit.n, key: GLYPH_KEY[glyph], x, y, tint });
    const socket = moment.layout.sockets[exit.pcpu];
    if (socket && exit.waiting) {
      const top = fallen.at.y + 26;
      for (let d = top; d < socket.rect.y - 8; d += 11)
        pen.put('dash', socket.streamX, d, 0.5, palette.red, 1, 1, Math.PI / 2);
    }
    if (exit.waiting) {
      const urgent = exit.lasts < NEVER && exit.lasts - (view.now - exit.at) < URGENT * moment.beatCycles;
      const pulse = breathe(time, urgent ? 520 : 1200);
      pen.put('glow', x, y, 0.6 + 0.25 * pulse, tint, 1.95);
      const chosen = moment.target?.exit?.task === exit.task;
      pen.put(
        'ring.large',
        x,
        y,
        urgent ? 0.5 + 0.5 * pulse : chosen ? 0.95 : 0.6,
        urgent ? palette.red : palette.text,
        0.79 + 0.04 * pulse,
      );
      pen.put(WAITING_KEY[glyph], x, y, 1, undefined, 1.08);
      return;
    }
    pen.put('glow', x, y, 0.3, tint, 1.05);
    if (exit.handler !== null) {
      const pcpu = view.pcpus[exit.pcpu];
      const part = pcpu ? progress(pcpu.since, pcpu.until, view.now) : 0;
      pen.put(GAUGE_KEY[Math.round(part * GAUGE_STEPS)] ?? 'gauge.0', x, y, 0.95, tint);
    }
    pen.put(GLYPH_KEY[glyph], x, y, 1, undefined, 0.92);
  }

  /** Answered: the shape shrinks and fades where it stood. */
  function drawLeaving(open: readonly ExitView[], moment: Moment): void {
    for (const [task, was] of seen) {
      if (open.some((exit) => exit.task === task && exit.n === was.n && exit.pcpu !== NONE)) continue;
      leaving.push({ key: was.key, x: was.x, y: was.y, at: moment.time, tint: was.tint });
      seen.delete(task);
    }
    for (let i = leaving.length - 1; i >= 0; i--) {
      const gone = leaving[i];
      if (!gone) continue;
      const t = (moment.time - gone.at) / GONE;
      if (t >= 1) {
        leaving.splice(i, 1);
        continue;
      }
      pen.put(gone.key, gone.x, gone.y, 1 - t, undefined, moment.calm ? 1 : 1 - 0.5 * t);
      pen.put('ring.large', gone.x, gone.y, 0.6 * (1 - t), gone.tint, moment.calm ? 0.7 : 0.6 + 0.35 * t);
    }
  }

  return {
    draw(moment) {
      const open = moment.view.parts.exits?.open ?? [];
      for (const exit of open) drawHeld(exit, moment);
      drawLeaving(open, moment);
    },
  };
}

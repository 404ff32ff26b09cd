/**
 * The monitor at work where nothing asked for a decision: translated code calling out, shadow page tables, a backend.
 * The same shapes fall as for exits, a little smaller, and their gauge fills for as long as the work takes.
 */

import type { Glyph } from '../../levels/reasons.ts';
import type { Category } from '../../sim/index.ts';
import { NONE } from '../../sim/types.ts';
import { GLYPH_KEY, glyphColour } from '../bake/glyphs.ts';
import { GAUGE_KEY, GAUGE_STEPS } from '../bake/strokes.ts';
import { type Layer, type Moment, progress } from '../moment.ts';
import { bounceOut, clamp01, FALL, lerp } from '../motion.ts';
import type { Pen } from '../pen.ts';

/** A hypercall has its letter, exit and entry have no shape of their own. */
const GLYPH_OF: Readonly<Partial<Record<Category, Glyph>>> = {
  emulation: 'instruction',
  translation: 'instruction',
  shadowPaging: 'mapping',
  memory: 'mapping',
  backend: 'write',
  innerHypervisor: 'other',
};

const SIZE = 0.86;
const GONE = 160;

type Work = { glyph: Glyph; since: number; gone: number };

export function work(pen: Pen): Layer {
  const works = new Map<number, Work>();

  /** What the monitor does on this pCPU for its guest, unless an exit shows it already. */
  function glyphAt(pcpu: number, moment: Moment): Glyph | null {
    const view = moment.view.pcpus[pcpu];
    if (view?.interval !== 'step' || view.task === NONE || moment.vcpuOf(view.task)?.exit) return null;
    // knocks at cards are seen one by one
    if (moment.view.parts.cards !== null) return null;
    // walks are the hardware's, and are seen below the tower
    if (view.mode === 'memory' && moment.view.parts.tlb !== null) return null;
    const glyph = GLYPH_OF[view.mode] ?? null;
    // interpreting and translating are seen on the shelf
    return glyph === 'instruction' && moment.view.parts.translationCache !== null ? null : glyph;
  }

  return {
    draw(moment) {
      const { view, layout, palette, time } = moment;
      for (const pcpu of view.pcpus) {
        const socket = layout.sockets[pcpu.index];
        const glyph = glyphAt(pcpu.index, moment);
        const known = works.get(pcpu.index);
        if (glyph && (!known || known.gone > 0)) works.set(pcpu.index, { glyph, since: time, gone: 0 });
        else if (!glyph && known && known.gone === 0) known.gone = time;
        const now = works.get(pcpu.index);
        if (!socket || !now || layout.machines[socket.machine]?.crowded) continue;
        const alpha = now.gone === 0 ? 1 : 1 - (time - now.gone) / GONE;
        if (alpha <= 0) {
          works.delete(pcpu.index);
          continue;
        }
        const way = moment.calm ? 1 : bounceOut(clamp01((time - now.since) / FALL));
        const { x } = socket.held.exit;
        const y = lerp(socket.held.from, socket.held.exit.y, way);
        const tint = glyphColour(palette, now.glyph);
        pen.put('glow', x, y, 0.35 * alpha, tint, 0.8);
        if (now.gone === 0) {
          const part = progress(pcpu.since, pcpu.until, view.now);
          pen.put(GAUGE_KEY[Math.round(part * GAUGE_STEPS)] ?? 'gauge.0', x, y, 0.9, tint, SIZE);
        }
        pen.put(GLYPH_KEY[now.glyph], x, y, alpha, undefined, SIZE);
      }
    },
  };
}

/** Handler bays around the exit that is being decided; the chosen one keeps its shutter down while the handler works. */
import { baysOf, machineOf, type Rect } from '../../session/layout.ts';
import type { Id, Int } from '../../sim/index.ts';
import { NONE } from '../../sim/types.ts';
import { cardKey, outlineKey } from '../bake/boxes.ts';
import { type Layer, type Moment, progress } from '../moment.ts';
import { clamp01, easeOut } from '../motion.ts';
import type { Pen } from '../pen.ts';

const UNFOLD = 140;
const SLATS = 9;
/** above the bays, where the line to each of them turns down, design pixels */
const BAY_LEAD = 11;

export function bays(pen: Pen): Layer {
  let shownFor: Int = NONE;
  let shownAt = 0;
  let last: { task: Int; rects: Rect[]; handlers: readonly Id[] } | null = null;

  function anchorOf(task: Int, moment: Moment): { x: number; y: number } | null {
    const exit = moment.view.parts.exits?.open.find((candidate) => candidate.task === task);
    const at = exit && moment.cast.landing(moment.layout, exit);
    return at ?? null;
  }

  function drawBay(rect: Rect, legal: boolean, lit: boolean, alpha: number, moment: Moment): void {
    const { palette } = moment;
    const cx = rect.x + rect.w / 2;
    const cy = rect.y + rect.h / 2;
    pen.put(cardKey(rect), cx, cy, 0.96 * alpha, legal ? (lit ? palette.lit : palette.panel) : palette.ground);
    pen.put(
      outlineKey(rect),
      cx,
      cy,
      (legal ? (lit ? 1 : 0.9) : 0.45) * alpha,
      legal ? (lit ? palette.text : palette.sky) : palette.edge,
    );
  }

  /** A line from the exit to each bay that would take it, brightest to the one that is pointed at. */
  function drawLead(x: number, rect: Rect, lit: boolean, alpha: number, moment: Moment): void {
    const { palette } = moment;
    const to = rect.x + rect.w / 2;
    const turn = rect.y - BAY_LEAD;
    const tint = lit ? palette.text : palette.sky;
    const strength = (lit ? 1 : 0.4) * alpha;
    const width = lit ? 2 : 1.2;
    pen.line(x, turn, to, turn, width, tint, strength);
    pen.line(to, turn, to, rect.y - 2, width, tint, strength);
    pen.put('arrow', to, rect.y - 3, strength, tint, 0.62, 0.62, Math.PI / 2);
    pen.put('dot', x, turn, strength, tint);
  }

  /** The chosen bay stays, and its shutter comes down for as long as the handler really works. */
  function drawServed(moment: Moment): void {
    const { view, palette } = moment;
    for (const exit of view.parts.exits?.open ?? []) {
      const fallen = moment.cast.exit(exit.task);
      if (!fallen?.bay || exit.handler === null) continue;
      const { rect } = fallen.bay;
      const pcpu = exit.pcpu === NONE ? undefined : view.pcpus[exit.pcpu];
      const part = pcpu ? progress(pcpu.since, pcpu.until, view.now) : 1;
      drawBay(rect, true, true, 0.9, moment);
      const pitch = (rect.h - 8) / SLATS;
      for (let i = 0; i < SLATS; i++) {
        const t = clamp01(part * SLATS - i);
        pen.rect(rect.x + 4, rect.y + 4 + i * pitch, rect.w - 8, (pitch - 1.5) * t, palette.sky, 0.35);
      }
    }
  }

  return {
    event(event, moment) {
      if (event.type !== 'exitRouted' || !last || last.task !== event.task) return;
      const rect = last.rects[last.handlers.indexOf(event.handler)];
      if (rect) moment.cast.send(event.task, rect, moment.time);
    },
    draw(moment) {
      drawServed(moment);
      const asked = moment.target?.exit;
      const exit =
        asked && moment.view.parts.exits?.open.find((candidate) => candidate.task === asked.task && candidate.waiting);
      const anchor = exit ? anchorOf(exit.task, moment) : null;
      if (!asked || !exit || !anchor) {
        shownFor = NONE;
        return;
      }
      if (shownFor !== asked.task) {
        shownFor = asked.task;
        shownAt = moment.time;
      }
      const t = moment.calm ? 1 : easeOut(clamp01((moment.time - shownAt) / UNFOLD));
      const row = machineOf(moment.layout, exit)?.workRow;
      const rects = row ? baysOf(row, anchor.x, asked.bays.length) : [];
      last = { task: exit.task, rects, handlers: asked.bays.map((bay) => bay.handler) };
      const { ghost } = moment;
      rects.forEach((rect, i) => {
        const bay = asked.bays[i];
        if (!bay) return;
        const lit = ghost?.kind === 'bay' && ghost.task === asked.task && ghost.handler === bay.handler;
        if (bay.legal) drawLead(anchor.x, rect, lit, t, moment);
        drawBay({ ...rect, y: rect.y + (1 - t) * 10 }, bay.legal, lit, t, moment);
      });
    },
  };
}

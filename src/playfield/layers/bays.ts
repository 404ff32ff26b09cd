/** Handler bays around the exit that is being decided; the chosen one keeps its shutter down while the handler works. */
import { baysOf, type Rect } from '../../session/layout.ts';
import type { Id, Int } from '../../sim/index.ts';
import { NONE } from '../../sim/types.ts';
import { cardKey, outlineKey } from '../bake/boxes.ts';
import { type Layer, type Moment, progress } from '../moment.ts';
import { approach, clamp01, easeOut } from '../motion.ts';
import type { Pen } from '../pen.ts';

const UNFOLD = 140;

type Served = { task: Int; n: Int; rect: Rect; fromX: number; fromY: number };

export function bays(pen: Pen): Layer {
  let shownFor: Int = NONE;
  let shownAt = 0;
  let dim = 0;
  let last: { task: Int; n: Int; rects: Rect[]; handlers: readonly Id[] } | null = null;
  let served: Served[] = [];

  function anchorOf(task: Int, moment: Moment): { x: number; y: number } | null {
    const exit = moment.view.exits.find((candidate) => candidate.task === task);
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
  function drawLead(x: number, y: number, rect: Rect, lit: boolean, alpha: number, moment: Moment): void {
    const { palette } = moment;
    const to = rect.x + rect.w / 2;
    const top = rect.y - 2;
    const turn = top - 7;
    const tint = lit ? palette.text : palette.sky;
    const strength = (lit ? 1 : 0.38) * alpha;
    pen.line(x, turn, to, turn, lit ? 2 : 1.2, tint, strength);
    pen.line(to, turn, to, top, lit ? 2 : 1.2, tint, strength);
    pen.put('arrow', to, top - 3, strength, tint, 0.62, 0.62, Math.PI / 2);
    if (y < turn) return;
    pen.put('dot', x, turn, strength, tint);
  }

  function drawServed(moment: Moment): void {
    const { view, palette } = moment;
    served = served.filter((item) =>
      view.exits.some((exit) => exit.task === item.task && exit.n === item.n && exit.handler !== null),
    );
    for (const item of served) {
      const exit = view.exits.find((candidate) => candidate.task === item.task);
      const pcpu = exit && exit.pcpu !== NONE ? view.pcpus[exit.pcpu] : undefined;
      const { rect } = item;
      const part = exit && pcpu ? progress(exit.at, pcpu.until, view.now) : 1;
      drawBay(rect, true, true, 0.9, moment);
      const slats = 9;
      for (let i = 0; i < slats; i++) {
        const t = clamp01(part * slats - i);
        if (t > 0)
          pen.rect(
            rect.x + 4,
            rect.y + 4 + (i * (rect.h - 8)) / slats,
            rect.w - 8,
            ((rect.h - 8) / slats - 1.5) * t,
            palette.sky,
            0.4,
          );
      }
    }
  }

  return {
    event(event, moment) {
      if (event.type !== 'exitRouted' || !last || last.task !== event.task) return;
      const rect = last.rects[last.handlers.indexOf(event.handler)];
      const from = anchorOf(event.task, moment);
      if (rect && from) served.push({ task: event.task, n: last.n, rect, fromX: from.x, fromY: from.y });
    },
    draw(moment) {
      drawServed(moment);
      const asked = moment.target?.exit;
      const exit = asked && moment.view.exits.find((candidate) => candidate.task === asked.task && candidate.waiting);
      const anchor = exit ? anchorOf(exit.task, moment) : null;
      dim = approach(dim, exit ? 1 : 0, moment.dt, 60);
      if (!asked || !exit || !anchor) {
        shownFor = NONE;
        return;
      }
      if (shownFor !== asked.task) {
        shownFor = asked.task;
        shownAt = moment.time;
      }
      const t = moment.calm ? 1 : easeOut(clamp01((moment.time - shownAt) / UNFOLD));
      const rects = baysOf(moment.layout.workRow, anchor.x, asked.bays.length);
      last = { task: exit.task, n: exit.n, rects, handlers: asked.bays.map((bay) => bay.handler) };
      const { ghost } = moment;
      rects.forEach((rect, i) => {
        const bay = asked.bays[i];
        if (!bay) return;
        const lit = ghost?.kind === 'bay' && ghost.task === asked.task && ghost.handler === bay.handler;
        if (bay.legal) drawLead(anchor.x, anchor.y, rect, lit, t, moment);
        drawBay({ ...rect, y: rect.y + (1 - t) * 10 }, bay.legal, lit, t, moment);
      });
    },
  };
}

/**
 * Handler bays around the exit that is being decided. Answered, they are gone: what is being done is the exit's own gauge,
 * as for those that a wire answered.
 */
import { baysOf, machineOf, type Rect } from '../../session/layout.ts';
import type { Int } from '../../sim/index.ts';
import { NONE } from '../../sim/types.ts';
import { cardKey, outlineKey } from '../bake/boxes.ts';
import type { Layer, Moment } from '../moment.ts';
import { clamp01, easeOut } from '../motion.ts';
import type { Pen } from '../pen.ts';

const UNFOLD = 140;
/** above the bays, where the line to each of them turns down, design pixels */
const BAY_LEAD = 11;

export function bays(pen: Pen): Layer {
  let shownFor: Int = NONE;
  let shownAt = 0;

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

  return {
    draw(moment) {
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

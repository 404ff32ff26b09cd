/** The monitor as a machine: who takes exits, as boxes, and what flows into each, from whom, by a wire or by hand. */
import { type Bp, capacity, exitHandlers, type Id, type Int, totals, type World } from '../sim/index.ts';
import { NONE } from '../sim/types.ts';
import { type Answers, latelyOf } from './past/answers.ts';

/** Handlers that put requests into one queue are one box. `share`: of all cycles of the pCPUs, those spent in it. */
export type BoxView = { id: Id; handlers: Id[]; wired: Int; byHand: Int; share: Bp };

/** What flows from a guest, for a reason, into a box. `lately`: exits of the last seconds of play. */
export type FlowView = { reason: Id; guest: Int; box: Int; wired: Int; byHand: Int; lately: Int };

/** The boxes in the order of the reasons that they answer: a wire that is drawn straight goes where it goes most often. */
export function boxesOf(w: World, reasons: readonly Id[]): Id[][] {
  const found: { queue: Int; ids: Id[] }[] = [];
  for (const reason of reasons)
    for (const index of exitHandlers(w)) {
      const handler = w.program.handlers[index];
      if (handler === undefined || !handler.reasons.includes(w.program.reasons.indexOf(reason))) continue;
      const { id, queue } = handler;
      const own = found.find((box) => box.ids.includes(id) || (queue !== NONE && box.queue === queue));
      if (own === undefined) found.push({ queue, ids: [id] });
      else if (!own.ids.includes(id)) own.ids.push(id);
    }
  return found.map(({ ids }) => ids);
}

/** A door that queues are drained through takes all that its category does; what others take follows from their steps. */
function shareOf(w: World, handlers: readonly Id[], taken: (id: Id) => Int): Bp {
  const all = capacity(w);
  if (all === 0) return 0;
  const door = w.program.handlers.find(({ id, concurrency }) => handlers.includes(id) && concurrency > 0);
  const category = door?.steps.find(({ cycles }) => cycles > 0)?.category;
  if (category !== undefined) return Math.floor((10_000 * (totals(w)[category] ?? 0)) / all);
  const cycles = w.program.handlers.reduce(
    (sum, { id, steps }) =>
      handlers.includes(id) ? sum + taken(id) * steps.reduce((one, step) => one + step.cycles, 0) : sum,
    0,
  );
  return Math.floor((10_000 * cycles) / all);
}

export function flowsOf(w: World, answers: Answers, boxes: readonly Id[][]): FlowView[] {
  return [...answers.flows.values()].map((flow) => ({
    reason: flow.reason,
    guest: flow.guest,
    box: boxes.findIndex((ids) => ids.includes(flow.handler)),
    wired: flow.wired,
    byHand: flow.byHand,
    lately: latelyOf(answers, flow, w.now),
  }));
}

export function boxViews(w: World, answers: Answers, boxes: readonly Id[][]): BoxView[] {
  const all = [...answers.flows.values()];
  const taken = (id: Id): Int =>
    all.reduce((sum, flow) => sum + (flow.handler === id ? flow.wired + flow.byHand : 0), 0);
  return boxes.map((handlers) => {
    const own = all.filter(({ handler }) => handlers.includes(handler));
    return {
      id: handlers[handlers.length - 1] ?? '',
      handlers,
      wired: own.reduce((sum, { wired }) => sum + wired, 0),
      byHand: own.reduce((sum, { byHand }) => sum + byHand, 0),
      share: shareOf(w, handlers, taken),
    };
  });
}

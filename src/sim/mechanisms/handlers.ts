/** Which handlers can take an exit, why the others cannot, and what each would cost. */
import { taskOf } from '../access.ts';
import { no, type Quote, type Verdict, yes } from '../messages.ts';
import { type CompiledHandler, type CompiledStep, DECIDE, handlerIndex, RUN } from '../program.ts';
import type { World } from '../state.ts';
import { CATEGORIES, type Cycles, type Id, type Int, NONE } from '../types.ts';
import { hasRoom } from './queues.ts';

/** The handler of a name on the machine of task t's guest, NONE = it has none. */
export const handlerFor = (w: World, t: Int, id: Id): Int =>
  handlerIndex(w.program.handlers, w.guests[w.tasks[t]?.guest ?? NONE]?.machine ?? NONE, id);

/**
 * Why a handler is not for a reason: as the level's rules of the game have it (`notFor` of the cost model), else in
 * general.
 */
const mismatch = ({ notFor }: CompiledHandler, reason: Id): Id =>
  notFor.get(reason) ?? notFor.get('*') ?? 'handlerNotForReason';

/** Can handler `id` take the exit that task t holds, now? */
export function isPossible(w: World, t: Int, id: Id): Verdict {
  const { exit } = taskOf(w, t);
  const handler = w.program.handlers[handlerFor(w, t, id)];
  if (handler === undefined) return no('noSuchHandler');
  if (exit === null) return no('noSuchExit');
  const reason = w.program.reasons[exit.reason] ?? '';
  if (!handler.reasons.includes(exit.reason)) return no(mismatch(handler, reason), { reason, handler: id });
  if (handler.queue !== NONE && !hasRoom(w, handler.queue)) return no('latchFull');
  for (const { test, arg, not, is } of handler.tests) if (w.hooks.tests[test]?.(w, t, arg) === not) return no(is);
  return yes;
}

/** The prices of steps; `batch`: how many requests a step serves that is paid per request. */
export function partsOf(w: World, steps: readonly CompiledStep[], batch: Int): Quote['parts'] {
  return steps.flatMap((step) => {
    const as = CATEGORIES[step.category];
    if (step.kind !== RUN || as === undefined) return [];
    const cycles = step.cycles * (step.times === NONE ? 1 : batch);
    return [{ as, cycles, cost: w.program.costs[step.arg]?.id ?? '' }];
  });
}

export const priced = (parts: Quote['parts']): Quote => ({
  parts,
  total: parts.reduce((sum: Cycles, part) => sum + part.cycles, 0),
  holdsPcpu: true,
});

/** What routing task t's exit to a handler costs from now on: the handler's steps and the way back to the guest. */
export function quoteRoute(w: World, t: Int, id: Id): Quote {
  const handler = w.program.handlers[handlerFor(w, t, id)];
  const path = w.program.paths[taskOf(w, t).path]?.steps ?? [];
  const decide = path.findIndex((step) => step.kind === DECIDE);
  return priced([...partsOf(w, handler?.steps ?? [], 1), ...partsOf(w, path.slice(decide + 1), 1)]);
}

/** Every handler of a machine, in the order of the model, that has anything to do with exits. */
export function exitHandlers(w: World): Int[] {
  const hypercall = w.program.reasons.indexOf('hypercall');
  return w.program.handlers.flatMap((handler, index) =>
    handler.reasons.every((reason) => reason === hypercall) ? [] : [index],
  );
}

/** Which handlers can take an exit, why the others cannot, and what each would cost. */
import { taskOf } from '../access.ts';
import type { Quote, Verdict } from '../messages.ts';
import { type CompiledStep, DECIDE, RUN } from '../program.ts';
import type { World } from '../state.ts';
import { CATEGORIES, type Cycles, type Id, type Int, NONE, REGISTERS } from '../types.ts';
import { TEST_TABLE } from './effects.ts';
import { batchSize } from './latch.ts';

/** Why a handler is not for a reason: a code that the level's words turn into a sentence. */
function mismatch(reason: Id, handler: Id): string {
  if (handler === 'reflect') return 'guestDidNothingWrong';
  if (reason === 'ioRead' && handler === 'latch') return 'readerWaits';
  return 'handlerNotForReason';
}

/** Can handler `id` take the exit that task t holds, now? */
export function isPossible(w: World, t: Int, id: Id): Verdict {
  const { exit } = taskOf(w, t);
  const handler = w.program.handlers.find((candidate) => candidate.id === id);
  if (handler === undefined) return { ok: false, code: 'noSuchHandler', args: {} };
  if (exit === null) return { ok: false, code: 'noSuchExit', args: {} };
  const reason = w.program.reasons[exit.reason] ?? '';
  if (!handler.reasons.includes(exit.reason))
    return { ok: false, code: mismatch(reason, id), args: { reason, handler: id } };
  if (handler.latches && !TEST_TABLE['latch.room'](w, t, undefined)) return { ok: false, code: 'latchFull', args: {} };
  for (const test of handler.tests)
    if (TEST_TABLE[test.is](w, t, test.arg) === (test.not === true)) return { ok: false, code: test.is, args: {} };
  return { ok: true };
}

function partsOf(w: World, steps: readonly CompiledStep[]): Quote['parts'] {
  return steps.flatMap((step) => {
    if (step.kind !== RUN) return [];
    const times = step.times === NONE ? 1 : REGISTERS[step.times] === 'latch.n' ? batchSize(w) : 1;
    const as = CATEGORIES[step.category];
    return as === undefined ? [] : [{ as, cycles: step.cycles * times, cost: w.program.costs[step.arg]?.id ?? '' }];
  });
}

/** What routing task t's exit to a handler costs from now on: the handler's steps and the way back to the guest. */
export function quoteRoute(w: World, t: Int, id: Id): Quote {
  const task = taskOf(w, t);
  const handler = w.program.handlers.find((candidate) => candidate.id === id);
  const path = w.program.paths[task.path]?.steps ?? [];
  const decide = path.findIndex((step) => step.kind === DECIDE);
  const parts = [...partsOf(w, handler?.steps ?? []), ...partsOf(w, path.slice(decide + 1))];
  return { parts, total: parts.reduce((sum: Cycles, part) => sum + part.cycles, 0), holdsPcpu: true };
}

/** What draining now costs: the crossing once, the body per request. */
export function quoteDrain(w: World): Quote {
  const path = w.program.modes.find((candidate) => candidate.interruptions.drain !== NONE)?.interruptions.drain;
  const parts = partsOf(w, w.program.paths[path ?? NONE]?.steps ?? []);
  return { parts, total: parts.reduce((sum: Cycles, part) => sum + part.cycles, 0), holdsPcpu: true };
}

/** Every handler of a machine, in the order of the model, that has anything to do with exits. */
export function exitHandlers(w: World): Int[] {
  const hypercall = w.program.reasons.indexOf('hypercall');
  return w.program.handlers.flatMap((handler, index) =>
    handler.reasons.every((reason) => reason === hypercall) ? [] : [index],
  );
}

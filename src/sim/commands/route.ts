/** Route: choose who handles an exit that is held or parked. Exits are named by their vCPU and its count of them. */
import { choose, proceed } from '../mechanisms/exits.ts';
import { exitHandlers, handlerFor, isPossible, quoteRoute } from '../mechanisms/handlers.ts';
import { FREE, no } from '../messages.ts';
import { type Id, type Int, NONE } from '../types.ts';
import type { VerbRecord } from '../verb.ts';

declare module '../messages.ts' {
  interface Commands {
    route: { task: Int; exit: Int; handler: Id };
  }
}

export const route: VerbRecord<'route'> = {
  name: 'route',
  part: 'exits',
  grants: ['route'],
  words: { task: 'task', exit: 'exit', handler: 'id' },
  can(w, { task, exit: n, handler }) {
    const exit = w.tasks[task]?.exit;
    if (exit === undefined || exit === null || exit.n !== n) return no('noSuchExit');
    if (exit.handler !== NONE) return no('alreadyRouted');
    return isPossible(w, task, handler);
  },
  perform(context, { task, handler }) {
    choose(context, task, handlerFor(context.w, task, handler));
    proceed(context, task);
  },
  quote: (w, { task, handler }) => (w.tasks[task] === undefined ? FREE : quoteRoute(w, task, handler)),
  sample(w, pick) {
    const task = w.tasks.findIndex(({ exit }) => exit !== null && exit.handler === NONE);
    const handlers = exitHandlers(w);
    const handler = w.program.handlers[handlers[pick(handlers.length)] ?? NONE]?.id ?? '';
    return task === NONE ? null : { do: 'route', task, exit: w.tasks[task]?.exit?.n ?? 0, handler };
  },
};

/** Code that takes exits, or hypercalls: who it is, what it takes, and how busy it is. */
import type { Int, World } from '../../sim/index.ts';
import type { HandlerView } from '../view-base.ts';

export function handlerView(w: World, index: Int): HandlerView | null {
  const handler = w.program.handlers[index];
  const state = w.handlers[index];
  if (!handler || !state) return null;
  return {
    id: handler.id,
    reasons: handler.reasons.flatMap((reason) => w.program.reasons[reason] ?? []),
    busy: state.busy,
    line: state.line.length,
    concurrency: handler.concurrency,
    codeLines: handler.codeLines,
    tier: handler.tier,
    enabled: w.rules.some((rule) => rule.handler === handler.id),
  };
}

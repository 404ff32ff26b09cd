/** Replay: setup + seed + command log = the run. */
import { advance } from './advance.ts';
import { apply } from './commands.ts';
import type { LogEntry } from './content.ts';
import type { Sink } from './messages.ts';
import { MARKS } from './params.ts';
import type { World } from './state.ts';
import type { Cycles } from './types.ts';

/**
 * Carries `w` to cycle `until`, giving the logged commands at their cycles. Throws RangeError when the log is not in
 * order or begins before `now`; a command that is refused is returned by its place in the log.
 */
export function replay(w: World, log: readonly LogEntry[], until: Cycles, sink?: Sink): { refused: number[] } {
  const refused: number[] = [];
  for (const [index, { at, c }] of log.entries()) {
    if (at > until) break;
    advance(w, at, sink);
    if (w.now !== at) break;
    if (!apply(w, c, sink).ok) refused.push(index);
  }
  if (until > w.now) advance(w, until, sink);
  return { refused };
}

/** The cycles at which a run of this length is marked with a fingerprint. */
export function markTimes(length: Cycles): Cycles[] {
  return Array.from({ length: MARKS }, (_, k) => Math.floor(((k + 1) * length) / MARKS));
}

/**
 * Commands: what people, robots and scripts may do. `can` answers yes or a code; `apply` does it, or changes nothing.
 *
 * A command is applied after every event of its cycle, and what it causes without delay happens before the next one.
 */
import { drainNow, exclusively } from './advance.ts';
import { COMMANDS } from './commands/index.ts';
import { type Command, FREE, no, type Quote, type Sink, type Verdict } from './messages.ts';
import type { World } from './state.ts';
import type { Id, Verb } from './types.ts';
import type { VerbRecord } from './verb.ts';

const RECORDS: ReadonlyMap<Id, VerbRecord> = new Map(COMMANDS.map((record) => [record.name, record]));

/** The verbs that a level may grant. */
export const VERBS: readonly Verb[] = [...new Set(COMMANDS.flatMap(({ grants }) => grants))];

/** May this command be given now? `deferred`: it takes effect at the next entry. Changes nothing. */
export function can(w: World, c: Command): Verdict {
  const record = RECORDS.get(c.do);
  if (record === undefined) return no('noSuchCommand');
  if (w.status !== 'running') return no('levelOver');
  const verb = record.needs?.(c) ?? record.grants[0] ?? '';
  return w.setup.verbs.includes(verb) ? record.can(w, c) : no('lockedVerb', { verb });
}

/** The price of a command before it is given, by category and cost id. One without a price of its own costs nothing. */
export const quote = (w: World, c: Command): Quote => RECORDS.get(c.do)?.quote?.(w, c) ?? FREE;

/** Gives a command at `now`. A refused one changes nothing. */
export function apply(w: World, c: Command, sink?: Sink): Verdict {
  if (w.status === 'running') drainNow(w, sink);
  const verdict = can(w, c);
  if (!verdict.ok) return verdict;
  sink?.({ type: 'commandGiven', at: w.now, command: c });
  exclusively(w, () => RECORDS.get(c.do)?.perform({ w, sink }, c));
  drainNow(w, sink);
  return verdict;
}

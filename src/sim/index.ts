/** The door of the simulation: all that others may import. */
export { advance } from './advance.ts';
export { apply, can } from './commands.ts';
export type * from './content.ts';
export { patienceAt } from './core.ts';
export { fingerprint } from './fingerprint.ts';
export { quantile } from './histogram.ts';
export { capacity, ledger, timeOf, totals } from './ledger.ts';
export { exitHandlers, isPossible } from './mechanisms/handlers.ts';
export type * from './messages.ts';
export { isMet, METRIC_NAMES, metric, nanoseconds, stars } from './metrics.ts';
export * from './params.ts';
export type { Program } from './program.ts';
export { quote } from './quote.ts';
export { markTimes, replay } from './replay.ts';
export { createWorld } from './setup.ts';
export * from './state.ts';
export * from './types.ts';
export { copy } from './world.ts';

/** The door of the simulation: all that others may import. */
export { isHere, timerOf } from './access.ts';
export { advance } from './advance.ts';
export { askedBy } from './asks.ts';
export { COMMANDS } from './commands/index.ts';
export { apply, can, quote, VERBS } from './commands.ts';
export type * from './content.ts';
export { digestOf } from './digest.ts';
export { fingerprint } from './fingerprint.ts';
export { namesOf } from './hooks.ts';
export { leavingFor, savesInside } from './housing.ts';
export { capacity, ledger, operations, timeOf, totals, workOf } from './ledger.ts';
export {
  askedByEnd,
  broughtDownAt,
  entryProblem,
  hostedByEnd,
  isContainer,
  startCost,
  worthOf,
} from './mechanisms/admission.ts';
export { type Ahead, aheadOf, rowInHand, rowsOf, servedAheadOf } from './mechanisms/ahead.ts';
export {
  AT_ONCE,
  CARD_ROOM,
  COMBINE,
  isInside,
  knockRate,
  knocksPerPiece,
  latelyAt,
  linesLeft,
  MOST_BITS,
  type Volley,
} from './mechanisms/cards.ts';
export { DRIVER_PACKETS, type Traffic } from './mechanisms/drivers.ts';
export { episodesOf } from './mechanisms/episodes.ts';
export { exitHandlers } from './mechanisms/handlers.ts';
export { domainDriverFor, domainOf, driverProblem } from './mechanisms/hosts.ts';
export { HOST_FIRST, HOST_SOON, hostServices, ownOldest, ownWaiting } from './mechanisms/hostWork.ts';
export { EVENT_NAMES, MECHANISMS } from './mechanisms/index.ts';
export { crowdOn, deadlineOf, jobLeft, jobTakes, memoryLeft, memoryUnder } from './mechanisms/jobs.ts';
export { knobOf, leftFor } from './mechanisms/knobs.ts';
export {
  FUSE,
  isPaid,
  type Leak,
  type Site,
  siteOf,
  TREATMENTS,
  type Treatment,
  trapping,
  watchedOf,
  writing,
} from './mechanisms/leaks.ts';
export { limitsOf } from './mechanisms/limits.ts';
export { choicesOf, modeProblem, type Standing, standingOf } from './mechanisms/modes.ts';
export { cacheOf } from './mechanisms/pageCache.ts';
export { installsUntil, platformOn, tenantsOn } from './mechanisms/platforms.ts';
export { type Halt, type HaltEnd, POLL, type Polls, pollOf } from './mechanisms/polling.ts';
export {
  kernelOf,
  leftOf,
  type Part,
  partsNewTo,
  placeOf,
  portingOf,
  queueRoom,
  wholeOf,
} from './mechanisms/porting.ts';
export * from './mechanisms/printing.ts';
export { queueFor, queueOf } from './mechanisms/queues.ts';
export { bootCost } from './mechanisms/restarts.ts';
export { BATCH, isDomain, keptPcpu, type RingState, ringsOf, takenFrom } from './mechanisms/rings.ts';
export { coldCap } from './mechanisms/scheduling.ts';
export * from './mechanisms/tlb.ts';
export * from './mechanisms/translationCache.ts';
export { leaksIn } from './mechanisms/violations.ts';
export { type Breach, besides, oddsOut, trustOf, wallsOf } from './mechanisms/walls.ts';
export type * from './messages.ts';
export { isMet, METRIC_NAMES, metric, stars, wasted } from './metrics.ts';
export { adds, kernelNow, mixOf, mixOfPhase, priceOfEntering, takes, takesNative } from './mixes.ts';
export { type Drain, drainOf, oldestRequest, patienceAt, wouldDrain } from './mood.ts';
export { taxOf, warmPart } from './pace.ts';
export * from './params.ts';
export { POLICY_NAMES } from './policies/names.ts';
export { cyclesOf, modeIndex, type Program } from './program.ts';
export { createQueue, nextSlot, setSlot } from './queue.ts';
export { markTimes, replay } from './replay.ts';
export { draw } from './rng.ts';
export { comesIn, type Entry, entriesOf, losesAhead, overheadUnder } from './savings.ts';
export { createWorld } from './setup.ts';
export * from './state.ts';
export * from './types.ts';
export type { VerbRecord, Word } from './verb.ts';
export { askedOf, cacheFree, type Wants, wantsOf } from './wanting.ts';
export { copy } from './world.ts';

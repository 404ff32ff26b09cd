/**
 * A level and the data that it stands on → a set-up with a length and a seed, and the identity that results carry.
 */
import {
  type CostModel,
  type Cycles,
  createWorld,
  digestOf,
  type Int,
  type Kernel,
  type LevelFile,
  type Setup,
} from '../sim/index.ts';
import { canonical, hash } from './canonical.ts';
import { bad, good, LIMITS, type Result } from './untrusted.ts';

/**
 * Version of the core's rules: to be raised by every change after which an old command log would make another world.
 * Results of other rules cannot be verified, which is not the same as being wrong.
 */
export const RULES = '8';

/** What a level file refers to by id: the cost models of its machines, and every kernel there is. */
export type LevelData = { models: CostModel[]; kernels: Kernel[] };

/** Clock of the level: all machines share the cycles of the first. Null when its cost model is not among the data. */
export function hertz(file: LevelFile, data: LevelData): Int | null {
  const first = file.setup.machines[0];
  return data.models.find((model) => model.id === first?.costs)?.hz ?? null;
}

/** Seconds of play → cycles, rounded half up. Exact: the product of the three factors may exceed 2⁵³. */
function lengthInCycles(file: LevelFile, hz: Int): Cycles {
  const product = BigInt(file.seconds) * BigInt(file.playSecondNs) * BigInt(hz);
  return Number((2n * product + 1_000_000_000n) / 2_000_000_000n);
}

/** Problems: `unknownCosts` (no such cost model), `tooLong` (more cycles than a run may have). */
export function setupOf(file: LevelFile, data: LevelData, seed: Int): Result<Setup> {
  const hz = hertz(file, data);
  if (hz === null) return bad('unknownCosts', 'setup.machines.0.costs');
  const length = lengthInCycles(file, hz);
  if (length > LIMITS.cycles) return bad('tooLong', 'seconds');
  return good({ ...file.setup, kernels: data.kernels, seed, length });
}

/**
 * Hash of all that determines a run beside seed and commands: rules of the core, scale and length, set-up, kernels, and of
 * the costs what a run can come to. Words, hints, lessons, the reasons given for a cost, and rows that nobody reaches are
 * left out, so that correcting a sentence or adding a technique keeps old results.
 */
export function identity(file: LevelFile, data: LevelData, rules = RULES): string {
  const used = new Set(file.setup.guests.map((guest) => guest.kernel));
  const { id, playSecondNs, seconds, setup } = file;
  const kernels = data.kernels.filter((kernel) => used.has(kernel.id));
  const whole = setupOf(file, data, 0);
  const created = whole.ok ? createWorld(whole.value, data.models) : whole;
  // a level that is not legal has no runs; whoever asks is told so by its problem
  const program = created.ok && 'world' in created ? digestOf(created.world.program, data.models) : null;
  return hash(canonical({ rules, id, playSecondNs, seconds, setup, kernels, program }));
}

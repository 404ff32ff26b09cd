/** Guests whose kernels are translated as they are met, on the machine of level 6, for tests of one thing at a time. */
import { readFileSync } from 'node:fs';
import { CATEGORY } from '../../../src/sim/access.ts';
import type { Category, CostModel, Cycles, GuestSpec, Id, Int, Setup, World } from '../../../src/sim/index.ts';
import { apply, createWorld, ledger, VERBS } from '../../../src/sim/index.ts';

export const MODEL = JSON.parse(
  readFileSync(new URL('../../../levels/costs/p4-2005.json', import.meta.url), 'utf8'),
) as CostModel;
export const price = (cost: Id): Cycles => MODEL.costs[cost]?.cycles ?? Number.NaN;

/** instructions of every block, unless told otherwise */
export const LENGTH = 5;
export const fixed = (mean: Int) => ({ kind: 'fixed' as const, mean });

export function guest(id: Id, workload: GuestSpec['workload'], spec: Partial<GuestSpec> = {}): GuestSpec {
  return {
    id,
    kernel: 'open',
    vcpus: 1,
    weight: 256,
    mode: 'adaptiveTranslation',
    machine: 'm',
    footprint: 0,
    boot: 0,
    code: [{ id: 'code', blocks: 16, instructions: fixed(LENGTH) }],
    workload,
    ...spec,
  };
}

export const KNOBS = {
  'tc.room': { knob: 'tc.room', values: [0, 1, 2, 4, 8, 12, 16], per: 'guest' as const },
  'tc.after': { knob: 'tc.after', values: [0, 1, 10], per: 'guest' as const },
  'tc.adapt': { knob: 'tc.adapt', values: [0, 1, 4], per: 'guest' as const },
};

export function setupOf(guests: GuestSpec[], knobs: Setup['knobs'] = {}, more: Partial<Setup> = {}): Setup {
  return {
    seed: 1,
    length: 2 ** 40,
    machines: [{ id: 'm', costs: 'p4-2005', pcpus: 1, features: [], devices: [], host: 'bare' }],
    kernels: [{ id: 'open', family: 'linux', closed: false, portLines: 0 }],
    guests,
    rules: [],
    scheduler: { kind: 'dispatcher', slice: 0 },
    knobs,
    verbs: [...VERBS],
    goals: [],
    maxReboots: 1000,
    tunables: Object.values(KNOBS),
    ...more,
  };
}

export function made(setup: Setup): World {
  const created = createWorld(setup, [MODEL]);
  if (!created.ok) throw new Error(`${created.code} at ${created.path}`);
  return created.world;
}

/** Turns a knob of the first guest; throws where that is refused. */
export function turn(w: World, knob: Id, value: Int, of: Int = 0): void {
  const verdict = apply(w, { do: 'setKnob', knob, guest: of, value });
  if (!verdict.ok) throw new Error(verdict.code);
}

/** Cycles of a category that the first guest was charged. */
export const spent = (w: World, category: Category): Cycles => ledger(w).byGuest[0]?.[CATEGORY[category]] ?? 0;

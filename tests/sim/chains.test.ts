/** What follows an operation, always; and what a guest's kernel executes of its instructions. */
import { describe, expect, it } from 'vitest';
import {
  advance,
  type CostModel,
  createWorld,
  type GuestSpec,
  OPS,
  type Phase,
  type World,
} from '../../src/sim/index.ts';
import { KERNELS, MODELS } from './machines.ts';

const [P4] = MODELS as [CostModel, ...CostModel[]];
const SWITCH = P4.costs.switch?.cycles ?? 0;
const TAX = 10_000;
/** a technique that interprets the kernel's instructions, each for two, and no others */
const HYBRID: CostModel = {
  ...P4,
  costs: { ...P4.costs, tax: { cycles: TAX, basis: { assumed: 'a test' } } },
  modes: {
    ...P4.modes,
    hybrid: { ...(P4.modes.native as CostModel['modes'][string]), cpu: 'interpreted', kernelTax: 'tax' },
  },
};

function world(phase: Partial<Phase>, more: Partial<GuestSpec['workload']> = {}, mode = 'native'): World {
  const created = createWorld(
    {
      seed: 1,
      length: 10_000_000,
      machines: [{ id: 'm', costs: 'p4-2005', pcpus: 1, features: [], devices: [], host: 'bare' }],
      kernels: KERNELS,
      guests: [
        {
          id: 'a',
          kernel: 'open',
          vcpus: 1,
          weight: 256,
          mode,
          machine: 'm',
          footprint: 0,
          boot: 0,
          workload: { phases: [{ burst: { kind: 'fixed', mean: 1_000 }, ops: { syscall: 1 }, ...phase }], ...more },
        },
      ],
      rules: [],
      scheduler: { kind: 'dispatcher', slice: 0 },
      knobs: {},
      verbs: [],
      goals: [],
      maxReboots: 0,
    },
    [HYBRID],
  );
  if (!created.ok) throw new Error(`${created.code} at ${created.path}`);
  return created.world;
}

/** The operations that guest 0 begins, in order, with the length of the burst before each. */
function done(w: World, until: number): string[] {
  const seen: string[] = [];
  let last = '';
  while (w.now < until) {
    advance(w, w.now + 1);
    const task = w.tasks[0];
    const key = `${task?.drawn.burst} ${task?.link}`;
    if (task === undefined || key === last || task.burst === 0) continue;
    last = key;
    seen.push(`${task.burst} ${OPS[task.op] ?? '-'}`);
  }
  return seen;
}

describe('a chain', () => {
  const chains: Phase['chains'] = { syscall: [{ burst: 300 }, { op: 'callReturn' }, { burst: 50 }] };

  it('follows its operation, item by item, and nothing is drawn for it', () => {
    const w = world({ chains });
    expect(done(w, SWITCH + 3_400).slice(0, 6)).toEqual([
      '1000 syscall',
      '300 -',
      '50 -',
      '1000 syscall',
      '300 -',
      '50 -',
    ]);
    expect(w.tasks[0]?.drawn).toMatchObject({ burst: w.tasks[0]?.drawn.op });
    expect(w.opCount[0]?.[OPS.indexOf('callReturn')]).toBeGreaterThan(0);
  });

  it('belongs to the request that its operation is of: the answer comes after its last item', () => {
    const arrivals = { every: { kind: 'fixed' as const, mean: 20_000 }, rounds: 1, line: 'nic' };
    const took = (phase: Partial<Phase>): number => {
      let answer = 0;
      advance(world(phase, { arrivals }), 60_000, (event) => {
        if (event.type === 'requestServed') answer = event.took;
      });
      return answer;
    };
    const call = P4.costs.callReturn?.cycles ?? 0;
    expect(took({ chains }) - took({})).toBe(350 + call);
  });
});

describe('the share of kernel instructions', () => {
  it.each([
    [0, 1_000],
    [2_500, 1_250],
    [10_000, 2_000],
  ])(
    'of %i basis points makes a burst of 1,000 last %i cycles where only the kernel is interpreted',
    (kernelBp, lasts) => {
      const w = world({ kernelBp }, {}, 'hybrid');
      advance(w, SWITCH);
      const { since, until } = w.pcpus[0] ?? { since: 0, until: 0 };
      expect(until - since).toBe(lasts);
    },
  );
});

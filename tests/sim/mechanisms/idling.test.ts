import { describe, expect, it } from 'vitest';
import xgene from '../../../levels/costs/xgene-2015.json';
import {
  advance,
  CATEGORIES,
  type CostModel,
  type Cycles,
  createWorld,
  type GuestSpec,
  type Id,
  type Int,
  ledger,
  type ScriptItem,
  type World,
} from '../../../src/sim/index.ts';

const MODEL = xgene as unknown as CostModel;
const cost = (id: Id): Cycles => MODEL.costs[id]?.cycles ?? Number.NaN;

const guest = (id: Id, script: ScriptItem[], more: Partial<GuestSpec> = {}): GuestSpec => ({
  id,
  kernel: 'linux',
  vcpus: 1,
  weight: 256,
  mode: 'bareMetal',
  machine: 'm',
  footprint: 0,
  boot: 0,
  workload: { script, loop: false },
  ...more,
});

function bare(guests: GuestSpec[], pcpus: Int): World {
  const created = createWorld(
    {
      seed: 1,
      length: 10_000_000,
      machines: [{ id: 'm', costs: 'xgene-2015', pcpus, features: ['type-1'], devices: [], host: 'bare' }],
      kernels: [{ id: 'linux', family: 'linux', closed: false, portLines: 0 }],
      guests,
      rules: [],
      scheduler: { kind: 'fair', slice: 100_000 },
      knobs: {},
      verbs: [],
      goals: [],
      maxReboots: 9,
      services: [
        {
          id: 'backend',
          machine: 'm',
          weight: 256,
          charged: 'served',
          guest: 'dom0',
          steps: [
            { run: 'domain.switch', as: 'switch', times: 'idle.woken' },
            { effect: 'idle.seen' },
            { run: 'backend', as: 'backend' },
          ],
        },
      ],
    },
    [MODEL],
  );
  if (!created.ok) throw new Error(`${created.code} at ${created.path}`);
  advance(created.world, 1_000_000);
  return created.world;
}

/** Cycles of switches, whoever pays. */
const switches = (w: World): Cycles => {
  const column = CATEGORIES.indexOf('switch');
  return ledger(w).byPcpu.reduce((sum, row) => sum + (row[column] ?? 0), 0);
};

const dom0 = guest('dom0', [{ burst: 1 }], { role: 'driverDomain' });
const ask: ScriptItem[] = [{ burst: 2000 }, { op: 'packetOut' }, { burst: 2000 }];

describe('a processor on which nobody runs', () => {
  it('is switched from when somebody wakes there, though nobody else has been there', () => {
    // both come to their places, dom0 wakes to serve, and whoever asked wakes again
    expect(switches(bare([dom0, guest('a', ask)], 2))).toBe(4 * cost('domain.switch'));
  });

  it('costs no second switch where another guest took the place', () => {
    // one pCPU: each change of place is a switch by itself, and none is added to it
    expect(switches(bare([dom0, guest('a', ask)], 1))).toBe(4 * cost('domain.switch'));
  });

  it('is not left by who sleeps but once and stays awake', () => {
    const halts = [{ burst: 1000 }, { sleep: 5000 }, { burst: 1000 }, { burst: 1000 }];
    // dom0 and the guest come to their places, and the guest wakes once
    expect(switches(bare([dom0, guest('a', halts)], 1))).toBe(3 * cost('domain.switch'));
  });
});

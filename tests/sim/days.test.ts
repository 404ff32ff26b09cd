/** Days: the seed decides which of a level's workloads its guests have, for all of them alike. */
import { describe, expect, it } from 'vitest';
import { createWorld, type GuestSpec, type Setup, type Workload } from '../../src/sim/index.ts';
import { MODELS } from './machines.ts';
import { made } from './worlds.ts';

const workload = (mean: number): Workload => ({ phases: [{ burst: { kind: 'fixed', mean }, ops: { syscall: 1 } }] });

const guest = (id: string): GuestSpec => ({
  id,
  kernel: 'open',
  vcpus: 1,
  weight: 256,
  mode: 'binaryTranslation',
  machine: 'm',
  footprint: 0,
  boot: 0,
  workload: workload(1_000),
});

const setup = (seed: number, days: Setup['days']): Setup => ({
  seed,
  length: 1_000_000,
  machines: [{ id: 'm', costs: 'p4-2005', pcpus: 1, features: [], devices: [], host: 'bare' }],
  kernels: [{ id: 'open', family: 'linux', closed: false, portLines: 1 }],
  guests: [guest('a'), guest('b')],
  rules: [],
  scheduler: { kind: 'dispatcher', slice: 0 },
  knobs: {},
  verbs: [],
  goals: [],
  maxReboots: 0,
  ...(days === undefined ? {} : { days }),
});

const DAYS = [{ a: workload(2_000), b: workload(20_000) }, { a: workload(3_000) }];
/** Mean bursts of both guests. */
const bursts = (seed: number, days: Setup['days']): number[] =>
  made(setup(seed, days)).program.guests.map(({ phases }) => phases[0]?.burst.mean ?? 0);

describe('days', () => {
  it('come for all guests alike, and each comes on some seeds', () => {
    const seen = new Set(Array.from({ length: 60 }, (_, seed) => bursts(seed, DAYS).join()));
    expect([...seen].sort()).toEqual(['1000,1000', '2000,20000', '3000,1000']);
  });

  it('are the same on the same seed', () => {
    for (let seed = 0; seed < 10; seed++) expect(bursts(seed, DAYS)).toEqual(bursts(seed, DAYS));
  });

  it('are checked whatever the seed: guests, operations and ranges', () => {
    const noOp: Workload = { phases: [{ burst: { kind: 'fixed', mean: 1 }, ops: { attack: 1 } }] };
    for (let seed = 0; seed < 10; seed++) {
      expect(createWorld(setup(seed, [{ nobody: workload(1) }]), MODELS)).toMatchObject({
        code: 'noSuchGuest',
        path: 'days.0.nobody',
      });
      expect(createWorld(setup(seed, [{}, { b: noOp }]), MODELS)).toMatchObject({
        ok: false,
        code: 'noPathForOperation',
      });
      expect(createWorld(setup(seed, [{ a: workload(0) }]), MODELS)).toMatchObject({ ok: false, code: 'outOfRange' });
      expect(createWorld(setup(seed, new Array(16).fill({})), MODELS)).toMatchObject({ ok: false, path: 'days' });
    }
  });
});

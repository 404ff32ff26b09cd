/** What one reckons of a technique is what it takes: interpreted wholly, or the kernel only, with all that lies between. */
import { describe, expect, it } from 'vitest';
import written from '../../levels/costs/i7-2011.json';
import { crossCheckModel } from '../../src/levels/costs/model.ts';
import {
  advance,
  type CostModel,
  createWorld,
  type GuestSpec,
  type Kernel,
  leaksIn,
  metric,
  mixOfPhase,
  type Phase,
  type Setup,
  takes,
  takesNative,
  type World,
} from '../../src/sim/index.ts';

const checked = crossCheckModel(written as unknown as Parameters<typeof crossCheckModel>[0]);
if (!checked.ok) throw new Error(`${checked.code} at ${checked.path}`);
const MODEL: CostModel = checked.value.model;
const OWN: Kernel = { id: 'own', family: 'linux', closed: false, portLines: 0 };
const FOREIGN: Kernel = { id: 'foreign', family: 'other', closed: false, portLines: 0, isa: 'other' };
const LENGTH = 30_000_000;

const guest = (phase: Phase, mode: string, more: Partial<GuestSpec> = {}): GuestSpec => ({
  id: 'g',
  kernel: 'own',
  vcpus: 1,
  weight: 256,
  mode,
  machine: 'm',
  footprint: 0,
  boot: 0,
  workload: { phases: [phase] },
  ...more,
});

const setup = (spec: GuestSpec): Setup => ({
  seed: 1,
  length: LENGTH,
  machines: [{ id: 'm', costs: MODEL.id, pcpus: 1, features: [], devices: [], host: 'bare' }],
  kernels: [OWN, FOREIGN],
  guests: [spec],
  rules: [],
  scheduler: { kind: 'dispatcher', slice: 0 },
  knobs: {},
  verbs: ['mode'],
  goals: [],
  maxReboots: 0,
});

function world(spec: GuestSpec): World {
  const created = createWorld(setup(spec), [MODEL]);
  if (!created.ok) throw new Error(`${created.code} at ${created.path}`);
  return created.world;
}

const burst = { kind: 'fixed', mean: 500 } as const;
const CHOICES = [
  { mode: 'interpreted', machine: 'm' },
  { mode: 'hybrid', machine: 'm' },
];

describe.each(['interpreted', 'hybrid'])('reckoning with a mix under %s', (mode) => {
  it.each<[string, Phase]>([
    ['programs alone', { burst, ops: { callReturn: 1 }, kernelBp: 0 }],
    ['a twentieth of kernel, and calls', { burst, ops: { syscall: 1, callReturn: 4 }, dealt: true, kernelBp: 500 }],
    ['a kernel that maps pages', { burst, ops: { ptMap: 1 }, kernelBp: 9_000 }],
    ['kernel alone', { burst, ops: { ptMap: 1 }, kernelBp: 10_000 }],
  ])('comes to what passes: %s', (_, phase) => {
    const w = world(guest(phase, mode));
    advance(w, LENGTH);
    const mix = mixOfPhase(w, 0, 0);
    const reckoned = takesNative(w, 0, mix) / takes(w, 0, mix);
    const found = (metric(w, 'workShare')?.value ?? 0) / 10_000;
    expect(found / reckoned).toBeGreaterThan(0.98);
    expect(found / reckoned).toBeLessThan(1.02);
  });
});

describe('a program that switches interrupts', () => {
  const phase: Phase = { burst, ops: { irqMask: 1 }, sleep: { kind: 'fixed', mean: 20_000 } };

  it('leaks where it runs by itself, and waits each time; interpreted it neither leaks nor waits', () => {
    const loose = world(guest(phase, 'hybrid'));
    const whole = world(guest(phase, 'interpreted'));
    for (const w of [loose, whole]) advance(w, 1_000_000);
    expect(loose.guests[0]?.violations).toBeGreaterThan(40);
    expect(loose.guests[0]?.violations).toBeLessThan(52);
    expect(whole.guests[0]?.violations).toBe(0);
  });

  it('is known to leak before it does', () => {
    const loose = world(guest(phase, 'hybrid', { choices: CHOICES }));
    const mix = mixOfPhase(loose, 0, 0);
    const leaks = loose.program.modes.map(({ id }, mode) => [id, leaksIn(loose, mode, mix)]);
    expect(Object.fromEntries(leaks)).toEqual({ hybrid: 2_000, interpreted: 0 });
  });
});

describe('a kernel for another processor', () => {
  const phase: Phase = { burst, ops: { ptMap: 1 }, kernelBp: 3_000 };

  it.each<[string, GuestSpec, string]>([
    ['cannot start with its programs loose', guest(phase, 'hybrid', { kernel: 'foreign' }), 'guests.0.mode'],
    [
      'nor be given that choice',
      guest(phase, 'interpreted', { kernel: 'foreign', choices: CHOICES }),
      'guests.0.choices.1',
    ],
  ])('%s', (_, spec, path) => {
    expect(createWorld(setup(spec), [MODEL])).toMatchObject({ ok: false, code: 'foreignCode', path });
  });

  it('runs where everything is interpreted', () => {
    const w = world(guest(phase, 'interpreted', { kernel: 'foreign' }));
    advance(w, 1_000_000);
    expect(metric(w, 'workShare')?.value).toBeGreaterThan(250);
  });
});

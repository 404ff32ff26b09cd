/** Modes put together from components: the board of a restart, what a kernel has to know, the door of another machine. */
import { describe, expect, it } from 'vitest';
import spectrum from '../../../levels/costs/spectrum-2015.json';
import {
  adds,
  advance,
  apply,
  bootCost,
  type CostModel,
  can,
  createWorld,
  type GuestSpec,
  type Id,
  type Int,
  type Kernel,
  mixOfPhase,
  type Phase,
  quote,
  type Setup,
  takes,
  takesNative,
  type World,
} from '../../../src/sim/index.ts';

const MODEL = spectrum as unknown as CostModel;
const KERNELS: Kernel[] = [
  { id: 'old', family: 'linux', closed: false, portLines: 0, knows: ['pv', 'events'] },
  { id: 'young', family: 'linux', closed: false, portLines: 0, knows: ['pv', 'events', 'pvh'] },
  { id: 'closed', family: 'windows', closed: true, portLines: 0 },
];
const OWN_BOOT = 1_000_000;
const PHASE: Phase = {
  burst: { kind: 'fixed', mean: 1_000_000 },
  dealt: true,
  ops: { syscall: 1, ptMap: 1, tlbMiss: 1, eoi: 1, packetOut: 1 },
  count: { syscall: 4500, ptMap: 600, tlbMiss: 4500, eoi: 70, packetOut: 50 },
};
const [NEW, OLD] = [0, 1];
const on = (machine: Id, ...modes: Id[]) => modes.map((mode) => ({ mode, machine }));

const guest = (spec: Partial<GuestSpec> = {}): GuestSpec => ({
  id: 'g',
  kernel: 'young',
  vcpus: 1,
  weight: 256,
  mode: 'hvm',
  machine: 'new',
  footprint: 0,
  boot: OWN_BOOT,
  workload: { phases: [PHASE] },
  choices: [...on('new', 'pvhvm', 'pvh', 'paravirtual'), ...on('old', 'paravirtual')],
  ...spec,
});
const asking = (spec: Partial<GuestSpec> = {}): GuestSpec =>
  guest({ enters: { at: 0, stay: 4_000_000_000, risk: 0 }, role: 'applicant', ...spec });

function world(one: GuestSpec, more: Partial<Setup> = {}): World {
  const machine = { costs: MODEL.id, devices: [], host: 'bare' as const };
  const created = createWorld(
    {
      seed: 1,
      length: 6_000_000_000,
      machines: [
        { ...machine, id: 'new', pcpus: 1, features: ['vt-x', 'ept'] },
        { ...machine, id: 'old', pcpus: 1, features: [] },
      ],
      kernels: KERNELS,
      guests: [one],
      rules: [],
      scheduler: { kind: 'fair', slice: 1_000_000 },
      knobs: { askCycles: 100_000_000 },
      verbs: ['mode', 'admit'],
      goals: [],
      maxReboots: 3,
      admission: { modes: ['hvm', 'hvmDrivers', 'pvhvm', 'pvh', 'paravirtual'], dealt: false },
      ...more,
    },
    [MODEL],
  );
  if (!created.ok) throw new Error(`${created.code} at ${created.path}`);
  advance(created.world, 0);
  return created.world;
}

const modeOf = (w: World): string => {
  const { mode, machine } = w.guests[0] ?? { mode: -1, machine: -1 };
  return `${w.program.modes[mode]?.id} on ${machine}`;
};
const rowOf = (w: World, id: Id, machine: Int = NEW): Int =>
  w.program.modes.findIndex((mode) => mode.id === id && mode.machine === machine);
const cycles = (id: Id): Int => MODEL.costs[id]?.cycles ?? Number.NaN;

describe('a restart', () => {
  it.each([
    ['pvh', 'start.direct'],
    ['pvhvm', 'start.emulated'],
  ])('into %s takes the guest’s own boot and what its board asks for', (mode, cost) => {
    const w = world(guest());
    advance(w, 1_000_000);
    const command = { do: 'setMode', guest: 0, mode } as const;
    const price = OWN_BOOT + cycles(cost);
    expect(quote(w, command)).toMatchObject({ total: price, parts: [{ as: 'boot', cost }] });
    expect(bootCost(w, 0, rowOf(w, mode))).toBe(price);
    apply(w, command);
    advance(w, 1_000_000 + price - 1);
    expect(w.guests[0]?.stage).toBe('booting');
    advance(w, 1_000_000 + price + 100_000);
    expect([w.guests[0]?.stage, modeOf(w)]).toEqual(['up', `${mode} on ${NEW}`]);
  });

  it('of somebody whose patience is at its end takes as long', () => {
    const goal = { metric: 'progress' as const, tolerance: 0, patience: 50_000_000, regain: 0 };
    const w = world(guest({ goal }), { scheduler: { kind: 'hand', slice: 0 } });
    advance(w, 50_000_001);
    expect(w.guests[0]?.reboots).toBe(1);
    expect(w.tasks[0]?.boot).toBe(OWN_BOOT + cycles('start.emulated'));
  });
});

describe('a kernel', () => {
  const answers: [Id, Id, Int | undefined, string | null][] = [
    ['young', 'pvh', undefined, null],
    ['old', 'pvh', undefined, 'unknownToKernel'],
    ['old', 'pvhvm', undefined, null],
    ['closed', 'pvhvm', undefined, 'closedKernel'],
    ['closed', 'hvmDrivers', undefined, null],
    ['young', 'paravirtual', OLD, null],
    ['young', 'pvh', OLD, 'noSuchMode'],
    ['young', 'magic', undefined, 'noSuchMode'],
  ];
  it.each(answers)('%s, let in as %s on %s: %s', (kernel, mode, machine, code) => {
    const choices = kernel === 'young' ? (guest().choices ?? []) : [];
    const w = world(asking({ kernel, choices }));
    const verdict = can(w, { do: 'admit', guest: 0, mode, ...(machine === undefined ? {} : { machine }) });
    expect(verdict).toMatchObject(code === null ? { ok: true } : { ok: false, code });
  });

  it('that is closed cannot have been promised what it may not be given', () => {
    expect(() => world(guest({ kernel: 'old' }))).toThrow('unknownToKernel at guests.0.choices.1');
  });
});

describe('the door', () => {
  it('leads to another machine, if the guest may be there', () => {
    const w = world(asking());
    const command = { do: 'admit', guest: 0, mode: 'paravirtual', machine: OLD } as const;
    expect(quote(w, command).total).toBe(cycles('start.direct'));
    apply(w, command);
    advance(w, cycles('start.direct') + 5_000_000);
    expect(modeOf(w)).toBe(`paravirtual on ${OLD}`);
    expect(w.pcpus[w.tasks[0]?.pcpu ?? -1]?.machine).toBe(OLD);
  });

  it('but not for who has no choices there', () => {
    const w = world(asking({ choices: on('new', 'pvh') }));
    expect(can(w, { do: 'admit', guest: 0, mode: 'paravirtual', machine: OLD })).toMatchObject({ code: 'noSuchMode' });
  });
});

describe('what the components add', () => {
  it('is, together, all that a mode takes beyond the bare machine', () => {
    const w = world(guest());
    const mix = mixOfPhase(w, 0, 0);
    for (const mode of ['hvm', 'pvhvm', 'pvh', 'paravirtual']) {
      const row = rowOf(w, mode);
      const parts = (['cpu', 'memory', 'device', 'irq', 'platform'] as const).map((one) => adds(w, row, mix, [one]));
      const sum = parts.reduce((all, one) => all + one, 0);
      expect(sum).toBeCloseTo(takes(w, row, mix) - takesNative(w, row, mix), 3);
    }
  });

  it('is the kernel’s under PV, and the card’s where that is emulated', () => {
    const w = world(guest());
    const mix = mixOfPhase(w, 0, 0);
    expect(adds(w, rowOf(w, 'paravirtual'), mix, ['cpu', 'memory'])).toBeGreaterThan(400_000);
    expect(adds(w, rowOf(w, 'pvh'), mix, ['cpu', 'memory'])).toBeLessThan(60_000);
    expect(adds(w, rowOf(w, 'hvm'), mix, ['device'])).toBeGreaterThan(700_000);
  });
});

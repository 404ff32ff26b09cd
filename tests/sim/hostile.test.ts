/** Small inputs that once made the core throw or hang: each is one case, and each ends in a sentence of the core's own. */
import { describe, expect, it } from 'vitest';
import { advance, createWorld, type Episodes, type GuestSpec, type Setup, type World } from '../../src/sim/index.ts';
import { arrivalFactor, episodesOf, factorAt } from '../../src/sim/mechanisms/episodes.ts';
import { KERNELS, MODELS } from './machines.ts';
import { give } from './mechanisms/desk.ts';

const host = (guests: GuestSpec[], more: Partial<Setup> = {}): World => {
  const created = createWorld(
    {
      seed: 1,
      length: 400_000_000,
      machines: [{ id: 'm', costs: 'p4-2005', pcpus: 1, features: [], devices: [], host: 'bare' }],
      kernels: KERNELS,
      guests,
      rules: [],
      scheduler: { kind: 'hand', slice: 0 },
      knobs: {},
      verbs: ['place'],
      goals: [],
      maxReboots: 0,
      ...more,
    },
    MODELS,
  );
  if (!created.ok) throw new Error(`${created.code} at ${created.path}`);
  return created.world;
};

const guest = (id: string, workload: GuestSpec['workload']): GuestSpec => ({
  id,
  kernel: 'open',
  vcpus: 1,
  weight: 256,
  mode: 'native',
  machine: 'm',
  footprint: 0,
  boot: 0,
  workload,
});

describe('ids that objects have names for', () => {
  it.each(['toString', 'constructor', 'hasOwnProperty', 'valueOf'])('are ids like others: %s', (id) => {
    const idle: GuestSpec['workload'] = { script: [{ burst: 9 }], loop: false };
    const w = host([guest(id, idle)], { days: [{}] });
    advance(w, 1_000);
    expect(w.setup.guests[0]?.id).toBe(id);
  });
});

describe('very many requests at once', () => {
  const flood: GuestSpec['workload'] = {
    phases: [{ burst: { kind: 'fixed', mean: 1 }, ops: { syscall: 1 } }],
    arrivals: { every: { kind: 'fixed', mean: 1 }, rounds: 1, line: 'nic' },
  };

  it('are delivered together, however many have pended', () => {
    const w = host([guest('a', flood)]);
    advance(w, 40_000);
    const pended = w.guests[0]?.irqs[0]?.n ?? 0;
    expect(pended).toBeGreaterThan(39_000);
    give(w, 40_000, { do: 'place', task: 0, pcpu: 0 });
    advance(w, 45_000);
    const { inbox, served } = w.guests[0] ?? { inbox: [], served: 0 };
    expect(inbox.length + served).toBeGreaterThan(39_000);
    expect(inbox.every(({ n }, i) => i === 0 || n === (inbox[i - 1]?.n ?? 0) + 1)).toBe(true);
  });
});

describe('trouble upon trouble', () => {
  const fixed = (mean: number) => ({ kind: 'fixed' as const, mean });
  const batch = (): GuestSpec => ({
    ...guest('a', {
      phases: [{ burst: fixed(1000), ops: { syscall: 1 } }],
      arrivals: { every: fixed(5000), rounds: 1, line: 'nic' },
    }),
    role: 'batch',
  });
  const trouble = (factorBp: number): Episodes => ({
    first: 1,
    every: fixed(100),
    lasts: fixed(1),
    kinds: [{ kind: 'cpuHog', weight: 1, role: 'batch', factorBp, lasting: true }],
  });

  it.each([100, 1_000_000])('multiplies demand within bounds: %i basis points, many times over', (factorBp) => {
    const w = host([batch()], { episodes: trouble(factorBp) });
    advance(w, 60_000);
    expect(episodesOf(w).length).toBeGreaterThan(200);
    for (const factor of [factorAt(w, 0, 'cpuHog', w.now), arrivalFactor(w, 0, w.now)]) expect(factor).toBe(factorBp);
    expect(w.queue.time.every((at) => at > 0)).toBe(true);
  });

  it.each([0, 99, 1_000_001, 1.5])('a factor out of bounds is refused: %d', (factorBp) => {
    expect(() => host([batch()], { episodes: trouble(factorBp) })).toThrow('outOfRange at episodes.kinds.0.factorBp');
  });
});

it('steps that take no time, one after the other without end, end the run', () => {
  const arrivals = { every: { kind: 'fixed', mean: 1_000_000 }, rounds: 1, line: 'net' } as const;
  const phases = [{ burst: { kind: 'fixed', mean: 1_000 } as const, ops: { syscall: 1 } }];
  const w = host([guest('a', { phases, arrivals })]);
  // on the bare machine a halt costs nothing; and nobody is ever let sleep
  Object.assign(w, { hooks: { ...w.hooks, awakes: [() => true] } });
  give(w, 0, { do: 'place', task: 0, pcpu: 0 });
  advance(w, 2_000_000);
  expect(w.status).toBe('budget');
});

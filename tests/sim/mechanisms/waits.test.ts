/** The longest wait is that of whoever was ready and had no pCPU, at a stretch: also when it was taken off one. */
import { describe, expect, it } from 'vitest';
import { advance, apply, type GuestSpec, metric, type Setup } from '../../../src/sim/index.ts';
import { KERNELS } from '../machines.ts';
import { made } from '../worlds.ts';

const guest = (id: string): GuestSpec => ({
  id,
  kernel: 'open',
  vcpus: 1,
  weight: 256,
  mode: 'paravirtual',
  machine: 'm',
  footprint: 0,
  boot: 0,
  workload: { phases: [{ burst: { kind: 'fixed', mean: 2_400_000 }, ops: { halt: 1 } }] },
});

const setup: Setup = {
  seed: 1,
  length: 24_000_000,
  machines: [{ id: 'm', costs: 'xeon-2003', pcpus: 1, features: [], devices: [], host: 'bare' }],
  kernels: KERNELS,
  guests: [guest('first'), guest('second')],
  rules: [],
  scheduler: { kind: 'hand', slice: 0 },
  knobs: {},
  verbs: ['place', 'preempt', 'deck'],
  goals: [{ id: 'starve', star: 1, metric: 'longestWait', of: 'all', atMost: 1, unit: 'ns' }],
  maxReboots: 9,
};

const waited = (w: ReturnType<typeof made>, of: string) => metric(w, 'longestWait', of)?.value;

describe('the longest wait', () => {
  it('grows while somebody waits, stays when they run, and begins anew when they are taken off', () => {
    const w = made(setup);
    apply(w, { do: 'place', task: 0, pcpu: 0 });
    advance(w, 240_000);
    expect([waited(w, 'first'), waited(w, 'second'), waited(w, 'all')]).toEqual([0, 100_000, 100_000]);
    apply(w, { do: 'place', task: 1, pcpu: 0 });
    advance(w, 240_000 + 720_000);
    expect([waited(w, 'first'), waited(w, 'second')]).toEqual([300_000, 100_000]);
    expect(metric(w, 'longestWait', 'all')?.guest).toBe(0);
    apply(w, { do: 'place', task: 0, pcpu: 0 });
    advance(w, 240_000 + 720_000 + 48_000);
    expect([waited(w, 'first'), waited(w, 'second'), waited(w, 'all')]).toEqual([300_000, 100_000, 300_000]);
  });

  it('is kept only where a goal asks for it', () => {
    const w = made({ ...setup, goals: [] });
    advance(w, 240_000);
    expect(metric(w, 'longestWait')).toBeNull();
    expect(w.kept.longestWait).toBeUndefined();
  });
});

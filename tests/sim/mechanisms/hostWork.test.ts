import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import xgene from '../../../levels/costs/xgene-2015.json';
import {
  advance,
  apply,
  type CostModel,
  copy,
  createWorld,
  fingerprint,
  type GuestSpec,
  HOST_FIRST,
  type Int,
  ledger,
  metric,
  NONE,
  ownOldest,
  ownWaiting,
  type Setup,
  type SimEvent,
  type World,
} from '../../../src/sim/index.ts';

const MODEL = xgene as unknown as CostModel;
const STRIP = MODEL.costs.strip?.cycles ?? Number.NaN;
const SWITCH = MODEL.costs.switch?.cycles ?? Number.NaN;
const EVERY = 30_000;
const SOON = 60_000;
const LENGTH = 1_000_000;

const busy = (id: string, burst: Int): GuestSpec => ({
  id,
  kernel: 'linux',
  vcpus: 1,
  weight: 256,
  mode: 'besideHost',
  machine: 'm',
  footprint: 0,
  boot: 0,
  workload: { script: [{ burst }, { op: 'mmio' }, { sleep: 1000 }], loop: true },
});

function hosted(guests: GuestSpec[], pcpus: Int, first: Int, more: Partial<Setup> = {}): World {
  const created = createWorld(
    {
      seed: 1,
      length: LENGTH,
      machines: [{ id: 'm', costs: 'xgene-2015', pcpus, features: ['type-2'], devices: [], host: 'hostOs' }],
      kernels: [{ id: 'linux', family: 'linux', closed: false, portLines: 0 }],
      guests,
      rules: [],
      scheduler: { kind: 'fair', slice: 20_000 },
      knobs: { hostFirst: first, hostSoon: SOON },
      tunables: [{ knob: HOST_FIRST, values: [0, 1], per: 'machine' }],
      verbs: ['knob'],
      goals: [],
      maxReboots: 9,
      services: [
        {
          id: 'scanner',
          machine: 'm',
          weight: 256,
          charged: 'served',
          steps: [{ run: 'strip', as: 'hostOs' }],
          own: { every: EVERY, steps: [{ run: 'strip', as: 'hostOs' }, { effect: 'host.done' }] },
        },
      ],
      ...more,
    },
    [MODEL],
  );
  if (!created.ok) throw new Error(`${created.code} at ${created.path}`);
  return created.world;
}

const endless = (id: string): GuestSpec => ({ ...busy(id, 1), workload: { script: [{ burst: LENGTH }], loop: true } });
const workOf = (w: World) => w.kept.hostWork?.[0] ?? { done: NONE, soon: NONE };
const inTime = (w: World) => metric(w, 'hostInTime')?.value;

describe('the own work of a host', () => {
  it('is done at once on an idle machine, all of it in time', () => {
    const w = hosted([endless('a')], 2, 0);
    advance(w, 5 * EVERY + SWITCH + STRIP + 1);
    expect(workOf(w)).toEqual({ done: 5, soon: 5 });
    expect(ownWaiting(w, 0)).toBe(0);
    expect(inTime(w)).toBe(10_000);
  });

  it('goes before whoever waits for the next turn, or after all of them', () => {
    const [first, last] = [1, 0].map((value) => hosted([endless('a'), endless('b')], 1, value)) as [World, World];
    for (const w of [first, last]) advance(w, 10 * EVERY);
    expect(workOf(first).done).toBeGreaterThan(7);
    expect(workOf(last).done).toBe(0);
    expect(ownWaiting(last, 0)).toBe(10);
    expect(ownOldest(last, 0)).toBe(9 * EVERY);
    // all but those that are not late yet
    expect(inTime(last)).toBe(0);
    expect(inTime(first)).toBe(10_000);
  });

  it('begins at the next turn once it is let go first, and is late by then', () => {
    const w = hosted([endless('a'), endless('b')], 1, 0);
    advance(w, 6 * EVERY);
    expect(apply(w, { do: 'setKnob', knob: HOST_FIRST, value: 1 }).ok).toBe(true);
    advance(w, 12 * EVERY);
    expect(workOf(w).done).toBeGreaterThan(6);
    expect(workOf(w).soon).toBeLessThan(workOf(w).done);
  });

  it('has guests that ask for a device wait in the same line', () => {
    const w = hosted([busy('a', 5000), endless('b')], 1, 0);
    advance(w, 200_000);
    expect(w.tasks[0]).toMatchObject({ state: 'blocked', block: 'called' });
  });
});

describe('whatever the guests do and the knob stands at', () => {
  it('no piece is lost, nobody is passed over, every cycle is somebody’s, and a copy goes on alike', () => {
    const runs = fc.record({
      bursts: fc.array(fc.integer({ min: 500, max: 90_000 }), { minLength: 1, maxLength: 5 }),
      pcpus: fc.integer({ min: 1, max: 3 }),
      first: fc.integer({ min: 0, max: 1 }),
      turns: fc.array(fc.integer({ min: 1, max: 200_000 }), { maxLength: 6 }),
    });
    fc.assert(
      fc.property(runs, ({ bursts, pcpus, first, turns }) => {
        const w = hosted(
          bursts.map((burst, i) => busy(`g${i}`, burst)),
          pcpus,
          first,
        );
        const host = w.program.services[0]?.task ?? NONE;
        const passed: Int[] = [];
        const sink = (event: SimEvent): void => {
          if (event.type !== 'taskPlaced' || event.task !== host || w.knobs[HOST_FIRST] !== 0) return;
          if ((w.ready[0] ?? []).some((t) => t < w.program.vcpus)) passed.push(event.at);
        };
        for (const after of turns) {
          advance(w, Math.min(LENGTH, w.now + after), sink);
          apply(w, { do: 'setKnob', knob: HOST_FIRST, value: 1 - (w.knobs[HOST_FIRST] ?? 0) });
        }
        const twin = copy(w);
        for (const world of [w, twin]) advance(world, LENGTH, world === w ? sink : undefined);
        expect(fingerprint(twin)).toBe(fingerprint(w));
        expect(passed).toEqual([]);
        expect(workOf(w).done + ownWaiting(w, 0)).toBe(Math.floor(LENGTH / EVERY));
        const { byPcpu } = ledger(w);
        for (const row of byPcpu) expect(row.reduce((a, b) => a + b, 0)).toBe(LENGTH);
      }),
      { numRuns: 40 },
    );
  });
});

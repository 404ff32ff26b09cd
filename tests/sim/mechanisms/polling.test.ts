/** Halt polling: for how long, for whom, and at what price; and that nobody waits for a pCPU that only looks. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advance,
  apply,
  CATEGORIES,
  type Cycles,
  type GuestSpec,
  type Int,
  knobOf,
  ledger,
  metric,
  POLL,
  pollOf,
  type Setup,
  type SimEvent,
  type World,
} from '../../../src/sim/index.ts';
import { pickNext } from '../../../src/sim/mechanisms/scheduling.ts';
import { NEVER, NONE } from '../../../src/sim/types.ts';
import { CARDS, FEATURES, KERNELS } from '../machines.ts';
import { commandOf, plays } from '../plays.ts';
import { made, setups } from '../worlds.ts';

const TRIP = CARDS.costs['halt.trip']?.cycles ?? Number.NaN;
const FAR = 3_000_000;

/** It computes, halts for `sleep`, and so on. */
const sleeper = (id: string, burst: Cycles, sleep: Cycles): GuestSpec => ({
  id,
  kernel: 'closed',
  vcpus: 1,
  weight: 256,
  mode: 'hardwareAssisted2',
  machine: 'm',
  footprint: 0,
  boot: 1_000,
  workload: {
    phases: [{ burst: { kind: 'fixed', mean: burst }, ops: { halt: 1 }, sleep: { kind: 'fixed', mean: sleep } }],
  },
  goal: { metric: 'progress', tolerance: 0, patience: 10_000_000, regain: 10_000 },
});

/** It is asked every so often, and halts between. */
const asked = (id: string, burst: Cycles, every: Cycles): GuestSpec => ({
  ...sleeper(id, burst, 1),
  workload: {
    phases: [{ burst: { kind: 'fixed', mean: burst }, ops: { syscall: 1 } }],
    arrivals: { every: { kind: 'fixed', mean: every }, rounds: 1, line: 'net' },
  },
});

const setupOf = (guests: GuestSpec[], window: Cycles, pcpus = 1): Setup => ({
  seed: 1,
  length: 2 * FAR,
  machines: [{ id: 'm', costs: CARDS.id, pcpus, features: FEATURES, devices: [], host: 'bare' }],
  kernels: KERNELS,
  guests,
  rules: [],
  scheduler: { kind: 'dispatcher', slice: 0 },
  knobs: { [POLL]: window },
  verbs: ['knob'],
  tunables: [{ knob: POLL, values: [0, 20_000, 400_000], per: 'guest' }],
  goals: [],
  maxReboots: 1000,
});

const run = (guests: GuestSpec[], window: Cycles, until = FAR, pcpus = 1): { w: World; events: SimEvent[] } => {
  const w = made(setupOf(guests, window, pcpus));
  const events: SimEvent[] = [];
  advance(w, until, (event) => events.push({ ...event }));
  return { w, events };
};
const spent = (w: World, category: (typeof CATEGORIES)[number]): Cycles =>
  ledger(w).byGuest.reduce((sum, row) => sum + (row[CATEGORIES.indexOf(category)] ?? 0), 0);

describe('a guest that halts', () => {
  it('sleeps at once where nobody polls, and pays a trip each time', () => {
    const { w } = run([sleeper('a', 10_000, 10_000)], 0);
    expect(spent(w, 'polling')).toBe(0);
    expect(spent(w, 'switch')).toBeGreaterThan(50 * TRIP);
    expect(metric(w, 'pollsFound')?.value).toBe(0);
  });

  it('goes on without a trip when it is woken while it looks', () => {
    const { w, events } = run([sleeper('a', 10_000, 10_000)], 20_000);
    // the first switch to it is all that is paid
    expect(spent(w, 'switch')).toBeLessThan(TRIP);
    expect(metric(w, 'pollsFound')?.value).toBe(10_000);
    expect(metric(w, 'polledForNobody')?.value).toBe(0);
    const polls = events.filter((event) => event.type === 'pollEnded');
    expect(polls.length).toBeGreaterThan(100);
    expect(polls.every(({ lasted, end }) => lasted === 10_000 && end === 'found')).toBe(true);
  });

  it('gets more done for that', () => {
    const work = (window: Cycles): Cycles => run([asked('a', 2_000, 12_000)], window).w.guests[0]?.work ?? 0;
    const slow = metric(run([asked('a', 2_000, 12_000)], 0).w, 'requestP50')?.value ?? 0;
    const fast = metric(run([asked('a', 2_000, 12_000)], 20_000).w, 'requestP50')?.value ?? 0;
    expect(work(20_000)).toBeGreaterThanOrEqual(work(0));
    expect(fast).toBeLessThan(slow / 2);
  });

  it('looks for as long as the knob says and no longer, and then sleeps', () => {
    const { w, events } = run([sleeper('a', 10_000, 200_000)], 20_000);
    const polls = events.filter((event) => event.type === 'pollEnded');
    expect(polls.every(({ lasted, end }) => lasted === 20_000 && end === 'slept')).toBe(true);
    expect(w.kept.polls?.[0]?.missedCycles).toBe(20_000 * polls.length);
    expect(w.kept.polls?.[0]?.last.every(({ lasted }) => lasted === 200_000)).toBe(true);
  });

  it('stops looking when the knob is turned back', () => {
    const w = made(setupOf([sleeper('a', 10_000, 1_000_000)], 400_000));
    advance(w, 60_000);
    expect(pollOf(w, 0)).not.toBeNull();
    expect(apply(w, { do: 'setKnob', knob: POLL, guest: 0, value: 20_000 }).ok).toBe(true);
    advance(w, 60_001);
    expect(pollOf(w, 0)).toBeNull();
    expect(w.tasks[0]?.block).toBe('halt');
  });

  it('does not wait for anything while it looks, nor loses patience', () => {
    const w = made(setupOf([sleeper('a', 10_000, 500_000)], 400_000));
    advance(w, 300_000);
    expect(pollOf(w, 0)).not.toBeNull();
    expect(w.guests[0]?.mood).toBe('rest');
    expect(spent(w, 'polling')).toBeGreaterThan(200_000);
  });
});

describe('a pCPU on which somebody looks', () => {
  it('is given at once to whoever is ready', () => {
    const { w, events } = run([sleeper('a', 10_000, 900_000), asked('b', 5_000, 50_000)], 400_000);
    expect(events.some((event) => event.type === 'pollEnded' && event.end === 'gave')).toBe(true);
    // neither ever waited for the other's looking: only for its work and its trips
    expect(metric(w, 'requestWorst', 'b')?.value).toBeLessThan(40_000);
  });

  it('keeps looking while an idle one can take whoever is ready', () => {
    const { events } = run([sleeper('a', 10_000, 900_000), asked('b', 5_000, 50_000)], 400_000, FAR, 3);
    expect(events.some((event) => event.type === 'pollEnded' && event.end === 'gave')).toBe(false);
  });
});

describe('in any world', () => {
  const checked = (each: (w: World) => void) =>
    fc.property(setups, plays, (setup, moves) => {
      const w = made(setup);
      for (const move of moves) {
        // looks are short: they are looked for more often than anybody does something
        for (let n = 0; n < 6; n++) {
          advance(w, w.now + Math.ceil(move.after / 6));
          if (w.status !== 'running') return;
          each(w);
        }
        apply(w, commandOf(w, move));
        advance(w, w.now);
        each(w);
      }
      each(w);
    });

  it('nobody is ready for whom a pCPU would be there that only looks', () => {
    let looked = 0;
    fc.assert(
      checked((w) => {
        for (const [p, { interval }] of w.pcpus.entries())
          if (interval === 'poll') {
            looked++;
            expect(pickNext(w, p)).toBe(NONE);
          }
      }),
      { numRuns: 60 },
    );
    expect(looked).toBeGreaterThan(0);
  });

  it('nobody looks for longer than may be looked, and what was looked is what the ledger says', () => {
    fc.assert(
      checked((w) => {
        const booked = ledger(w).byGuest;
        for (const [g, polls] of (w.kept.polls ?? []).entries()) {
          const { firstTask = 0, vcpus = 0 } = w.program.guests[g] ?? {};
          let open = 0;
          for (let t = firstTask; t < firstTask + vcpus; t++) {
            const look = pollOf(w, t);
            if (look === null) continue;
            expect(look.until).toBeGreaterThanOrEqual(w.now);
            expect(look.until - look.since).toBeLessThanOrEqual(Math.max(knobOf(w, POLL, g), w.now - look.since));
            open += w.now - look.since;
          }
          expect(polls.foundCycles + polls.missedCycles + open).toBe(booked[g]?.[CATEGORIES.indexOf('polling')]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('a window of nothing changes nothing', () => {
    fc.assert(
      fc.property(setups, (setup) => {
        const tunables = (setup.tunables ?? []).filter(({ knob }) => knob !== POLL);
        const { [POLL]: _, ...knobs } = setup.knobs;
        const without = made({ ...setup, tunables, knobs });
        const withNone = made({ ...setup, tunables: [...tunables, { knob: POLL, values: [0], per: 'guest' }], knobs });
        for (const w of [without, withNone]) advance(w, 1_000_000);
        expect(ledger(withNone)).toEqual(ledger(without));
        expect(withNone.tasks.map(({ demand }) => demand)).toEqual(without.tasks.map(({ demand }) => demand));
      }),
      { numRuns: 40 },
    );
  });
});

describe('to look as long as sleeping costs', () => {
  it('is never more than twice as dear as knowing would be', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90_000 }), fc.integer({ min: 1, max: 90_000 }), (one, other) => {
        const { events } = run([sleeper('a', 4_000, one), sleeper('b', 4_000, other)], TRIP, 600_000, 2);
        for (const event of events) {
          if (event.type !== 'pollEnded') continue;
          const lasted: Int = event.guest === 0 ? one : other;
          const paid = event.lasted + (event.end === 'found' ? 0 : TRIP);
          expect(paid).toBeLessThanOrEqual(2 * Math.min(lasted, TRIP));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('remembers how long halts were', () => {
    const { w } = run([sleeper('a', 10_000, 30_000)], 0);
    const last = w.kept.polls?.[0]?.last ?? [];
    expect(last).toHaveLength(8);
    expect(last.every(({ lasted, looked, end }) => lasted === 30_000 && looked === 0 && end === 'slept')).toBe(true);
    expect(w.kept.looking?.[0]?.since === NEVER || w.tasks[0]?.block === 'halt').toBe(true);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advance,
  apply,
  CATEGORIES,
  can,
  copy,
  fingerprint,
  type LogEntry,
  ledger,
  NEVER,
  replay,
  type SimEvent,
  STATES,
  timeOf,
  type World,
} from '../../src/sim/index.ts';
import { commandOf, type Move, plays } from './plays.ts';
import { made, setups } from './worlds.ts';

const RUNS = { numRuns: 60 };

/** Plays into a world and returns what was accepted. */
function play(w: World, moves: readonly Move[], until: number, each?: (w: World) => void): LogEntry[] {
  const log: LogEntry[] = [];
  for (const move of moves) {
    const at = Math.min(until, w.now + move.after);
    advance(w, at);
    if (w.status !== 'running') break;
    const c = commandOf(w, move);
    if (apply(w, c).ok) log.push({ at, c });
    each?.(w);
  }
  advance(w, Math.max(w.now, until));
  return log;
}

function checkSums(w: World): void {
  const { byPcpu, byGuest } = ledger(w);
  for (const row of byPcpu) {
    expect(row.every((cycles) => Number.isSafeInteger(cycles) && cycles >= 0)).toBe(true);
    expect(row.reduce((a, b) => a + b, 0)).toBe(w.now);
  }
  expect(byGuest.flat().reduce((a, b) => a + b, 0)).toBe(w.now * w.pcpus.length);
  for (const t of w.tasks.keys()) {
    const sum = timeOf(w, t).reduce((a, b) => a + b, 0);
    expect(sum, `vCPU ${t} over ${STATES.join(', ')}`).toBe(w.now);
  }
}

/** Requests of guest g that are open: pended, delivered, in service, or answered but for what still lies in a queue. */
function openRequests(w: World, g: number): number {
  const { irqs, inbox } = w.guests[g] ?? { irqs: [], inbox: [] };
  const pended = irqs.reduce((sum, { requests }) => sum + requests.length, 0);
  const served = w.tasks.filter(({ guest, request }) => guest === g && request.at !== NEVER).length;
  const kept = (w.kept.queues ?? []).flatMap(({ requests }) => requests);
  return (
    pended +
    inbox.length +
    served +
    kept.filter(({ task, answers }) => w.tasks[task]?.guest === g && answers !== NEVER).length
  );
}

function checkRequests(w: World): void {
  for (const [g, { arrived, served, dropped }] of w.guests.entries())
    expect(served + dropped + openRequests(w, g), w.setup.guests[g]?.id).toBe(arrived);
}

describe('requests', () => {
  it('are served, dropped or open, and none is ever lost count of, restarts included', () => {
    let restarted = 0;
    fc.assert(
      fc.property(setups, plays, (setup, moves) => {
        const w = made(setup);
        play(w, moves, 1_500_000, checkRequests);
        checkRequests(w);
        restarted += w.guests.filter(({ dropped, reboots }) => dropped > 0 && reboots > 0).length;
      }),
      RUNS,
    );
    expect(restarted).toBeGreaterThan(0);
  });
});

describe('the ledger', () => {
  it('sums to elapsed cycles × pCPUs, and each vCPU to the elapsed cycles, at all times', () => {
    fc.assert(
      fc.property(setups, plays, (setup, moves) => {
        const w = made(setup);
        play(w, moves, 2_000_000, checkSums);
        checkSums(w);
      }),
      RUNS,
    );
  });
});

describe('advance', () => {
  it('gives the same world however it is sliced', () => {
    fc.assert(
      fc.property(setups, plays, fc.integer({ min: 1, max: 5_000 }), (setup, moves, slice) => {
        const straight = made(setup);
        const log = play(straight, moves, 1_000_000);
        const sliced = made(setup);
        for (const { at, c } of log) {
          while (sliced.now < at) advance(sliced, Math.min(at, sliced.now + slice * 7));
          apply(sliced, c);
        }
        while (sliced.now < 1_000_000 && sliced.status === 'running')
          advance(sliced, Math.min(1_000_000, sliced.now + slice * 7));
        expect(fingerprint(sliced)).toBe(fingerprint(straight));
      }),
      RUNS,
    );
  });

  it('continues a copy as it would have continued itself, and leaves the copy alone', () => {
    fc.assert(
      fc.property(setups, plays, (setup, moves) => {
        const w = made(setup);
        play(w, moves, 700_000);
        const snapshot = copy(w);
        const before = fingerprint(snapshot);
        advance(w, 1_500_000);
        expect(fingerprint(snapshot)).toBe(before);
        advance(snapshot, 1_500_000);
        expect(fingerprint(snapshot)).toBe(fingerprint(w));
      }),
      RUNS,
    );
  });

  it('refuses to go back', () => {
    fc.assert(
      fc.property(setups, (setup) => {
        const w = made(setup);
        advance(w, 1_000);
        expect(() => advance(w, 999)).toThrow(RangeError);
      }),
      { numRuns: 5 },
    );
  });
});

describe('a run', () => {
  it('is its setup, seed and command log', () => {
    fc.assert(
      fc.property(setups, plays, (setup, moves) => {
        const w = made(setup);
        const log = play(w, moves, 1_200_000);
        const again = made(setup);
        expect(replay(again, log, 1_200_000).refused).toEqual([]);
        expect(fingerprint(again)).toBe(fingerprint(w));
      }),
      RUNS,
    );
  });
});

describe('a command', () => {
  it('that is refused changes nothing, and `can` says so beforehand', () => {
    fc.assert(
      fc.property(setups, plays, (setup, moves) => {
        const w = made(setup);
        advance(w, 0);
        for (const move of moves) {
          advance(w, w.now + move.after);
          const c = commandOf(w, move);
          const before = fingerprint(w);
          const verdict = can(w, c);
          expect(fingerprint(w), 'can').toBe(before);
          const given = apply(w, c);
          expect(given.ok).toBe(verdict.ok);
          if (!given.ok) expect(fingerprint(w), JSON.stringify(c)).toBe(before);
          if (w.status !== 'running') break;
        }
      }),
      RUNS,
    );
  });
});

describe('the event stream', () => {
  it('tells what every pCPU does, whoever leaves it and when', () => {
    fc.assert(
      fc.property(setups, plays, (setup, moves) => {
        const w = made(setup);
        const told = w.pcpus.map(({ mode, guest }) => ({ mode: CATEGORIES[mode], guest }));
        const listen = (event: SimEvent): void => {
          if (event.type === 'modeChanged') told[event.pcpu] = { mode: event.mode, guest: event.guest };
        };
        for (const move of moves) {
          if (w.status !== 'running') return;
          advance(w, Math.min(w.setup.length, w.now + move.after), listen);
          apply(w, commandOf(w, move), listen);
          expect(told).toEqual(w.pcpus.map(({ mode, guest }) => ({ mode: CATEGORIES[mode], guest })));
        }
      }),
      RUNS,
    );
  });
});

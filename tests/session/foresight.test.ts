import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createForesight, foresee } from '../../src/session/foresight.ts';
import {
  advance,
  apply,
  type Command,
  fingerprint,
  type GuestSpec,
  type LevelFile,
  NONE,
  type World,
} from '../../src/sim/index.ts';
import { SAMPLE } from '../levels/sample.ts';
import { historyOf, moves, pick, SECOND, worldOf } from './stage.ts';

type Script = Extract<GuestSpec['workload'], { script: unknown }>['script'];

/** The sample's machine with guests that do exactly what a script says. */
function scripted(
  scripts: Script[],
  change: Partial<LevelFile['setup']> = {},
  goal: GuestSpec['goal'] | null = null,
): World {
  const [first] = SAMPLE.setup.guests;
  if (!first) throw new Error('the sample has no guests');
  const guests = scripts.map((script, i): GuestSpec => {
    const { goal: _, ...rest } = first;
    const guest: GuestSpec = { ...rest, id: `g${i}`, boot: 0, footprint: 0, workload: { script, loop: false } };
    return goal == null ? guest : { ...guest, goal };
  });
  const goals = SAMPLE.setup.goals.filter((goal) => goal.of === undefined);
  const world = worldOf({ ...SAMPLE, setup: { ...SAMPLE.setup, guests, goals, ...change } });
  advance(world, 0);
  return world;
}

const give = (w: World, command: Command): void => {
  const verdict = apply(w, command);
  if (!verdict.ok) throw new Error(verdict.code);
};

describe('what comes next', () => {
  test('an exit that nobody answers by itself', () => {
    const w = scripted([[{ burst: 1000 }, { op: 'readClock' }, { burst: 1000 }]]);
    give(w, { do: 'place', task: 0, pcpu: 0 });
    const next = foresee(w, 100_000);
    expect(next).toMatchObject({ kind: 'exit', guest: 0, reason: 'privileged' });
    advance(w, next?.at ?? 0);
    expect(w.tasks[0]?.exit).toMatchObject({ at: next?.at, handler: -1 });
  });

  test('not one that a wire answers: then whoever becomes ready', () => {
    const w = scripted(
      [
        [{ burst: 1000 }, { op: 'readClock' }, { burst: 1000 }, { sleep: 1_000_000 }],
        [{ sleep: 20_000 }, { burst: 1000 }],
      ],
      { rules: [{ reason: 'privileged', guest: '*', handler: 'emulator' }] },
    );
    give(w, { do: 'place', task: 0, pcpu: 0 });
    give(w, { do: 'place', task: 1, pcpu: 1 });
    const next = foresee(w, 200_000);
    // what task 1 does first is to sleep
    expect(next).toMatchObject({ kind: 'halted', guest: 1 });
    advance(w, next?.at ?? 0);
    const after = foresee(w, 200_000);
    expect(after).toMatchObject({ kind: 'halted', guest: 0 });
    advance(w, after?.at ?? 0);
    const then = foresee(w, 200_000);
    expect(then).toMatchObject({ kind: 'ready', guest: 1 });
    advance(w, then?.at ?? 0);
    expect(w.tasks[1]?.state).toBe('ready');
  });

  test('somebody who becomes ready while no pCPU is free: plans change', () => {
    const w = scripted([
      [{ burst: 400_000 }],
      [{ burst: 400_000 }],
      [{ burst: 100 }, { sleep: 20_000 }, { burst: 100 }],
    ]);
    give(w, { do: 'place', task: 2, pcpu: 0 });
    const free = foresee(w, 100_000);
    expect(free).toMatchObject({ kind: 'socket', guest: 0 });
    advance(w, free?.at ?? 0);
    give(w, { do: 'place', task: 0, pcpu: 0 });
    give(w, { do: 'place', task: 1, pcpu: 1 });
    const next = foresee(w, 200_000);
    expect(next).toMatchObject({ kind: 'ready', guest: 2 });
    advance(w, (next?.at ?? 0) - 1);
    expect(w.tasks[2]?.state).toBe('blocked');
    advance(w, next?.at ?? 0);
    expect(w.tasks[2]?.state).toBe('ready');
    expect(foresee(w, 200_000)?.at).not.toBe(next?.at);
  });

  test('a pCPU that becomes free while somebody has been waiting for it names who waits', () => {
    const w = scripted([[{ burst: 1000 }, { sleep: 1_000_000 }], [{ burst: 400_000 }], [{ burst: 1000 }]]);
    give(w, { do: 'place', task: 0, pcpu: 0 });
    give(w, { do: 'place', task: 1, pcpu: 1 });
    expect(foresee(w, 100_000)).toMatchObject({ kind: 'socket', guest: 2, pcpu: 0 });
  });

  test('somebody who wakes and has a place kept: it is no longer free for anybody', () => {
    const w = scripted([
      [{ burst: 1000 }, { sleep: 90_000 }, { burst: 30_000 }],
      [{ burst: 400_000 }],
      [{ burst: 1000 }, { sleep: 1_000_000 }],
    ]);
    give(w, { do: 'place', task: 0, pcpu: 0 });
    give(w, { do: 'place', task: 1, pcpu: 1 });
    advance(w, 60_000);
    give(w, { do: 'deck', task: 0, pcpu: 0 });
    const named: unknown[] = [];
    for (let next = foresee(w, 300_000); next !== null && named.length < 9; next = foresee(w, 300_000)) {
      named.push([next.kind, next.guest]);
      advance(w, next.at);
    }
    expect(named).not.toContainEqual(['socket', NONE]);
    expect(named).toContainEqual(['ready', 0]);
  });

  describe('somebody who gives up', () => {
    const { goal } = SAMPLE.setup.guests[0] ?? {};
    if (goal === undefined) throw new Error('the sample has no goal');

    /** What comes, one after the other, while nobody does anything but boot a guest that was restarted. */
    function foreseen(maxReboots: number): { kinds: string[]; w: World } {
      const w = scripted([[{ burst: 1000 }]], { maxReboots }, goal);
      const kinds: string[] = [];
      while (w.status === 'running') {
        const next = foresee(w, w.setup.length);
        if (next === null) break;
        kinds.push(next.kind);
        advance(w, next.at);
        if (next.kind === 'lost') expect(next).toMatchObject({ at: w.now, guest: 0 });
        if (next.kind === 'ready') give(w, { do: 'place', task: 0, pcpu: 0 });
      }
      return { kinds, w };
    }

    test('once too often ends the run, and is named', () => {
      const { kinds, w } = foreseen(0);
      expect(kinds).toEqual(['patience', 'lost']);
      expect(w).toMatchObject({ status: 'lost', cause: { guest: 0 } });
    });

    test('and may, is restarted and goes on', () => {
      const { kinds, w } = foreseen(1);
      expect(kinds).toEqual(['patience', 'ready', 'halted', 'end']);
      expect(w).toMatchObject({ status: 'over', cause: { guest: 0 } });
    });
  });

  test('the end, when nothing is left to decide', () => {
    const w = scripted([[{ burst: 1000 }, { sleep: 10_000_000 }]]);
    give(w, { do: 'place', task: 0, pcpu: 0 });
    advance(w, 10_000);
    expect(foresee(w, w.setup.length)).toEqual({ kind: 'end', at: w.setup.length, guest: -1, reason: 'over' });
  });

  test('nothing known within the horizon is null', () => {
    const w = scripted([[{ burst: 1000 }, { sleep: 10_000_000 }]]);
    give(w, { do: 'place', task: 0, pcpu: 0 });
    advance(w, 10_000);
    expect(foresee(w, 50_000)).toBeNull();
  });

  test('looking ahead changes nothing', () => {
    const w = scripted([[{ burst: 1000 }, { op: 'readClock' }, { burst: 1000 }]]);
    give(w, { do: 'place', task: 0, pcpu: 0 });
    const print = fingerprint(w);
    foresee(w, 100_000);
    expect(fingerprint(w)).toBe(print);
  });
});

describe('looking ahead a few events at a time', () => {
  const start = worldOf();

  test('finds what looking ahead at once finds, in any run, and nothing comes unannounced', () => {
    fc.assert(
      fc.property(moves, fc.integer({ min: 1, max: 20 }), (list, events) => {
        const { history } = historyOf(start);
        const foresight = createForesight(SECOND, events);
        for (const [wait, n] of list) {
          for (let step = 1; step <= 5 && history.world.status === 'running'; step++) {
            const { world: w } = history;
            const until = w.now + Math.ceil(wait / 5);
            const next = foresight.next(w);
            const atOnce = foresee(w, w.setup.length);
            if (next !== null) expect(next).toEqual(atOnce);
            expect(foresight.by(w, until).decision).toEqual(atOnce !== null && atOnce.at <= until ? atOnce : null);
            history.advance(until);
            foresight.frame(history.world);
          }
          if (history.world.status !== 'running') return;
          if (history.give(pick(history.world, n)).ok) foresight.forget();
        }
      }),
      { numRuns: 40 },
    );
  });

  test('simulates each event once, unless a command changes what comes', () => {
    const w = scripted([[{ burst: 1000 }, { op: 'readClock' }, { burst: 1000 }]], {
      rules: [{ reason: 'privileged', guest: '*', handler: 'emulator' }],
    });
    give(w, { do: 'place', task: 0, pcpu: 0 });
    const foresight = createForesight(SECOND);
    const from = w.handled;
    while (w.status === 'running') {
      foresight.next(w);
      advance(w, Math.min(w.setup.length, w.now + 700));
      foresight.frame(w);
    }
    expect(foresight.simulated).toBe(w.handled - from);
    expect(foresight.simulated).toBeGreaterThan(5);
  });
});

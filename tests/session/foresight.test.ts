import { describe, expect, test } from 'vitest';
import { foresee } from '../../src/session/foresight.ts';
import {
  advance,
  apply,
  type Command,
  fingerprint,
  type GuestSpec,
  type LevelFile,
  type World,
} from '../../src/sim/index.ts';
import { SAMPLE } from '../levels/sample.ts';
import { worldOf } from './stage.ts';

type Script = Extract<GuestSpec['workload'], { script: unknown }>['script'];

/** The sample's machine with guests that do exactly what a script says. */
function scripted(scripts: Script[], change: Partial<LevelFile['setup']> = {}): World {
  const [first] = SAMPLE.setup.guests;
  if (!first) throw new Error('the sample has no guests');
  const guests = scripts.map((script, i): GuestSpec => {
    const { goal: _, ...rest } = first;
    return { ...rest, id: `g${i}`, boot: 0, footprint: 0, workload: { script, loop: false } };
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

  test('not one that a wire answers: then the free pCPU, when somebody is ready for it', () => {
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
    expect(next).toMatchObject({ kind: 'socket', guest: 1 });
    advance(w, next?.at ?? 0);
    expect(w.tasks[1]?.state).toBe('ready');
  });

  test('the end, when nothing is left to decide', () => {
    const w = scripted([[{ burst: 1000 }, { sleep: 10_000_000 }]]);
    give(w, { do: 'place', task: 0, pcpu: 0 });
    expect(foresee(w, w.setup.length)).toEqual({ kind: 'end', at: w.setup.length, guest: -1, reason: 'over' });
  });

  test('nothing known within the horizon is null', () => {
    const w = scripted([[{ burst: 1000 }, { sleep: 10_000_000 }]]);
    give(w, { do: 'place', task: 0, pcpu: 0 });
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

/** Slow answers of level 4: what lay in the latch is laid to the latch, and what did not is not. */
import { describe, expect, test } from 'vitest';
import { loadLevel } from '../../src/levels/index.ts';
import { lossesOf } from '../../src/session/costly.ts';
import { explain } from '../../src/session/explain.ts';
import { createHistory } from '../../src/session/history.ts';
import { worstOf } from '../../src/session/missed.ts';
import { timelineOf } from '../../src/session/past/bars.ts';
import { incidentsOf } from '../../src/session/past/incidents.ts';
import { latchedIn } from '../../src/session/putOff.ts';
import { copy, type Robot } from '../../src/sim/index.ts';
import { POLICIES, playRobot } from '../../src/sim/policies/index.ts';
import { worldOf } from './stage.ts';

const loaded = await loadLevel('04-trap-and-emulate');
if (!loaded.ok) throw new Error(loaded.code);
const { file } = loaded.value;
const { reference } = file.robots;

/** The level as a robot plays it, with what is remembered of it. */
function ran(params: Robot['params'], seed: number) {
  const start = worldOf(file, loaded.ok ? loaded.value : undefined, seed);
  const second = (file.playSecondNs * start.program.hz) / 1e9;
  const policy = POLICIES[reference.policy];
  if (policy === undefined) throw new Error(reference.policy);
  const robot = { ...reference, params: { ...reference.params, ...params } };
  const { log } = playRobot(copy(start), policy, robot, second);
  const nothing = (): void => undefined;
  const history = createHistory({ create: () => copy(start), second, heard: nothing, left: nothing });
  for (const { at, c } of log) {
    history.advance(at);
    history.give(c);
  }
  history.advance(start.setup.length);
  const { past, world } = history;
  return { past, world, log, losses: [], timeline: timelineOf(past.bars, world) };
}

type Ran = ReturnType<typeof ran>;

function blamed(run: Ran, id: string) {
  const goal = file.setup.goals.find((one) => one.id === id);
  if (goal === undefined) throw new Error(id);
  return worstOf(run.world, goal, run);
}

const GOALS = ['some', 'prompt', 'answers'];
const SEEDS = [1, 2, 3];

describe.each(SEEDS)('on seed %i', (seed) => {
  test('all writes in the latch, and drained late: that is what the answers waited for', () => {
    const run = ran({ latchAll: 1, batch: 7, answerAfter: 30, oldest: 40, idleBatch: 7 }, seed);
    for (const id of GOALS) {
      const worst = blamed(run, id);
      expect(worst).toMatchObject({ kind: 'putOff', deed: { did: 'putOff', at: worst?.at } });
      expect((worst?.until ?? 0) - (worst?.at ?? 0)).toBeLessThanOrEqual(worst?.cycles ?? 0);
      expect(['terminals', 'clerks']).toContain(file.setup.guests[worst?.guest ?? -1]?.id);
    }
  });

  test('all served at once: the latch is never named, for no answer', () => {
    const run = ran({ serveAll: 1 }, seed);
    for (const id of GOALS) expect(blamed(run, id)?.kind).toBe('slowRequest');
    expect(incidentsOf(run.past.incidents, run.world, 'putOff')).toEqual([]);
    const requests = incidentsOf(run.past.incidents, run.world, 'request');
    expect(requests.length).toBeGreaterThan(10);
    for (const one of requests) expect(latchedIn(run.world, run.past, one)).toBeNull();
  });

  test('nobody drains: whoever gives up does so for what lies in the latch, and is not told of any placing', () => {
    const run = ran({ latchAll: 1, drains: 0 }, seed);
    const cause = run.world.cause && { ...run.world.cause, by: -1 };
    expect(cause?.waiting).toBe('putOff');
    const { worst, causeDeed } = explain({ ...run, w: run.world, cause, missed: 'alive', asked: new Set() });
    expect(worst).toMatchObject({ kind: 'reboot', reason: 'putOff', deed: null });
    expect(causeDeed).toBeNull();
  });

  test('of a run that latches only rows, an answer is laid to the latch just where it lay there for most of its time', () => {
    const run = ran({}, seed);
    expect(blamed(run, 'prompt')?.kind).toBe('slowRequest');
    const lay = incidentsOf(run.past.incidents, run.world, 'putOff');
    const requests = incidentsOf(run.past.incidents, run.world, 'request');
    const laid = requests.filter((one) => latchedIn(run.world, run.past, one) !== null);
    expect(laid.length).toBeGreaterThan(0);
    expect(laid.length).toBeLessThan(requests.length);
    for (const { guest, until, cycles } of laid) {
      const put = lay.find((one) => one.guest === guest && one.until === until);
      expect(2 * (put?.cycles ?? 0)).toBeGreaterThan(cycles);
    }
  });
});

test('what held a processor and could have lain in the latch says so; what could not is held as ever', () => {
  const { past, world, timeline } = ran({ serveAll: 1 }, 1);
  const losses = lossesOf(past, world, timeline);
  const reasonsOf = (kind: string) => new Set(losses.flatMap((one) => (one.kind === kind ? [one.reason] : [])));
  expect([...reasonsOf('visit')].sort()).toEqual(['ioRead', 'ioWrite']);
  for (const reason of reasonsOf('held')) expect(['ioRead', 'ioWrite']).not.toContain(reason);
});

/**
 * What the cards of level 14 call short is what its tenants wait for. The waits are counted here by themselves, from the
 * states of vCPUs; the cards read samples and patience.
 */
import { describe, expect, test } from 'vitest';
import { loadLevel } from '../../src/levels/index.ts';
import { catalogueOf } from '../../src/session/catalogue.ts';
import { playSeconds } from '../../src/session/clock.ts';
import { createHistory } from '../../src/session/history.ts';
import { supplyOf } from '../../src/session/parts/sharedKernel.ts';
import { viewOf } from '../../src/session/view.ts';
import type { View } from '../../src/session/view-model.ts';
import { copy, type Int, type SharedPart, type World } from '../../src/sim/index.ts';
import { POLICIES, playRobot } from '../../src/sim/policies/index.ts';
import { worldOf } from './stage.ts';

const loaded = await loadLevel('14-containers');
if (!loaded.ok) throw new Error(loaded.code);
const { file, ...data } = loaded.value;

const THINGS: readonly SharedPart[] = ['runQueue', 'cache', 'locks', 'disk'];
/** Seconds of play that are looked back over, and points of patience that are much for so long. */
const BACK = 6;
const MUCH = 4;

/** vCPUs of guest g that wait for each thing now. A reader whose pages were pushed out lacks memory, not the disk. */
function waitsOf(w: World, g: Int): Record<SharedPart, Int> {
  const waits = { runQueue: 0, cache: 0, locks: 0, disk: 0 };
  const { firstTask = 0, vcpus = 0 } = w.program.guests[g] ?? {};
  const isOut = (w.kept.caches?.[0]?.resident[g] ?? 0) < 0.9 * (w.setup.guests[g]?.pages ?? 0);
  for (const { state, block, pcpu } of w.tasks.slice(firstTask, firstTask + vcpus)) {
    if (state === 'ready') waits.runQueue++;
    if (state === 'blocked' && block === 'device') waits[isOut ? 'cache' : 'disk']++;
    if (w.pcpus[pcpu]?.interval === 'spin') waits.locks++;
  }
  return waits;
}

type Moment = { view: View; waits: Record<SharedPart, Int>[] };

/** A robot's run, looked at every second of play. */
function momentsOf(robot: 'reference' | 'idle' | 'lazy', seed: Int): Moment[] {
  const start = worldOf(file, data, seed);
  const second = playSeconds(1, file.playSecondNs, start.program.hz);
  const spec = file.robots[robot];
  const policy = POLICIES[spec?.policy ?? ''];
  if (spec === undefined || policy === undefined) throw new Error(robot);
  const { log } = playRobot(copy(start), policy, spec, second);
  const nothing = (): void => undefined;
  const history = createHistory({ create: () => copy(start), second, heard: nothing, left: nothing });
  const catalogue = catalogueOf(file, data.models);
  const moments: Moment[] = [];
  let given = 0;
  for (let t = 0; history.world.status === 'running'; t += second) {
    for (let entry = log[given]; entry !== undefined && entry.at <= t; entry = log[++given]) {
      history.advance(entry.at);
      history.give(entry.c);
    }
    history.advance(Math.max(t, history.world.now));
    const w = history.world;
    const view = viewOf({ file, w, past: history.past, catalogue, now: w.now, next: null });
    moments.push({ view, waits: w.guests.map((_, g) => waitsOf(w, g)) });
  }
  return moments;
}

const isMarked = (view: View, thing: SharedPart): boolean => ['short', 'eased'].includes(supplyOf(view, thing));

type Waited = [thing: SharedPart, times: Int];

/** At moment n, of each tenant that has lost much patience since a while: for what it waited most in that while, and next. */
function sufferers(moments: readonly Moment[], n: Int): [Waited, Waited][] {
  const lately = moments.slice(Math.max(0, n - BACK + 1), n + 1);
  return (moments[n]?.view.guests ?? []).flatMap((guest) => {
    const before = lately[0]?.view.guests[guest.index];
    const free = lately.every(({ view }) => {
      const { stage = 'off', limits } = view.guests[guest.index] ?? {};
      return (
        stage === 'up' && limits !== undefined && limits.cap + limits.pageCap + limits.callLimit + limits.freeze === 0
      );
    });
    if (before === undefined || !free || before.patience - guest.patience < MUCH) return [];
    const sum = (thing: SharedPart): number =>
      lately.reduce((all, { waits }) => all + (waits[guest.index]?.[thing] ?? 0), 0);
    const waited = THINGS.map((thing): Waited => [thing, sum(thing)]).sort(([, a], [, b]) => b - a);
    const [first, second] = waited;
    return first === undefined || second === undefined ? [] : [[first, second]];
  });
}

describe.each([1, 2, 3, 4])('on day %i', (seed) => {
  test('who clearly waits for one thing and loses patience finds it marked', () => {
    let [asked, marked] = [0, 0];
    for (const moments of [momentsOf('idle', seed), momentsOf('lazy', seed)]) {
      for (const [n, { view }] of moments.entries()) {
        for (const [[thing, most], [, next]] of sufferers(moments, n)) {
          // in between the two, either may be called so
          if (most < 2 * BACK || next > most / 2) continue;
          asked++;
          if (isMarked(view, thing)) marked++;
        }
      }
    }
    expect(asked).toBeGreaterThan(20);
    expect(marked / asked).toBeGreaterThan(0.9);
  });

  test('what nobody waits for is marked nowhere, but a cache that misses', () => {
    for (const robot of ['idle', 'lazy', 'reference'] as const) {
      const moments = momentsOf(robot, seed);
      for (const [n, { view }] of moments.entries()) {
        const lately = moments.slice(Math.max(0, n - BACK), n + 1);
        for (const thing of THINGS.filter((one) => one !== 'cache')) {
          const waited = lately.some(({ waits }) => waits.some((of) => of[thing] > 0));
          if (!waited) expect(isMarked(view, thing), `${robot}, second ${n}: ${thing}`).toBe(false);
        }
      }
    }
  });

  test('a run that is won is hardly ever short of anything', () => {
    const moments = momentsOf('reference', seed);
    const short = moments.filter(({ view }) => THINGS.some((thing) => isMarked(view, thing)));
    expect(short.length / moments.length).toBeLessThan(0.25);
  });
});

/** Why jobs were not done in time, as the debrief names it. */
import { describe, expect, test } from 'vitest';
import type { Costly } from '../../src/session/contract.ts';
import { jobLossesOf } from '../../src/session/jobsMissed.ts';
import { worstOf } from '../../src/session/missed.ts';
import { noPast } from '../../src/session/past/past.ts';
import { type Command, can, NEVER, type World } from '../../src/sim/index.ts';
import { levelHistory } from './stage.ts';

const RACK = '24-integrated-solutions';

/** Plays a level for so many seconds; each second somebody may give commands. */
async function lossesOf(id: string, seconds: number, decide: (w: World, n: number) => Command[]) {
  const history = await levelHistory(id, seconds, (one, n) => {
    if (one.world.status !== 'running') return;
    for (const c of decide(one.world, n)) if (can(one.world, c).ok) one.give(c);
  });
  const { world, past, log } = history;
  return { world, losses: jobLossesOf(world, past, log.slice(0, history.given)) };
}

const asking = (w: World): number[] => w.guests.flatMap(({ stage }, g) => (stage === 'asking' ? [g] : []));
const of = (all: Costly[], kind: Costly['kind']): Costly[] => all.filter((one) => one.kind === kind);

const anyhow = (w: World, modes: readonly string[]): Command[] =>
  asking(w).flatMap((guest) =>
    w.setup.machines.flatMap((_, machine) => modes.map((mode): Command => ({ do: 'admit', guest, mode, machine }))),
  );
const kinds = (all: Costly[]): Set<Costly['kind']> => new Set(all.map(({ kind }) => kind));

describe('a job that nobody lets in', () => {
  test('is a loss once, and whether there was a way is told', async () => {
    const { losses, world } = await lossesOf(RACK, 150, () => []);
    const gone = world.guests.filter(({ stage, startedAt }) => stage === 'gone' && startedAt === NEVER).length;
    expect(gone).toBeGreaterThan(5);
    const unlet = losses.filter(({ kind }) => kind.startsWith('unlet'));
    expect(unlet).toHaveLength(gone);
    expect(of(losses, 'unlet').length).toBeGreaterThan(0);
    for (const { deed } of unlet) expect(deed).toEqual({ did: 'nothing' });
  });

  test('is laid to whoever sent it away', async () => {
    const { losses } = await lossesOf(RACK, 80, (w) => asking(w).map((guest): Command => ({ do: 'refuse', guest })));
    const sent = losses.filter(({ deed }) => deed?.did === 'sentAway');
    expect(sent.length).toBeGreaterThan(1);
    for (const { at, until, deed } of sent) {
      expect(deed).toEqual({ did: 'sentAway', at: until });
      expect(at).toBeLessThanOrEqual(until);
    }
  });
});

describe('a job that is let in and not done', () => {
  test('says what took most of its time, and when it was let in', async () => {
    const { losses, world } = await lossesOf(RACK, 400, (w) => anyhow(w, ['pvh', 'hvmDrivers']));
    const missed = losses.filter(({ kind }) => kind === 'crowded' || kind === 'taxed');
    expect(kinds(missed)).toContain('crowded');
    for (const { guest, at, until, cycles, deed } of missed) {
      expect(world.kept.doneAt?.[guest]).toBe(NEVER);
      expect(cycles).toBeGreaterThan(0);
      expect(cycles).toBeLessThanOrEqual(until - at);
      if (deed !== null) expect(deed).toEqual({ did: 'letIn', at });
    }
  });

  test('names whoever came through all walls, when it fell with others', async () => {
    const { losses, world } = await lossesOf('16-sandbox-container-machine', 400, (w) => anyhow(w, ['container']));
    const felled = of(losses, 'felled');
    expect(felled.length).toBeGreaterThan(0);
    expect(felled.length).toBeLessThanOrEqual(world.kept.broughtDown ?? 0);
    for (const { guest, at, deed } of felled) {
      if (deed?.did !== 'letOut') throw new Error('nobody is named');
      expect(deed.other).not.toBe(guest);
      expect(deed.at).toBeLessThan(at);
      expect(world.kept.breaches?.[deed.other]?.outAt).toBe(at);
    }
    const goal = world.setup.goals.find(({ metric }) => metric === 'reachedGuests');
    if (goal === undefined) throw new Error('the level counts nobody who falls');
    const worst = worstOf(world, goal, { past: noPast(world, 1, 1), log: [], losses, timeline: [] });
    expect(worst?.kind).toBe('felled');
  });

  test('is laid to whoever turned it out, but not where its own walls broke', async () => {
    const up = (w: World): number[] =>
      w.guests.flatMap(({ stage }, g) => (stage === 'up' && w.setup.guests[g]?.enters !== undefined ? [g] : []));
    const all = await lossesOf(RACK, 150, (w, n) => [
      ...anyhow(w, ['pvh']),
      ...(n % 20 === 19 ? up(w).map((guest): Command => ({ do: 'evict', guest })) : []),
    ]);
    const out = of(all.losses, 'putOut');
    expect(out.length).toBeGreaterThan(1);
    for (const { guest, deed, at } of out) {
      expect(deed).toEqual({ did: 'turnedOut', at });
      expect(all.world.kept.breaches?.[guest]?.broken).toBe(0);
    }
  });
});

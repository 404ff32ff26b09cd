/** What kept a pace low on two kinds of host: own work that goes first, guests that nobody moves, guests that nobody refuses. */
import { expect, test } from 'vitest';
import { loadLevel } from '../../src/levels/index.ts';
import type { Costly } from '../../src/session/contract.ts';
import { lossesOf } from '../../src/session/costly.ts';
import { worstOf } from '../../src/session/missed.ts';
import { ownFirstLosses } from '../../src/session/ownFirst.ts';
import { timelineOf } from '../../src/session/past/bars.ts';
import { dearestFirst } from '../../src/session/past/incidents.ts';
import { can, type LogEntry } from '../../src/sim/index.ts';
import { levelHistory } from './stage.ts';

const ID = '15-bare-metal-or-hosted';
const LONG = 125;
const loaded = await loadLevel(ID);
if (!loaded.ok) throw new Error(loaded.code);
const { goals, guests, machines } = loaded.value.file.setup;
const goal = (id: string) => {
  const found = goals.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

/** Lets in whoever asks, every second one beside the host; nobody is ever moved. */
async function letAllIn(own: (second: number) => 0 | 1 | null, refused: readonly string[] = []) {
  const history = await levelHistory(ID, LONG, (now, n) => {
    now.world.guests.forEach(({ stage }, guest) => {
      const { mode = '', id = '' } = now.world.setup.guests[guest] ?? {};
      if (stage === 'asking')
        now.give(
          refused.includes(id)
            ? { do: 'refuse', guest }
            : guest % 2 === 0
              ? { do: 'admit', guest, mode: 'besideHost', machine: 1 }
              : { do: 'admit', guest, mode },
        );
    });
    const value = own(n);
    const turn = { do: 'setKnob', knob: 'hostFirst', value: value ?? 0 } as const;
    if (value !== null && can(now.world, turn).ok) now.give(turn);
  });
  const { past, world } = history;
  const timeline = timelineOf(past.bars, world);
  const log: LogEntry[] = history.log.slice(0, history.given);
  const losses: Costly[] = [...lossesOf(past, world, timeline), ...ownFirstLosses(world, timeline, log, new Set())];
  return { world, timeline, log, losses: losses.sort(dearestFirst), past };
}

const sumOf = (losses: readonly Costly[], kind: Costly['kind']): number =>
  losses.reduce((sum, one) => sum + (one.kind === kind ? one.cycles : 0), 0);

test('a pace that is missed with own work first and nobody moved is laid to one of these, from when it began', async () => {
  const run = await letAllIn(() => null);
  const worst = worstOf(run.world, goal('pace3'), run);
  expect(['ownFirst', 'dearHost', 'sharing']).toContain(worst?.kind);
  const sum = sumOf(run.losses, worst?.kind ?? 'idle');
  for (const kind of ['ownFirst', 'dearHost', 'sharing', 'idle'] as const)
    expect(sum).toBeGreaterThanOrEqual(sumOf(run.losses, kind));
  // there is time left to do better
  expect(worst?.at).toBeLessThan(0.6 * run.world.now);
});

test('own work that goes first costs a switch and a cold cache for each processor that it takes; last, it does not', async () => {
  const [first, last] = [await letAllIn(() => null), await letAllIn((n) => (n === 0 ? 0 : null))];
  const own = first.losses.find(({ kind }) => kind === 'ownFirst');
  expect(own).toMatchObject({ deed: null });
  expect(own?.times).toBeGreaterThan(10);
  expect(own?.cycles).toBeGreaterThan((own?.times ?? 0) * 1848);
  expect(sumOf(last.losses, 'ownFirst')).toBe(0);
});

test('own work that goes last for too long is why it was not done in time', async () => {
  const run = await letAllIn((n) => (n === 40 ? 0 : null));
  const worst = worstOf(run.world, goal('soon3'), run);
  expect(worst?.kind).toBe('ownLast');
  expect(worst?.deed).toEqual({ did: 'set', at: 40 * 12_000 });
});

test('a wait on one machine is no loss of another one’s idle processors', async () => {
  const { losses, world, timeline } = await letAllIn(() => null);
  for (const { guest, at, until } of losses.filter(({ kind }) => kind === 'idle')) {
    const ran = timeline.filter((bar) => bar.guest === guest);
    const machine = world.pcpus[ran.find(({ from }) => from >= at)?.pcpu ?? -1]?.machine;
    const free = timeline.filter((b) => b.category === 'idle' && b.from < until && b.to > at);
    expect(free.some(({ pcpu }) => world.pcpus[pcpu]?.machine === machine)).toBe(true);
  }
});

test('a guest whose work has turned is told where it would have been cheap, and that from then on', async () => {
  const { losses, world } = await letAllIn(() => null);
  const dear = losses.filter(({ kind }) => kind === 'dearHost');
  expect(dear.length).toBeGreaterThan(0);
  for (const { guest, at, reason, cycles } of dear) {
    expect(guests[guest]?.role).toBe('applicant');
    expect(machines.map(({ id }) => id)).toContain(reason);
    expect(at).toBeGreaterThanOrEqual(world.guests[guest]?.startedAt ?? 0);
    expect(cycles).toBeGreaterThan(0);
  }
});

test('waits for each other count only as far as somebody could have been refused', async () => {
  const { losses } = await letAllIn(() => null);
  expect(sumOf(losses, 'sharing')).toBeGreaterThan(0);
  const few = await letAllIn(() => null, ['files', 'web', 'sync', 'mail']);
  expect(sumOf(few.losses, 'sharing')).toBe(0);
});

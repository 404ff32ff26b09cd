/** A printer that one program has at a time, and the file beside it. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advance,
  apply,
  type CostModel,
  type Cycles,
  can,
  copy,
  createWorld,
  fingerprint,
  type GuestSpec,
  type Id,
  type Int,
  ledger,
  metric,
  type Printer,
  quote,
  recordsLeft,
  type ScriptItem,
  type Setup,
  type SimEvent,
  type World,
  workLeft,
} from '../../../src/sim/index.ts';
import { CATEGORIES, NEVER, NONE } from '../../../src/sim/types.ts';

const MODEL = JSON.parse(
  readFileSync(new URL('../../../levels/costs/xeon-2003.json', import.meta.url), 'utf8'),
) as CostModel;
const price = (cost: Id): Cycles => MODEL.costs[cost]?.cycles ?? Number.NaN;
const FAR = 20_000_000;

/** A job of n records with so much work between them. */
const job = (n: Int, between: Cycles): ScriptItem[] =>
  Array.from({ length: n - 1 }, (): ScriptItem[] => [{ burst: between }, { op: 'print' }]).flat();

/** It computes for a while, prints a job of `n` records, and so on. */
const program = (id: Id, n: Int, between: Cycles, think = 100_000): GuestSpec => ({
  id,
  kernel: 'program',
  vcpus: 1,
  weight: 256,
  mode: 'addressSpaces',
  machine: 'm',
  footprint: 0,
  boot: 1000,
  workload: {
    phases: [{ burst: { kind: 'fixed', mean: think }, ops: { print: 1 }, chains: { print: job(n, between) } }],
  },
  goal: { metric: 'progress', tolerance: 0, patience: 3_000_000, regain: 10_000 },
});

const setupOf = (guests: GuestSpec[], room: Int, pcpus: Int): Setup => ({
  seed: 1,
  length: 2 * FAR,
  machines: [
    {
      id: 'm',
      costs: 'xeon-2003',
      pcpus,
      features: [],
      devices: [{ id: 'printer', kind: 'printer', channels: 1, service: { kind: 'fixed', cost: 'printer.record' } }],
      host: 'bare',
    },
  ],
  kernels: [{ id: 'program', family: 'program', closed: false, portLines: 0 }],
  guests,
  rules: [],
  scheduler: { kind: 'dispatcher', slice: 0 },
  knobs: { spoolRoom: room },
  verbs: ['spool'],
  goals: [],
  maxReboots: 1000,
});

function worldOf(guests: GuestSpec[], { room = 12, pcpus = 2 } = {}): World {
  const made = createWorld(setupOf(guests, room, pcpus), [MODEL]);
  if (!made.ok) throw new Error(`${made.code} at ${made.path}`);
  return made.world;
}

const printerOf = (w: World): Printer => w.kept.printers?.[0] as Printer;
const spent = (w: World, category: (typeof CATEGORIES)[number]): Cycles =>
  ledger(w).byGuest.reduce((sum, row) => sum + (row[CATEGORIES.indexOf(category)] ?? 0), 0);

/** Until somebody stands in line. */
function untilLine(w: World): void {
  while (printerOf(w).line.length === 0 && w.now < FAR) advance(w, w.now + 1000);
}

describe('whoever comes first', () => {
  it('holds the printer to the end of its job, while the next one waits', () => {
    const w = worldOf([program('a', 4, 50_000), program('b', 2, 50_000, 120_000)]);
    const until = (holder: Int): Cycles => {
      while (printerOf(w).holder !== holder && w.now < FAR) advance(w, w.now + 100);
      return w.now;
    };
    const taken = until(0);
    const left = workLeft(w, 0);
    untilLine(w);
    expect(printerOf(w)).toMatchObject({ holder: 0, line: [1] });
    const held = until(1) - taken;
    expect(left).toBe(3 * 50_000);
    expect(held).toBeGreaterThanOrEqual(left);
    expect(held).toBeLessThan(left + 4 * price('port') + 1000);
    expect(printerOf(w).line).toEqual([]);
    expect(spent(w, 'backend')).toBe(0);
  });

  it('lets go at once when it is told to spool, and pays the published price for what is left', () => {
    const w = worldOf([program('a', 4, 50_000, 100_000), program('b', 8, 400_000, 120_000)]);
    untilLine(w);
    const records = recordsLeft(w, 0);
    const cost = quote(w, { do: 'spool', task: 0 }).total;
    expect(cost).toBe(records * price('spool.record'));
    expect(apply(w, { do: 'spool', task: 0 }).ok).toBe(true);
    expect(printerOf(w)).toMatchObject({ holder: 1, line: [], due: records });
    advance(w, w.now + 3 * 50_000 + cost + 50_000);
    expect(spent(w, 'backend')).toBe(cost);
    expect(printerOf(w)).toMatchObject({ filed: records, due: 0 });
  });

  it('is passed by somebody in line who spools', () => {
    const w = worldOf([program('a', 8, 200_000), program('b', 2, 50_000, 120_000)]);
    untilLine(w);
    expect(apply(w, { do: 'spool', task: 1 }).ok).toBe(true);
    expect(w.tasks[1]?.state).not.toBe('blocked');
    expect(can(w, { do: 'spool', task: 1 })).toMatchObject({ ok: false, code: 'spoolsAlready' });
    advance(w, w.now + 600_000);
    expect(printerOf(w)).toMatchObject({ holder: 0, filed: 2, due: 0 });
  });
});

describe('the file', () => {
  it('is refused to a job for which it has no room', () => {
    const w = worldOf([program('a', 8, 200_000), program('b', 4, 50_000, 120_000)], { room: 3 });
    untilLine(w);
    expect(can(w, { do: 'spool', task: 1 })).toMatchObject({ ok: false, code: 'spoolFull' });
  });

  it('is printed while nobody holds the printer, a record at a time', () => {
    const w = worldOf([program('a', 2, 200_000, 30_000), program('b', 2, 50_000, 3_000_000)], { pcpus: 1 });
    while (printerOf(w).holder === NONE) advance(w, w.now + 1000);
    apply(w, { do: 'spool', task: printerOf(w).holder });
    while (printerOf(w).filed === 0) advance(w, w.now + 1000);
    const since = printerOf(w).until - price('printer.record');
    expect(since).toBeLessThanOrEqual(w.now);
    advance(w, since + price('printer.record') + 1);
    expect(printerOf(w).filed).toBe(0);
  });
});

describe('the map', () => {
  it('throws whoever reaches for it out, once and for good', () => {
    const os: GuestSpec = {
      ...program('os', 2, 0),
      workload: { script: [{ burst: 50_000 }, { op: 'setMap' }], loop: true },
    };
    const w = worldOf([program('a', 2, 50_000), os]);
    const events: SimEvent[] = [];
    advance(w, FAR, (event) => events.push(event));
    expect(events.filter(({ type }) => type === 'mapRefused')).toHaveLength(1);
    expect(w.guests[1]).toMatchObject({ stage: 'gone', reboots: 0 });
    expect(w.tasks[1]?.state).toBe('dead');
    expect(spent(w, 'hostOs')).toBe(price('map.trap'));
    expect(w.guests[0]?.work).toBeGreaterThan(1_000_000);
  });
});

/** What must be true at any time. */
function check(w: World): void {
  const { holder, line, filed, due } = printerOf(w);
  expect(filed).toBeGreaterThanOrEqual(0);
  expect(filed + due).toBeLessThanOrEqual(w.knobs.spoolRoom ?? 0);
  expect(line).not.toContain(holder);
  expect(new Set(line).size).toBe(line.length);
  const spooled = (w.kept.jobs ?? []).map(({ spool }, t) => (spool ? recordsLeft(w, t) : 0));
  expect(due).toBe(spooled.reduce((sum, n) => sum + n, 0));
  for (const [t, { block }] of w.tasks.entries()) expect(line.includes(t), `task ${t}`).toBe(block === 'printer');
  for (const t of line) expect(w.kept.jobs?.[t]?.since).not.toBe(NEVER);
}

describe('whatever is spooled', () => {
  const programs = fc
    .array(fc.record({ n: fc.integer({ min: 2, max: 6 }), between: fc.integer({ min: 0, max: 200_000 }) }), {
      minLength: 2,
      maxLength: 6,
    })
    .map((all) => all.map(({ n, between }, i) => program(`g${i}`, n, between, 40_000 + 10_000 * i)));
  const moves = fc.array(
    fc.record({ after: fc.integer({ min: 1, max: 300_000 }), task: fc.integer({ min: -1, max: 6 }) }),
    { maxLength: 40 },
  );

  it('nobody is lost, records are counted, and the same moves give the same run', () => {
    fc.assert(
      fc.property(
        programs,
        moves,
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 1, max: 3 }),
        (guests, all, room, pcpus) => {
          const w = worldOf(guests, { room, pcpus });
          const again = worldOf(guests, { room, pcpus });
          for (const { after, task } of all) {
            const until = w.now + after;
            advance(w, until);
            // in slices it is the same
            for (let at = again.now; at < until; at += 7001) advance(again, Math.min(until, at));
            advance(again, until);
            const twin = copy(w);
            const verdict = can(w, { do: 'spool', task });
            expect(apply(w, { do: 'spool', task }).ok).toBe(verdict.ok);
            apply(again, { do: 'spool', task });
            if (!verdict.ok) expect(fingerprint(w)).toBe(fingerprint(twin));
            check(w);
          }
          expect(fingerprint(again)).toBe(fingerprint(w));
          expect(metric(w, 'printerWaitWorst')?.value ?? 0).toBeLessThanOrEqual((w.now * 1e9) / MODEL.hz);
        },
      ),
      { numRuns: 60 },
    );
  });
});

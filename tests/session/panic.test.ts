/** A panic beforehand and afterwards: the odds that are told at the door, and who is said to have let it in. */
import { describe, expect, test } from 'vitest';
import { loadLevel } from '../../src/levels/index.ts';
import { whyGaveUp } from '../../src/session/falls.ts';
import { deedIn } from '../../src/session/missed.ts';
import { advance, apply, createWorld, type Id, type LogEntry, NEVER, NONE, type World } from '../../src/sim/index.ts';
import { MODEL, MS, setupOf, tenant } from '../sim/mechanisms/house.ts';
import { sessionOf } from './stage.ts';

const loaded = await loadLevel('14-containers');
if (!loaded.ok) throw new Error(loaded.code);
const level = loaded.value;

describe('the odds of a panic', () => {
  /** What level 14 says at its door of everybody who asks, by id: odds, stay, mean time to a panic, in basis points and cycles. */
  function told(): Map<Id, { odds: number; stay: number; risk: number }> {
    const seen = new Map<Id, { odds: number; stay: number; risk: number }>();
    // nobody looks after these runs, which end early; each seed has others ask first
    for (let seed = 1; seed <= 8; seed++) {
      const session = sessionOf({ seed }, level.file, level);
      session.play();
      for (let i = 0; i < 800; i++) {
        session.frame(i * 50);
        const { guests, parts } = session.view();
        for (const { guest, odds } of parts.admission?.wishes ?? []) {
          const found = guests[guest];
          if (found?.asks != null) seen.set(found.id, { odds, ...found.asks });
        }
      }
    }
    return seen;
  }
  const everybody = told();

  test('are told of everybody who may panic, and of nobody else', () => {
    const risky = level.file.setup.guests.flatMap(({ id, enters }) => (enters && enters.risk > 0 ? [id] : []));
    expect(everybody.size).toBeGreaterThan(risky.length);
    expect([...everybody].flatMap(([id, { odds }]) => (odds > 0 ? [id] : [])).sort()).toEqual([...risky].sort());
  });

  test('are those that come true, over many seeds', () => {
    const SEEDS = 120;
    for (const { odds, stay, risk } of [...everybody.values()].filter(({ risk }) => risk > 0)) {
      let fell = 0;
      for (let seed = 1; seed <= SEEDS; seed++) {
        const asks = tenant('asks', { role: 'applicant', workload: { script: [{ burst: 1 }], loop: false } });
        const setup = setupOf([{ ...asks, enters: { at: 0, stay, risk } }]);
        const created = createWorld({ ...setup, seed }, [MODEL]);
        if (!created.ok) throw new Error(created.code);
        advance(created.world, 0);
        apply(created.world, { do: 'admit', guest: 0, mode: 'container' });
        advance(created.world, stay);
        fell += created.world.kept.panics ?? 0;
      }
      // three standard deviations of as many throws
      const p = odds / 10_000;
      expect(Math.abs(fell / SEEDS - p), `${odds}`).toBeLessThan(3 * Math.sqrt((p * (1 - p)) / SEEDS) + 0.005);
    }
  });
});

describe('when a panic has cost somebody its patience', () => {
  const [WEB, RISKY, MACHINE] = [0, 1, 2];
  const admitted: LogEntry = { at: 0, c: { do: 'admit', guest: RISKY, mode: 'container' } };

  function fallen(mode: Id): World {
    const goal = { metric: 'progress', tolerance: MS, patience: 100 * MS, regain: 10_000 } as const;
    const guests = [
      tenant('web', { goal }),
      tenant('risky', { role: 'applicant', enters: { at: 0, stay: 5_000 * MS, risk: MS } }),
      tenant('vm', { goal, mode: 'hardwareAssisted2' }),
    ];
    const created = createWorld(setupOf(guests), [MODEL]);
    if (!created.ok) throw new Error(created.code);
    advance(created.world, 0);
    apply(created.world, { do: 'admit', guest: RISKY, mode });
    advance(created.world, 500 * MS);
    expect(created.world.kept.panics).toBe(1);
    return created.world;
  }

  const rows: [string, Id, number, number, number, ReturnType<typeof deedIn>][] = [
    ['it is said who had been let in, and when', 'container', WEB, 60, 120, { did: 'admitted', at: 0, other: RISKY }],
    [
      'also if it waited only afterwards, within its patience',
      'container',
      WEB,
      150,
      180,
      { did: 'admitted', at: 0, other: RISKY },
    ],
    ['not if it was over its patience since', 'container', WEB, 300, 320, null],
    ['not if it had waited before that', 'container', WEB, 10, 50, null],
    ['not if it has a kernel of its own', 'container', MACHINE, 60, 120, null],
    ['not if the kernel that fell was the newcomer’s own', 'hardwareAssisted2', WEB, 330, 400, null],
  ];
  test.each(rows)('%s', (_, mode, guest, from, until, deed) => {
    const w = fallen(mode);
    w.setup.verbs = w.setup.verbs.filter((verb) => verb !== 'place');
    expect(deedIn(w, [admitted], guest, from * MS, until * MS, true)).toEqual(deed);
  });

  test.each(rows)('and why it gave up: %s', (_, mode, guest, from, until, deed) => {
    const waited = { guest, at: from * MS, until: until * MS };
    const found = deed === null ? { waiting: 'ready', by: NONE } : { waiting: 'panic', by: RISKY };
    expect(whyGaveUp(fallen(mode), waited, 'ready')).toEqual(found);
    expect(whyGaveUp(fallen(mode), waited, 'flag')).toEqual({ waiting: 'flag', by: NONE });
  });

  test.each(['container', 'hardwareAssisted2'])('a break-out reaches whoever is on its machine: %s', (mode) => {
    const w = fallen(mode);
    w.kept.breaches = w.guests.map((_, g) => ({
      through: 0,
      broken: 0,
      at: NEVER,
      outAt: g === RISKY ? 70 * MS : NEVER,
    }));
    for (const guest of [WEB, MACHINE]) {
      const waited = { guest, at: 60 * MS, until: 120 * MS };
      expect(whyGaveUp(w, waited, 'ready')).toEqual({ waiting: 'breakOut', by: RISKY });
      expect(deedIn(w, [admitted], guest, waited.at, waited.until, true)).toMatchObject({
        did: 'letOut',
        other: RISKY,
      });
    }
  });

  test('not if nobody was let in', () => {
    const w = fallen('container');
    w.setup.verbs = w.setup.verbs.filter((verb) => verb !== 'place');
    expect(deedIn(w, [], WEB, 60 * MS, 120 * MS, true)).toBeNull();
  });
});

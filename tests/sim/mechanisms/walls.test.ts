/** Walls, jobs, memory at the door, and turning somebody out. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ledgerView } from '../../../src/session/view.ts';
import { CATEGORY } from '../../../src/sim/access.ts';
import {
  advance,
  apply,
  can,
  capacity,
  copy,
  createWorld,
  fingerprint,
  jobLeft,
  memoryLeft,
  memoryUnder,
  metric,
  NEVER,
  oddsOut,
  type Setup,
  type SimEvent,
  type Trust,
  totals,
  type World,
  wallsOf,
  wasted,
} from '../../../src/sim/index.ts';
import { levelOf } from '../../robots/level.ts';

const { file, models, kernels } = await levelOf('16-sandbox-container-machine');
const SECOND = 36_000_000;

function worldOf(seed: number, change: (setup: Setup) => Setup = (setup) => setup): World {
  const setup: Setup = { ...file.setup, seed, length: 125 * SECOND, kernels: [...kernels] };
  const made = createWorld(change(setup), models);
  if (!made.ok) throw new Error(`${made.code} at ${made.path}`);
  return made.world;
}

/** Plays on until nobody asks any more; whoever asks is let in under the mode, or refused where that is not possible. */
function letIn(w: World, modeFor: (g: number) => string, until: number, sink?: (event: SimEvent) => void): void {
  while (w.status === 'running' && w.now < until) {
    const g = w.guests.findIndex(({ stage }) => stage === 'asking');
    if (g >= 0) {
      const admit = { do: 'admit', guest: g, mode: modeFor(g) } as const;
      apply(w, can(w, admit).ok ? admit : { do: 'refuse', guest: g }, sink);
    }
    advance(w, Math.min(until, w.now + SECOND / 4), sink);
  }
}

const reliable = (setup: Setup, through: number[]): Setup => ({
  ...setup,
  admission: {
    modes: setup.admission?.modes ?? [],
    dealt: false,
    trusts: Object.fromEntries(
      Object.entries(setup.admission?.trusts ?? {}).map(([id, trust]) => [id, { ...trust, through }]),
    ),
  },
});

describe('who breaks out', () => {
  it('through as many walls as its mode has, reaches everybody on the machine', () => {
    const w = worldOf(3, (setup) => reliable(setup, [1]));
    const seen: SimEvent[] = [];
    letIn(
      w,
      () => 'container',
      40 * SECOND,
      (event) => seen.push(event),
    );
    const outs = seen.filter((event) => event.type === 'brokeOut');
    expect(outs.length).toBeGreaterThan(0);
    const reached = outs.reduce((sum, event) => sum + (event.type === 'brokeOut' ? event.reached : 0), 0);
    expect(metric(w, 'reachedGuests')?.value).toBe(reached);
    for (const out of outs) expect(w.guests['guest' in out ? out.guest : -1]?.stage).toBe('gone');
    // those who live here started over with it
    expect(w.guests[0]?.lost).toBeGreaterThan(0);
    // what they had done is useful no more, by the metric as by the ledger that is shown
    const shown = ledgerView(w);
    const all = Object.values(shown).reduce((sum, cycles) => sum + cycles, 0);
    expect(all).toBe(capacity(w));
    const useful = shown.guestUser + shown.guestKernel;
    expect(metric(w, 'usefulShare')?.value).toBe(Math.floor((useful * 10_000) / all));
    expect(shown.boot).toBe((totals(w)[CATEGORY.boot] ?? 0) + wasted(w));
    expect(wasted(w)).toBeGreaterThan(0);
  });

  it('and behind one wall more reaches nobody', () => {
    const w = worldOf(3, (setup) => reliable(setup, [1]));
    letIn(w, () => 'sandbox', 60 * SECOND);
    expect(w.kept.breaches?.some(({ broken }) => broken === 1)).toBe(true);
    expect(metric(w, 'reachedGuests')?.value).toBe(0);
  });

  it('may be turned out before the next wall breaks', () => {
    const w = worldOf(3, (setup) => reliable(setup, [2]));
    const out: SimEvent[] = [];
    const sink = (event: SimEvent): void => {
      if (event.type === 'brokeOut') out.push(event);
    };
    while (w.status === 'running' && w.now < 60 * SECOND) {
      letIn(w, () => 'sandbox', w.now + SECOND / 4, sink);
      w.kept.breaches?.forEach(({ broken }, guest) => {
        if (broken === 1) apply(w, { do: 'evict', guest }, sink);
      });
    }
    expect(out).toEqual([]);
  });

  it('gets through as many walls on a seed, whatever anybody does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom('container', 'sandbox', 'microVm'),
        (seed, mode) => {
          const [one, other] = [worldOf(seed), worldOf(seed)];
          letIn(one, () => mode, 30 * SECOND);
          const dealt = (w: World): number[] => (w.kept.breaches ?? []).map(({ through }) => through);
          expect(dealt(one)).toEqual(dealt(other));
        },
      ),
      { numRuns: 6 },
    );
  });

  it('is dealt out evenly among those who are trusted alike', () => {
    const strangers = file.setup.guests.flatMap(({ enters }, g) => (enters?.trust === 'stranger' ? [g] : []));
    const deck = file.setup.admission?.trusts?.stranger?.through ?? [];
    const decks = Math.floor(strangers.length / deck.length);
    for (const seed of [1, 2, 3, 4, 5]) {
      const dealt = strangers.map((g) => worldOf(seed).kept.breaches?.[g]?.through ?? -1);
      for (const n of new Set(deck))
        expect(dealt.filter((one) => one === n).length).toBeGreaterThanOrEqual(
          decks * deck.filter((one) => one === n).length,
        );
    }
  });
});

describe('a job', () => {
  it('is over when its work is done, and counts if that was in time', () => {
    const w = worldOf(1);
    letIn(w, (g) => (file.setup.guests[g]?.kernel === 'windows-10' ? 'virtualMachine' : 'container'), 50 * SECOND);
    const done = w.guests.flatMap((_, g) => ((w.kept.doneAt?.[g] ?? NEVER) === NEVER ? [] : [g]));
    expect(done.length).toBeGreaterThan(1);
    for (const g of done) {
      const { at = 0, stay = 0 } = w.setup.guests[g]?.enters ?? {};
      expect(jobLeft(w, g)).toBe(0);
      expect(w.guests[g]?.stage).toBe('gone');
      expect(w.kept.doneAt?.[g]).toBeLessThanOrEqual(at + stay);
    }
  });

  it('that nobody lets in is over, too', () => {
    const w = worldOf(1);
    advance(w, 60 * SECOND);
    expect(metric(w, 'inTimeShare')).toMatchObject({ value: 0 });
  });
});

describe('memory', () => {
  it('is never taken twice, and is free again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const w = worldOf(seed);
        const all = w.setup.machines[0]?.memory ?? 0;
        for (let until = SECOND; until < 70 * SECOND; until += SECOND) {
          letIn(w, (g) => ['virtualMachine', 'microVm', 'sandbox'][g % 3] ?? '', until);
          const taken = w.guests.reduce(
            (sum, { stage, mode }, g) =>
              w.setup.guests[g]?.enters !== undefined && ['starting', 'booting', 'up'].includes(stage)
                ? sum + memoryUnder(w, g, mode)
                : sum,
            0,
          );
          expect(memoryLeft(w, 0)).toBe(all - taken);
          expect(taken).toBeLessThanOrEqual(all);
        }
      }),
      { numRuns: 5 },
    );
  });

  it('says how much is missing', () => {
    const w = worldOf(1, (setup) => ({
      ...setup,
      machines: setup.machines.map((machine) => ({ ...machine, memory: 20 })),
    }));
    advance(w, 2 * SECOND);
    const guest = w.guests.findIndex(({ stage }) => stage === 'asking');
    expect(can(w, { do: 'admit', guest, mode: 'virtualMachine' })).toMatchObject({ ok: false, code: 'noMemory' });
  });
});

describe('turning out', () => {
  it('is for those who came in through the door', () => {
    const w = worldOf(1);
    advance(w, SECOND);
    expect(can(w, { do: 'evict', guest: 0 })).toMatchObject({ code: 'resides' });
    expect(can(w, { do: 'evict', guest: 2 })).toMatchObject({ code: 'dead' });
  });
});

it('goes on from a copy as from itself', () => {
  const w = worldOf(5);
  letIn(w, () => 'sandbox', 30 * SECOND);
  const other = copy(w);
  letIn(w, () => 'sandbox', 50 * SECOND);
  letIn(other, () => 'sandbox', 50 * SECOND);
  expect(fingerprint(other)).toBe(fingerprint(w));
});

it('reckons odds that fall with walls and rise with time', () => {
  const trust: Trust = { through: [0, 0, 1, 1, 2, 3], after: 100, each: 50, hostile: true };
  expect(oddsOut(trust, 1, 200)).toBeCloseTo(4 / 6);
  expect(oddsOut(trust, 2, 10_000)).toBeCloseTo(2 / 6);
  expect(oddsOut(trust, 3, 10_000)).toBeCloseTo(1 / 6);
  expect(oddsOut(trust, 2, 40)).toBe(0);
  expect(oddsOut(trust, 2, 49, 1)).toBe(0);
  expect(oddsOut(trust, 2, 50, 1)).toBeCloseTo(1 / 2);
  const w = worldOf(1);
  const walls = w.program.modes.map((_, mode) => wallsOf(w, mode).length);
  expect(Math.max(...walls)).toBe(3);
});

it('an unknown trust is refused at the border', () => {
  const { guests } = file.setup;
  const changed = guests.map((guest) =>
    guest.enters === undefined ? guest : { ...guest, enters: { ...guest.enters, trust: 'friend' } },
  );
  const made = createWorld({ ...file.setup, guests: changed, seed: 1, length: SECOND, kernels: [...kernels] }, models);
  expect(made).toMatchObject({ ok: false, code: 'noSuchTrust' });
});

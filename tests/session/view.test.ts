import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogueOf } from '../../src/session/catalogue.ts';
import { foresee } from '../../src/session/foresight.ts';
import type { History } from '../../src/session/history.ts';
import type { View } from '../../src/session/index.ts';
import { noAnswers, oftenAnswered } from '../../src/session/past/answers.ts';
import { timelineOf } from '../../src/session/past/bars.ts';
import { viewOf } from '../../src/session/view.ts';
import {
  CATEGORIES,
  type Command,
  capacity,
  fingerprint,
  isMet,
  type LevelFile,
  NEVER,
  NONE,
  stars,
  totals,
} from '../../src/sim/index.ts';
import { SAMPLE } from '../levels/sample.ts';
import { DATA, guestOf, historyOf, moves, playMoves, SECOND, worldOf } from './stage.ts';

const CATALOGUE = catalogueOf(SAMPLE, DATA.models);

function look(history: History, file: LevelFile = SAMPLE): View {
  const { world: w, past } = history;
  return viewOf({ file, w, past, catalogue: CATALOGUE, now: w.now, next: null });
}

function stage(file: LevelFile = SAMPLE): History {
  return historyOf(worldOf(file)).history;
}

function give(history: History, command: Command): void {
  const verdict = history.give(command);
  if (!verdict.ok) throw new Error(verdict.code);
}

/** Runs until a guest's first vCPU holds an exit that nobody has answered. */
function untilExit(history: History, task: number): void {
  for (let i = 0; i < 500 && history.world.tasks[task]?.exit?.handler !== NONE; i++) {
    const soon = history.world.now + 2000;
    history.advance(foresee(history.world, soon)?.at ?? soon);
  }
}

describe('a view of the start', () => {
  const view = look(stage());

  test('has every guest in its tower, ready and patient', () => {
    expect(
      view.guests.map(({ id, badge, present, patience, mood }) => ({ id, badge, present, patience, mood })),
    ).toEqual([
      { id: 'ledger', badge: 'square', present: true, patience: 100, mood: 'grace' },
      { id: 'research', badge: 'hexagon', present: true, patience: 100, mood: 'grace' },
      { id: 'desk', badge: 'diamond', present: true, patience: 100, mood: 'grace' },
    ]);
    expect(view.guests.map((guest) => guest.vcpus[0]?.place)).toEqual(['tower', 'tower', 'tower']);
    expect(guestOf(view, 'desk')).toMatchObject({ closed: true, kernel: 'windows-xp', mode: 'trapAndEmulate' });
  });

  test('has a monitor in the middle, its handlers, and the exits that the workloads can raise', () => {
    expect(view.machines.map(({ bands }) => bands.map(({ kind }) => kind))).toEqual([
      ['guests', 'monitor', 'hardware'],
    ]);
    expect(view.guests.map(({ carrier }) => carrier)).toEqual(['monitor', 'monitor', 'monitor']);
    expect(view.parts.exits?.handlers.map((handler) => handler.id)).toContain('emulator');
    expect(view.parts.exits?.reasons).toEqual(['privileged']);
    expect(view.parts.exits?.wires).toEqual([]);
    expect(view.parts.hypercalls).toBeNull();
    expect(view.parts.sharedKernel).toBeNull();
  });

  test('says when each guest will give up if nothing is done', () => {
    const { tolerance, patience } = SAMPLE.setup.guests[2]?.goal ?? { tolerance: 0, patience: 0 };
    expect(guestOf(view, 'desk').givesUpAt).toBe(tolerance + patience);
  });

  test('knows the level’s scale', () => {
    expect(view).toMatchObject({
      hz: 3_800_000_000,
      playSecondNs: 1000,
      length: 60 * SECOND,
      seed: 1,
      level: 'sample',
    });
  });
});

describe('a vCPU', () => {
  test('docks in its socket; the switch is an interval, and the cache is cold', () => {
    const history = stage();
    give(history, { do: 'place', task: 0, pcpu: 1 });
    const view = look(history);
    const vcpu = guestOf(view, 'ledger').vcpus[0];
    expect(vcpu).toMatchObject({ place: 'socket', pcpu: 1, state: 'running', frost: 10_000 });
    expect(view.pcpus[1]).toMatchObject({ interval: 'switch', mode: 'switch', guest: 0, task: 0, since: 0 });
    history.advance(view.pcpus[1]?.until ?? 0);
    expect(look(history).pcpus[1]).toMatchObject({ interval: 'warm', mode: 'warmUp' });
    history.advance(history.world.now + 500);
    const warmer = guestOf(look(history), 'ledger').vcpus[0]?.frost ?? 0;
    expect(warmer).toBeLessThan(10_000);
    expect(warmer).toBeGreaterThan(0);
  });

  test('rises to the band with an exit that nobody answers, and says how long its guest can wait', () => {
    const history = stage();
    give(history, { do: 'place', task: 1, pcpu: 0 });
    untilExit(history, 1);
    const view = look(history);
    const research = guestOf(view, 'research');
    expect(research.vcpus[0]).toMatchObject({ place: 'band', state: 'exited', pcpu: 0 });
    expect(view.parts.exits?.open).toMatchObject([
      { task: 1, guest: 1, reason: 'privileged', op: 'readClock', pcpu: 0, handler: null, waiting: true },
    ]);
    expect(view.parts.exits?.open[0]?.lasts).toBe(research.givesUpAt - (view.parts.exits?.open[0]?.at ?? 0));
    expect(view.pcpus[0]).toMatchObject({ interval: 'decision', mode: 'decision', guest: 1, until: NEVER });
    history.advance(research.givesUpAt - 1);
    expect(guestOf(look(history), 'research').reboots).toBe(0);
    history.advance(research.givesUpAt);
    expect(guestOf(look(history), 'research').reboots).toBe(1);
  });

  test('parked goes back to its tower, its exit still open', () => {
    const history = stage();
    give(history, { do: 'place', task: 1, pcpu: 0 });
    untilExit(history, 1);
    give(history, { do: 'park', pcpu: 0 });
    const view = look(history);
    expect(guestOf(view, 'research').vcpus[0]).toMatchObject({ place: 'tower', state: 'exited', pcpu: NONE });
    expect(view.parts.exits?.open).toMatchObject([{ task: 1, pcpu: NONE, waiting: true }]);
    expect(view.pcpus[0]?.interval).toBe('idle');
  });

  test('on deck is shown at the pCPU and at the chip', () => {
    const history = stage();
    give(history, { do: 'place', task: 0, pcpu: 0 });
    give(history, { do: 'deck', task: 1, pcpu: 0 });
    const view = look(history);
    expect(view.pcpus[0]?.deck).toBe(1);
    expect(guestOf(view, 'research').vcpus[0]?.deckOf).toBe(0);
    expect(guestOf(view, 'ledger').vcpus[0]?.deckOf).toBe(NONE);
  });
});

describe('wires', () => {
  function answer(history: History, handler: string): void {
    untilExit(history, 1);
    give(history, { do: 'route', task: 1, exit: history.world.tasks[1]?.exit?.n ?? 0, handler });
  }

  test('are offered after three equal answers, or one where nobody else could have answered', () => {
    const answers = noAnswers(1);
    answers.byHand.set('ioRead', { handler: 'deviceModel', times: 2, order: 1 });
    answers.byHand.set('fault', { handler: 'reflect', times: 1, order: 2 });
    const offered = () => oftenAnswered(answers, (reason) => reason === 'fault').map(({ reason }) => reason);
    expect(offered()).toEqual(['fault']);
    answers.byHand.set('ioRead', { handler: 'deviceModel', times: 3, order: 3 });
    expect(offered()).toEqual(['ioRead', 'fault']);
  });

  test('are offered once answered by hand, and not again once set or cut', () => {
    const history = stage();
    give(history, { do: 'place', task: 1, pcpu: 0 });
    expect(look(history).parts.exits?.offer).toBeNull();
    answer(history, 'emulator');
    expect(look(history).parts.exits?.offer).toEqual({ reason: 'privileged', handler: 'emulator' });
    const rule = { reason: 'privileged', guest: '*', handler: 'emulator' };
    give(history, { do: 'setRule', rule, on: true });
    const view = look(history);
    expect(view.parts.exits?.offer).toBeNull();
    expect(view.parts.exits?.wires).toMatchObject([{ reason: 'privileged', handler: 'emulator', fired: 0 }]);
    expect(view.trustedLines).toBe(view.parts.exits?.wires[0]?.codeLines);
    history.advance(history.world.now + 60_000);
    expect(look(history).parts.exits?.wires[0]?.fired).toBeGreaterThan(0);
    give(history, { do: 'setRule', rule, on: false });
    expect(look(history).parts.exits?.offer).toBeNull();
  });
});

describe('the tape', () => {
  test('tells a guest’s recent past without gaps: waiting, switching, warming, working, an exit', () => {
    const history = stage();
    history.advance(1000);
    give(history, { do: 'place', task: 1, pcpu: 0 });
    untilExit(history, 1);
    history.advance(history.world.now + 500);
    const { tape } = guestOf(look(history), 'research');
    const stretches = tape.flatMap((item) => (item.kind === 'exit' ? [] : [item]));
    expect(stretches.slice(0, 4).map((item) => item.kind)).toEqual(['ready', 'overhead', 'warm', 'useful']);
    expect(stretches.at(-1)).toMatchObject({ kind: 'held', to: NEVER });
    expect(stretches.slice(1).map((item) => item.from)).toEqual(stretches.slice(0, -1).map((item) => item.to));
    const exit = tape.find((item) => item.kind === 'exit');
    expect(exit).toMatchObject({ reason: 'privileged', at: history.world.tasks[1]?.exit?.at });
  });

  test('that was handed out never changes', () => {
    const history = stage();
    give(history, { do: 'place', task: 1, pcpu: 0 });
    untilExit(history, 1);
    const { tape } = guestOf(look(history), 'research');
    const before = structuredClone(tape);
    give(history, { do: 'route', task: 1, exit: history.world.tasks[1]?.exit?.n ?? 0, handler: 'emulator' });
    history.advance(history.world.now + 3000);
    expect(guestOf(look(history), 'research').tape.at(-1)).not.toEqual(before.at(-1));
    expect(tape).toEqual(before);
  });
});

test('every view of any run agrees with the world, and looking changes nothing', () => {
  fc.assert(
    fc.property(moves, (list) => {
      const history = stage();
      playMoves(history, list);
      const { world: w } = history;
      const print = fingerprint(w);
      const view = look(history);
      expect(fingerprint(w)).toBe(print);
      expect(view.stars).toBe(stars(w));
      expect(view.goals.map((goal) => goal.met)).toEqual(w.setup.goals.map((goal) => isMet(w, goal)));
      expect(Object.values(view.ledger).reduce((a, b) => a + b, 0)).toBe(capacity(w));
      for (const pcpu of view.pcpus) {
        const { useful, overhead, decision, idle } = pcpu.recent;
        const all = useful + overhead + decision + idle;
        expect(all === 0 || (all > 9990 && all <= 10_000)).toBe(true);
      }
      const chips = view.guests.flatMap((guest) => guest.vcpus);
      for (const chip of chips) {
        expect(chip.place === 'tower').toBe(chip.pcpu === NONE);
        if (chip.pcpu !== NONE) expect(view.pcpus[chip.pcpu]?.task).toBe(chip.task);
      }
      for (const guest of view.guests) {
        expect(guest.patience).toBeGreaterThanOrEqual(0);
        expect(guest.patience).toBeLessThanOrEqual(100);
        if (guest.givesUpAt !== NEVER) expect(guest.givesUpAt).toBeGreaterThanOrEqual(w.now);
      }
    }),
    { numRuns: 60 },
  );
});

test('the timeline accounts for every cycle of every pCPU, category by category', () => {
  fc.assert(
    fc.property(moves, (list) => {
      const history = stage();
      playMoves(history, list);
      const { world: w, past } = history;
      const bars = timelineOf(past.bars, w);
      w.pcpus.forEach((_, p) => {
        const own = bars.filter((bar) => bar.pcpu === p);
        expect(own.slice(1).map((bar) => bar.from)).toEqual(own.slice(0, -1).map((bar) => bar.to));
        expect(own.reduce((sum, bar) => sum + bar.to - bar.from, 0)).toBe(w.now);
      });
      const ledger = totals(w);
      CATEGORIES.forEach((category, i) => {
        // a burst on a cold cache is one stretch: half of it pays for the cache, half is the guest's
        if (category === 'warmUp' || category === 'guestUser') return;
        const drawn = bars.filter((bar) => bar.category === category).reduce((sum, bar) => sum + bar.to - bar.from, 0);
        expect({ category, cycles: drawn }).toEqual({ category, cycles: ledger[i] });
      });
    }),
    { numRuns: 60 },
  );
});

test('a view of 64 guests on 16 pCPUs takes about a millisecond', () => {
  const guests = Array.from({ length: 64 }, (_, i) => {
    const guest = SAMPLE.setup.guests[i % SAMPLE.setup.guests.length];
    if (!guest) throw new Error('the sample has no guests');
    return { ...guest, id: `g${i}` };
  });
  const machines = SAMPLE.setup.machines.map((machine) => ({ ...machine, pcpus: 16 }));
  const goals = SAMPLE.setup.goals.filter((goal) => goal.of === undefined);
  const rules = [{ reason: 'privileged', guest: '*', handler: 'emulator' }];
  const file = { ...SAMPLE, setup: { ...SAMPLE.setup, guests, machines, goals, rules, maxReboots: 1000 } };
  const history = stage(file);
  for (let p = 0; p < 16; p++) give(history, { do: 'place', task: p, pcpu: p });
  const times: number[] = [];
  for (let i = 0; i < 300; i++) {
    history.advance(history.world.now + 60);
    const started = performance.now();
    look(history, file);
    times.push(performance.now() - started);
  }
  const median = times.sort((a, b) => a - b)[150] ?? 0;
  console.log(`view of 64 guests: ${median.toFixed(2)} ms`);
  expect(median).toBeLessThan(6); // ms; the aim is 1, the machine is shared
});

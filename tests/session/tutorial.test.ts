import { describe, expect, test } from 'vitest';
import type { LevelFile } from '../../src/sim/index.ts';
import { SAMPLE } from '../levels/sample.ts';
import { SECOND, sessionOf } from './stage.ts';

const withSteps = (steps: LevelFile['steps']): LevelFile => ({ ...SAMPLE, steps });

/** one question with the clock frozen, then a wire, then a second of quiet */
const EXITING: LevelFile = {
  ...withSteps([
    { id: 'first', when: [{ held: 'privileged' }], until: [{ answered: 'privileged' }], holds: true },
    { id: 'wire', until: [{ wired: 1 }] },
    { id: 'quiet', when: [{ quiet: true }], until: [{ lasts: SECOND }] },
  ]),
  setup: { ...SAMPLE.setup, scheduler: { kind: 'dispatcher', slice: 0 } },
};

function frames(session: ReturnType<typeof sessionOf>, from: number, to: number): void {
  for (let t = from; t <= to; t += 20) session.frame(t);
}

describe('a frozen start', () => {
  test('holds the clock until the first steps are done, and commands work meanwhile', () => {
    const session = sessionOf({ tutorial: true });
    frames(session, 0, 5000);
    expect(session.view().now).toBe(0);
    expect([session.frozen, session.paused]).toEqual([true, false]);
    expect(session.tutorial()).toEqual({ is: 'step', id: 'place', about: { guest: 0 }, holds: true });
    session.command({ do: 'place', task: 1, pcpu: 1 });
    expect(session.frozen).toBe(true);
    session.command({ do: 'place', task: 0, pcpu: 0 });
    expect(session.frozen).toBe(false);
    frames(session, 5000, 6000);
    expect(session.view().now).toBeCloseTo(SECOND, 0);
  });

  test('is not there for those who have seen the tutorial, or skip it', () => {
    expect(sessionOf({ tutorial: false }).frozen).toBe(false);
    const session = sessionOf({ tutorial: true });
    session.skipTutorial();
    expect(session.frozen).toBe(false);
    expect(session.tutorial()).toBeNull();
    frames(session, 0, 1000);
    expect(session.view().now).toBeGreaterThan(0);
  });

  test('starting over shows the steps again, unless all were done', () => {
    const session = sessionOf({ tutorial: true });
    session.command({ do: 'place', task: 0, pcpu: 0 });
    session.restart();
    expect(session.tutorial()?.id).toBe('place');
    session.skipTutorial();
    session.restart();
    expect(session.tutorial()).toBeNull();
  });
});

describe('starting over when every step is done', () => {
  const told = () => sessionOf({ tutorial: true }, withSteps([{ id: 'read', until: [{ after: SECOND }] }]));

  test('tells everything again to whoever ended without a star, unless they skipped it', () => {
    for (const skips of [false, true]) {
      const session = told();
      if (skips) session.skipTutorial();
      frames(session, 0, 130_000);
      expect([session.view().status !== 'running', session.view().stars]).toEqual([true, 0]);
      session.restart();
      frames(session, 0, 500);
      expect(session.tutorial() === null).toBe(skips);
    }
  });

  test('tells nothing to whoever ended with a star, also of what never came up', () => {
    const steps: LevelFile['steps'] = [{ id: 'do', until: [{ event: 'guestLeft' }], from: 500 * SECOND }];
    const goals = [{ id: 'any', star: 1, metric: 'usefulShare', atLeast: 0, unit: 'bp' }] as const;
    const { setup, ...rest } = withSteps(steps);
    const session = sessionOf({ tutorial: true }, { ...rest, setup: { ...setup, goals: [...goals], maxReboots: 999 } });
    session.command({ do: 'place', task: 0, pcpu: 0 });
    frames(session, 0, 130_000);
    expect([session.view().status, session.view().stars]).toEqual(['over', 3]);
    session.restart();
    frames(session, 0, 500);
    expect(session.tutorial()).toBeNull();
    expect(session.frozen).toBe(false);
  });

  test('in the middle of a run tells nothing twice', () => {
    const session = told();
    frames(session, 0, 2000);
    session.restart();
    expect(session.tutorial()).toBeNull();
  });
});

describe('a step', () => {
  test('is shown from its own time on', () => {
    const session = sessionOf({ tutorial: true }, withSteps([{ id: 'later', from: 2 * SECOND, until: [{ busy: 1 }] }]));
    expect(session.tutorial()?.is).toBe('free');
    frames(session, 0, 1900);
    expect(session.tutorial()?.is).toBe('free');
    frames(session, 1900, 2100);
    expect(session.tutorial()).toEqual({ is: 'step', id: 'later', about: {}, holds: false });
  });

  test('that is done already is never shown', () => {
    const session = sessionOf(
      { tutorial: true },
      withSteps([
        { id: 'one', until: [{ busy: 1 }] },
        { id: 'two', until: [{ busy: 2 }] },
        { id: 'decked', until: [{ deck: 1 }] },
      ]),
    );
    session.command({ do: 'place', task: 0, pcpu: 0 });
    expect(session.tutorial()?.id).toBe('two');
    session.command({ do: 'deck', task: 2, pcpu: 0 });
    session.command({ do: 'place', task: 1, pcpu: 1 });
    expect(session.tutorial()).toBeNull();
  });

  test('about an event counts it also before its turn, but not before its time', () => {
    const placed = { event: 'taskPlaced', guest: 'research' } as const;
    const early = sessionOf(
      { tutorial: true },
      withSteps([
        { id: 'a', until: [{ busy: 2 }] },
        { id: 'b', until: [placed] },
      ]),
    );
    early.command({ do: 'place', task: 1, pcpu: 0 });
    early.command({ do: 'place', task: 0, pcpu: 1 });
    expect(early.tutorial()).toBeNull();
    const timed = sessionOf({ tutorial: true }, withSteps([{ id: 'b', from: SECOND, until: [placed] }]));
    timed.command({ do: 'place', task: 1, pcpu: 0 });
    frames(timed, 0, 1500);
    expect(timed.tutorial()?.id).toBe('b');
    timed.command({ do: 'place', task: 1, pcpu: 1 });
    timed.command({ do: 'preempt', pcpu: 0 });
    timed.command({ do: 'place', task: 1, pcpu: 1 });
    expect(timed.tutorial()).toBeNull();
  });

  test('about a rule for one guest is not over by one for all, or for another', () => {
    const ruled = { event: 'ruleChanged', guest: 'research' } as const;
    const session = sessionOf({ tutorial: true }, withSteps([{ id: 'except', until: [ruled] }]));
    for (const guest of ['*', 'ledger']) {
      const rule = { reason: 'privileged', guest, handler: 'emulator' };
      expect(session.command({ do: 'setRule', rule, on: true }).ok).toBe(true);
      expect(session.tutorial()?.id).toBe('except');
    }
    session.command({
      do: 'setRule',
      rule: { reason: 'privileged', guest: 'research', handler: 'emulator' },
      on: true,
    });
    expect(session.tutorial()).not.toMatchObject({ id: 'except' });
  });

  test('about a state looks when it is its turn', () => {
    const session = sessionOf(
      { tutorial: true },
      withSteps([
        { id: 'run', until: [{ state: 'running', guest: 'ledger' }] },
        { id: 'wait', until: [{ state: 'ready', guest: 'ledger' }] },
        { id: 'again', until: [{ state: 'running', guest: 'ledger' }] },
      ]),
    );
    session.command({ do: 'place', task: 0, pcpu: 0 });
    expect(session.tutorial()?.id).toBe('wait');
    session.command({ do: 'place', task: 1, pcpu: 0 });
    expect(session.tutorial()?.id).toBe('again');
  });

  test('about a time ends at that cycle', () => {
    const session = sessionOf({ tutorial: true }, withSteps([{ id: 'read', until: [{ after: SECOND }] }]));
    session.command({ do: 'place', task: 0, pcpu: 0 });
    session.command({ do: 'place', task: 1, pcpu: 1 });
    frames(session, 0, 900);
    expect(session.tutorial()?.id).toBe('read');
    frames(session, 900, 1100);
    expect(session.tutorial()).toBeNull();
  });

  test('stays done when one goes back', () => {
    const session = sessionOf({ tutorial: true });
    session.command({ do: 'place', task: 0, pcpu: 0 });
    frames(session, 0, 1000);
    session.rewindTo(0);
    expect(session.frozen).toBe(false);
  });

  test('about an answer freezes the clock when there is something to answer, and not before', () => {
    const session = sessionOf({ tutorial: true }, EXITING);
    expect([session.frozen, session.tutorial()]).toEqual([false, null]);
    frames(session, 0, 8000);
    expect([session.frozen, session.tutorial()?.id]).toEqual([true, 'first']);
    const held = (session.view().parts.exits?.open ?? [])[0];
    const then = session.view().now;
    frames(session, 8000, 9000);
    expect(session.view().now).toBe(then);
    session.command({ do: 'route', task: held?.task ?? -1, exit: held?.n ?? -1, handler: 'emulator' });
    expect([session.frozen, session.tutorial()?.id]).toEqual([false, 'wire']);
    session.command({ do: 'setRule', rule: { reason: 'privileged', guest: '*', handler: 'emulator' }, on: true });
    expect(session.tutorial()?.id).toBe('quiet');
    frames(session, 9000, 9900);
    expect(session.tutorial()?.id).toBe('quiet');
    frames(session, 9900, 10_200);
    expect(session.tutorial()).toBeNull();
  });

  test('about an answer that a wire has given is never shown', () => {
    const session = sessionOf({ tutorial: true }, EXITING);
    session.command({ do: 'setRule', rule: { reason: 'privileged', guest: '*', handler: 'emulator' }, on: true });
    frames(session, 0, 8000);
    expect([session.frozen, session.tutorial()]).toEqual([false, null]);
  });

  test('about an answer lets go of the clock when one goes back behind the question', () => {
    const session = sessionOf({ tutorial: true }, EXITING);
    frames(session, 0, 8000);
    session.rewindTo(0);
    expect([session.frozen, session.tutorial()]).toEqual([false, null]);
  });

  test('is hidden while what it speaks of is not so', () => {
    const shown = {
      when: [{ state: 'running', guest: 'ledger' }],
      until: [{ state: 'running', guest: 'desk' }],
    } as const;
    const session = sessionOf(
      { tutorial: true },
      withSteps([{ id: 'swap', when: [...shown.when], until: [...shown.until] }]),
    );
    expect(session.tutorial()?.is).toBe('free');
    session.command({ do: 'place', task: 0, pcpu: 0 });
    expect(session.tutorial()).toEqual({ is: 'step', id: 'swap', about: { guest: 0 }, holds: false });
    session.command({ do: 'preempt', pcpu: 0 });
    expect(session.tutorial()).toEqual({ is: 'free', id: 'free', about: { guest: 0, pcpu: 0 }, holds: false });
    session.command({ do: 'place', task: 2, pcpu: 1 });
    expect(session.tutorial()).toBeNull();
  });

  test('that follows another is left out where that was never shown', () => {
    const steps: LevelFile['steps'] = [
      { id: 'one', until: [{ busy: 1 }] },
      { id: 'follows', follows: true, until: [{ after: SECOND }] },
      { id: 'last', until: [{ busy: 2 }] },
    ];
    const told = sessionOf({ tutorial: true }, withSteps(steps));
    told.command({ do: 'place', task: 0, pcpu: 0 });
    told.command({ do: 'place', task: 1, pcpu: 1 });
    expect(told.tutorial()?.id).toBe('follows');
    const early = sessionOf({ tutorial: true }, withSteps([{ id: 'zero', until: [{ busy: 1 }] }, ...steps]));
    early.command({ do: 'place', task: 0, pcpu: 0 });
    expect(early.tutorial()?.id).toBe('last');
  });

  test('that follows counts only what happens from its turn on', () => {
    const placed = { event: 'taskPlaced', guest: 'research' } as const;
    const session = sessionOf(
      { tutorial: true },
      withSteps([
        { id: 'both', until: [{ busy: 2 }] },
        { id: 'again', follows: true, until: [placed] },
      ]),
    );
    session.command({ do: 'place', task: 1, pcpu: 0 });
    session.command({ do: 'place', task: 0, pcpu: 1 });
    expect(session.tutorial()?.id).toBe('again');
    session.command({ do: 'preempt', pcpu: 0 });
    session.command({ do: 'place', task: 1, pcpu: 0 });
    expect(session.tutorial()).toBeNull();
  });

  test('that lasts counts the time in which it was shown', () => {
    const session = sessionOf({ tutorial: true }, withSteps([{ id: 'remark', until: [{ lasts: SECOND }] }]));
    frames(session, 0, 3000);
    expect(session.tutorial()?.is).toBe('free');
    session.command({ do: 'place', task: 0, pcpu: 0 });
    session.command({ do: 'place', task: 1, pcpu: 1 });
    expect(session.tutorial()?.id).toBe('remark');
    frames(session, 3000, 3900);
    expect(session.tutorial()?.id).toBe('remark');
    frames(session, 3900, 4200);
    expect(session.tutorial()).toBeNull();
  });

  test('that holds time waits for its own answer: what was done before it was asked answers nothing', () => {
    const swapped = { event: 'taskPlaced' } as const;
    const session = sessionOf(
      { tutorial: true },
      withSteps([
        { id: 'start', until: [{ busy: 2 }] },
        { id: 'ask', from: SECOND, until: [swapped], holds: true },
      ]),
    );
    session.command({ do: 'place', task: 0, pcpu: 0 });
    session.command({ do: 'place', task: 1, pcpu: 1 });
    frames(session, 0, 3000);
    expect([session.tutorial()?.id, session.frozen]).toEqual(['ask', true]);
    const stands = session.view().now;
    session.command({ do: 'place', task: 2, pcpu: 0 });
    expect([session.tutorial(), session.frozen]).toEqual([null, false]);
    frames(session, 3000, 4000);
    expect(session.view().now).toBeGreaterThan(stands);
  });

  test('that asks may be left as it is where it says so, and nowhere else', () => {
    const until: LevelFile['steps'][number]['until'] = [{ event: 'taskPlaced' }];
    const asked = sessionOf({ tutorial: true }, withSteps([{ id: 'ask', until, holds: true, leave: true }]));
    expect(asked.tutorial()).toMatchObject({ id: 'ask', leave: true });
    expect([asked.leaveStep(), asked.frozen, asked.tutorial()?.is]).toEqual([true, false, undefined]);
    const told = sessionOf({ tutorial: true }, withSteps([{ id: 'do', until, holds: true }]));
    expect([told.leaveStep(), told.frozen]).toEqual([false, true]);
  });

  test('knows what it is still to explain, until it does', () => {
    const steps: LevelFile['steps'] = [
      { id: 'first', until: [{ event: 'taskPlaced' }], holds: true },
      { id: 'keys', until: [{ event: 'interruptInjected', byHand: true }] },
    ];
    const session = sessionOf({ tutorial: true }, withSteps(steps));
    expect([session.teaches('interruptInjected'), session.teaches('taskPlaced')]).toEqual([true, false]);
    session.command({ do: 'place', task: 0, pcpu: 0 });
    expect([session.tutorial()?.id, session.teaches('interruptInjected')]).toEqual(['keys', false]);
    expect(sessionOf({ tutorial: false }, withSteps(steps)).teaches('interruptInjected')).toBe(false);
  });

  test('tells events by hand from those by nobody', () => {
    const steps: LevelFile['steps'] = [{ id: 'itself', until: [{ event: 'taskPlaced', byHand: false }] }];
    const session = sessionOf({ tutorial: true }, withSteps(steps));
    session.command({ do: 'place', task: 0, pcpu: 0 });
    session.command({ do: 'place', task: 2, pcpu: 1 });
    session.command({ do: 'deck', task: 1, pcpu: 0 });
    expect(session.tutorial()?.id).toBe('itself');
    session.command({ do: 'preempt', pcpu: 0 });
    frames(session, 0, 3000);
    expect(session.tutorial()).toBeNull();
  });
});

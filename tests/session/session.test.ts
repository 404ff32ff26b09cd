import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { loadLevel } from '../../src/levels/index.ts';
import { createSession, parseRun, runText, type Session, verify } from '../../src/session/index.ts';
import type { Command, LevelFile, SimEvent } from '../../src/sim/index.ts';
import { NONE } from '../../src/sim/types.ts';
import { SAMPLE } from '../levels/sample.ts';
import { DATA, guestOf, SECOND, sessionOf } from './stage.ts';

const place = (task: number, pcpu: number): Command => ({ do: 'place', task, pcpu });

/** Runs frames of the given length in milliseconds until so much time has passed. */
function frames(session: Session, milliseconds: number, each = 16, from = 0): void {
  for (let t = 0; t <= milliseconds; t += each) session.frame(from + t);
}

describe('time', () => {
  test('one second of play is the level’s number of nanoseconds, at any speed', () => {
    for (const speed of [0.25, 1, 4] as const) {
      const session = sessionOf({ speed });
      frames(session, 2000, 20);
      expect(session.view().now).toBeCloseTo(2 * SECOND * speed, 0);
    }
  });

  test('a long frame counts as 100 ms, and the clock never goes back', () => {
    const session = sessionOf();
    session.frame(0);
    session.frame(60_000);
    expect(session.view().now).toBeCloseTo(0.1 * SECOND, 0);
    session.frame(50_000);
    expect(session.view().now).toBeCloseTo(0.1 * SECOND, 0);
  });

  test('it stands while the run is paused, and nothing is made up for afterwards', () => {
    const session = sessionOf();
    frames(session, 500);
    session.pause();
    const { now } = session.view();
    frames(session, 5000, 16, 500);
    expect(session.view().now).toBe(now);
    session.play();
    session.frame(90_000);
    session.frame(90_016);
    expect(session.view().now).toBeCloseTo(now + 0.016 * SECOND, 0);
  });

  test('the display time is fractional and never later than what has been simulated', () => {
    const session = sessionOf({ speed: 0.25 });
    const stamped: number[] = [];
    session.listen((event) => stamped.push(event.at));
    session.frame(0);
    let fractional = 0;
    for (let i = 1; i < 200; i++) {
      session.frame(i * 7.3);
      const { now } = session.view();
      if (!Number.isInteger(now)) fractional++;
      for (const at of stamped) expect(at).toBeLessThanOrEqual(Math.ceil(now));
    }
    expect(fractional).toBeGreaterThan(150);
  });

  test('the view is the same object until something changes', () => {
    const session = sessionOf();
    session.frame(0);
    session.frame(16);
    const view = session.view();
    expect(session.view()).toBe(view);
    session.pause();
    session.frame(32);
    expect(session.view()).toBe(view);
    session.command(place(0, 0));
    expect(session.view()).not.toBe(view);
  });
});

describe('commands', () => {
  test('work while paused, at the present cycle', () => {
    const session = sessionOf();
    frames(session, 300);
    session.pause();
    expect(session.command(place(0, 0))).toEqual({ ok: true });
    expect(guestOf(session.view(), 'ledger').vcpus[0]?.state).toBe('running');
    expect(session.moments()).toEqual([Math.ceil(session.view().now)]);
  });

  test('a refused one is answered with its code and leaves no trace', () => {
    const session = sessionOf();
    session.command(place(0, 0));
    const view = session.view();
    const refused = session.command(place(0, 1));
    expect(refused).toMatchObject({ ok: false, code: 'alreadyPlaced' });
    expect(session.can(place(0, 1))).toEqual(refused);
    expect(session.moments()).toEqual([0]);
    expect(session.view()).toBe(view);
  });

  test('listeners hear what happens, watchers see the view after the frame', () => {
    const session = sessionOf();
    const heard: SimEvent['type'][] = [];
    const watched = vi.fn();
    session.listen((event) => heard.push(event.type));
    session.watch(watched);
    session.command(place(0, 0));
    expect(heard).toContain('taskPlaced');
    expect(watched).not.toHaveBeenCalled();
    session.frame(0);
    expect(watched).toHaveBeenCalledExactlyOnceWith(session.view());
    session.pause();
    session.frame(16);
    expect(watched).toHaveBeenCalledTimes(1);
  });

  test('a listener may give a command of its own', () => {
    const session = sessionOf();
    session.listen((event) => {
      if (event.type === 'taskPlaced' && event.task === 0) session.command(place(1, 1));
    });
    session.command(place(0, 0));
    expect(session.view().pcpus.map((pcpu) => pcpu.task)).toEqual([0, 1]);
  });
});

describe('step and no hurry', () => {
  /** Slices so short that the next decision, the end, is thousands of events away. */
  const restless: LevelFile = {
    ...SAMPLE,
    seconds: 20,
    setup: {
      ...SAMPLE.setup,
      guests: SAMPLE.setup.guests.map(({ goal: _, ...guest }) => guest),
      goals: SAMPLE.setup.goals.filter((goal) => goal.of === undefined),
      rules: [{ reason: 'privileged', guest: '*', handler: 'emulator' }],
      scheduler: { kind: 'roundRobin', slice: 50 },
    },
  };

  test('what is far away is announced some frames later, also while time stands', () => {
    const session = sessionOf({}, restless);
    session.pause();
    expect(session.view().next).toBeNull();
    const seen: (string | null)[] = [];
    session.watch(({ next }) => seen.push(next?.kind ?? null));
    frames(session, 1000);
    expect(seen).toEqual([null, 'end']);
    expect(session.view().next).toMatchObject({ kind: 'end', at: 20 * SECOND });
  });

  test('Step runs to it although it has not been announced', () => {
    const session = sessionOf({ speed: 4 }, restless);
    session.step();
    expect(session.view().next).toBeNull();
    frames(session, 6000, 100);
    expect(session.outcome()).toMatchObject({ status: 'over', cycles: 20 * SECOND });
  });

  test('Step runs to the decision that the view announces, then pauses', () => {
    const session = sessionOf();
    session.command(place(0, 0));
    for (let steps = 0; steps < 5; steps++) {
      const { next } = session.view();
      if (next === null) throw new Error('nothing is foreseen');
      session.pause();
      session.step();
      expect(session.paused).toBe(false);
      frames(session, 40_000, 50, steps * 40_050);
      expect(session.paused).toBe(true);
      const { now, parts } = session.view();
      expect(now).toBe(next.at);
      if (next.kind === 'exit')
        expect(parts.exits?.open.some((exit) => exit.guest === next.guest && exit.waiting)).toBe(true);
      session.command(place(steps % 3, steps % 2));
    }
  });

  test('with no hurry time stops as soon as somebody becomes ready, and says so', () => {
    const session = sessionOf({ noHurry: true });
    session.command(place(0, 0));
    session.command(place(1, 1));
    const since = (): number => session.view().now;
    let waited = 0;
    let t = 0;
    for (let stops = 0; stops < 400 && session.outcome() === null; stops++) {
      for (session.play(); !session.paused && session.outcome() === null; t += 50) session.frame(t);
      const { stopped } = session;
      if (session.outcome() !== null) break;
      expect(stopped?.at).toBe(since());
      for (const { vcpus } of session.view().guests) {
        // nobody has been ready for a while without that time stopped for it
        const [chip] = vcpus;
        if (chip?.state === 'ready' && chip.since === since()) waited++;
      }
      if (stopped?.kind === 'ready') {
        const who = session.view().guests[stopped.guest];
        expect(who?.vcpus[0]).toMatchObject({ state: 'ready', since: since() });
      }
      const [exit] = (session.view().parts.exits?.open ?? []).filter((one) => one.waiting);
      const handler = exit === undefined ? undefined : session.options(exit.task)[0]?.handler;
      if (exit !== undefined && handler !== undefined)
        session.command({ do: 'route', task: exit.task, exit: exit.n, handler });
    }
    expect(waited).toBeGreaterThan(0);
    session.play();
    expect(session.stopped).toBeNull();
  });

  test('with no hurry a run does not begin past a free processor, but goes on when it is told to', () => {
    const session = sessionOf({ noHurry: true });
    session.frame(0);
    session.frame(50);
    expect([session.view().now, session.paused, session.stopped?.kind]).toEqual([0, true, 'socket']);
    session.play();
    session.frame(100);
    session.frame(150);
    expect(session.view().now).toBeGreaterThan(0);
  });

  test('what time was stopped for is over when it is answered, and time stands on', () => {
    const session = sessionOf({ noHurry: true });
    session.frame(0);
    session.frame(50);
    const { pcpu = NONE, guest = NONE } = session.stopped ?? {};
    const other = session.view().guests.find(({ index, vcpus }) => index !== guest && vcpus[0]?.state === 'ready');
    const free = session.view().pcpus.find(({ index, interval }) => index !== pcpu && interval === 'idle');
    if (other?.vcpus[0] === undefined || free === undefined) throw new Error('the level has too little to decide');
    expect(session.command({ do: 'place', task: other.vcpus[0].task, pcpu: free.index }).ok).toBe(true);
    expect(session.stopped?.guest).toBe(guest);
    const own = session.view().guests[guest]?.vcpus[0];
    expect(session.command({ do: 'place', task: own?.task ?? NONE, pcpu }).ok).toBe(true);
    expect([session.paused, session.stopped]).toEqual([true, null]);
  });

  test('with no hurry time goes on by itself once an exit is answered', async () => {
    const loaded = await loadLevel('04-trap-and-emulate');
    if (!loaded.ok) throw new Error(loaded.code);
    const { file, models, kernels } = loaded.value;
    const session = sessionOf({ noHurry: true, tutorial: false }, file, { models, kernels });
    for (let t = 0; session.stopped?.kind !== 'exit' && t < 20_000; t += 50) {
      session.frame(t);
      if (session.stopped !== null && session.stopped.kind !== 'exit') session.play();
    }
    expect([session.paused, session.stopped?.kind]).toEqual([true, 'exit']);
    const held = session.view().parts.exits?.open.find(({ waiting }) => waiting);
    const task = held?.task ?? NONE;
    const [first] = session.options(task);
    const verdict = session.command({ do: 'route', task, exit: held?.n ?? NONE, handler: first?.handler ?? '' });
    expect([verdict.ok, session.paused, session.stopped]).toEqual([true, false, null]);
  });

  test('with no hurry a switch to it stops at what stands open, and says at what', () => {
    const session = sessionOf();
    frames(session, 300);
    session.setNoHurry(true);
    session.frame(1000);
    expect([session.paused, session.stopped?.kind]).toEqual([true, 'socket']);
  });

  test('with no hurry time stops before a guest gives up, and while it is content never for its patience', () => {
    const session = sessionOf({ noHurry: true });
    const perSecond = SECOND;
    let stops = 0;
    for (let t = 0; t < 400_000 && session.outcome() === null; t += 50) {
      session.frame(t);
      if (!session.paused) continue;
      const { stopped } = session;
      const guest = session.view().guests[stopped?.guest ?? -1];
      if (stopped?.kind === 'patience') expect(guest?.patience).toBeLessThanOrEqual(30);
      if (stopped?.kind === 'givesUp') {
        stops++;
        expect((guest?.givesUpAt ?? 0) - session.view().now).toBeLessThanOrEqual(4 * perSecond);
      }
      session.play();
    }
    const reboots = session.view().guests.reduce((sum, { reboots }) => sum + reboots, 0);
    expect(reboots).toBeGreaterThan(0);
    expect(stops).toBeGreaterThanOrEqual(reboots);
    // once for each approach, not once a frame
    expect(stops).toBeLessThanOrEqual(reboots + session.view().guests.length);
  });

  test('with no hurry time stops at every decision that would be missed in play', () => {
    const calm = sessionOf({ noHurry: true });
    calm.command(place(0, 0));
    let stops = 0;
    for (let t = 0; t < 60_000; t += 50) {
      calm.frame(t);
      if (!calm.paused) continue;
      stops++;
      const [exit] = calm.view().parts.exits?.open ?? [];
      if (exit?.waiting) {
        const [option] = calm.options(exit.task);
        if (!option?.verdict.ok) throw new Error('no way to answer');
        expect(calm.command({ do: 'route', task: exit.task, exit: exit.n, handler: option.handler }).ok).toBe(true);
      }
      calm.play();
    }
    expect(stops).toBeGreaterThan(5);
    expect(calm.view().ledger.decision).toBe(0);
  });
});

describe('going back', () => {
  function played(): Session {
    const session = sessionOf();
    session.command(place(0, 0));
    frames(session, 3000);
    session.command(place(2, 1));
    frames(session, 3000, 16, 3000);
    return session;
  }

  test('shows the run as it stood before what was done then, paused', () => {
    const session = played();
    const [, second] = session.moments();
    session.rewindTo(second ?? 0);
    expect(session.paused).toBe(true);
    expect(session.view().now).toBe(second);
    expect(session.view().pcpus[1]?.task).toBe(-1);
    expect(session.moments()).toEqual([0, second]);
    expect(session.ghost()).toBeNull();
  });

  test('playing on from there is a new branch, and no straight run any more', () => {
    const session = played();
    const from = session.moments()[1] ?? 0;
    session.rewindTo(from);
    session.play();
    frames(session, 100_000, 100);
    const outcome = session.outcome();
    expect(outcome?.straight).toBe(false);
    expect(outcome?.actions).toBe(1);
    expect(session.ghost()).toMatchObject({
      from: session.moments()[0] === 0 ? expect.any(Number) : 0,
      log: { length: 2 },
    });
  });

  test('merely looking back and returning keeps it straight', () => {
    const session = played();
    session.rewindTo(0);
    session.rewindTo(1e12);
    expect(session.view().pcpus.map((pcpu) => pcpu.task)).toEqual([0, 2]);
    session.play();
    frames(session, 100_000, 100);
    expect(session.outcome()).toMatchObject({ straight: true, actions: 2 });
  });

  test('starting over meets the same demand, or another seed’s', () => {
    const session = played();
    session.restart();
    expect(session.moments()).toEqual([]);
    expect(session.view().now).toBe(0);
    session.restart(7);
    expect([session.seed, session.view().seed]).toEqual([7, 7]);
  });
});

/** The same commands at the same cycles, however the frames fall: the run's text makes the very same world. */
test('a run verifies, whatever the lengths of its frames and the speeds were', () => {
  const frame = fc.tuple(fc.integer({ min: 1, max: 140 }), fc.constantFrom(0.25, 0.5, 1, 2, 4), fc.nat(1000));
  fc.assert(
    fc.property(fc.array(frame, { minLength: 20, maxLength: 60 }), fc.integer({ min: 0, max: 99 }), (list, seed) => {
      const session = sessionOf({ seed });
      let t = 0;
      for (let i = 0; session.outcome() === null && i < 5000; i++) {
        const [ms, speed, n] = list[i % list.length] ?? [16, 1, 0];
        session.setSpeed(speed as 1);
        t += ms;
        session.frame(t);
        const [exit] = (session.view().parts.exits?.open ?? []).filter((one) => one.waiting);
        const [option] = exit ? session.options(exit.task) : [];
        if (exit && option?.verdict.ok && n < 900)
          session.command({ do: 'route', task: exit.task, exit: exit.n, handler: option.handler });
        else session.command(place(n % 3, n % 2));
      }
      const outcome = session.outcome();
      if (!outcome) throw new Error('the run did not end');
      const read = parseRun(runText(outcome.run));
      if (!read.ok) throw new Error(`${read.code} at ${read.path}`);
      expect(verify(read.value, SAMPLE, DATA)).toMatchObject({ is: 'verified' });
      expect(read.value.marks.at(-1)).toEqual([outcome.cycles, outcome.fingerprint]);
    }),
    { numRuns: 12 },
  );
});

test('a level that contradicts itself is no session', () => {
  const broken: LevelFile = {
    ...SAMPLE,
    setup: { ...SAMPLE.setup, guests: SAMPLE.setup.guests.map((guest) => ({ ...guest, kernel: 'none' })) },
  };
  expect(createSession(broken, DATA, { seed: 1 })).toEqual({
    ok: false,
    code: 'noSuchKernel',
    path: 'setup.guests.0.kernel',
  });
});

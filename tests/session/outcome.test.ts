import { describe, expect, test } from 'vitest';
import { explain } from '../../src/session/explain.ts';
import type { Explained, Session } from '../../src/session/index.ts';
import { deedIn, unblamed } from '../../src/session/missed.ts';
import { play } from '../../src/session/robots.ts';
import { ledgerView } from '../../src/session/view.ts';
import { CATEGORIES, type LevelFile, METRIC_NAMES, stars } from '../../src/sim/index.ts';
import { POLICIES, playRobot } from '../../src/sim/policies/index.ts';
import { SAMPLE } from '../levels/sample.ts';
import { DATA, SECOND, sessionOf, worldOf } from './stage.ts';

/** Plays to the end; `decide` is asked once per frame of 50 ms. */
function played(session: Session, decide: (session: Session) => void = () => undefined): Explained {
  for (let t = 0; session.outcome() === null && t < 400_000; t += 50) {
    decide(session);
    session.frame(t);
  }
  const outcome = session.outcome();
  if (!outcome) throw new Error('the run did not end');
  return { ...outcome, ...outcome.why(explain) };
}

/** Answers every exit with the cheapest handler, and keeps both pCPUs busy. */
function diligent(session: Session): void {
  const view = session.view();
  for (const exit of (view.parts.exits?.open ?? []).filter((one) => one.waiting)) {
    const option = session.options(exit.task)[0];
    if (option?.verdict.ok) session.command({ do: 'route', task: exit.task, exit: exit.n, handler: option.handler });
  }
  for (const pcpu of view.pcpus.filter((one) => one.interval === 'idle')) {
    const ready = view.guests.flatMap((guest) => guest.vcpus).find((vcpu) => vcpu.state === 'ready');
    if (ready) session.command({ do: 'place', task: ready.task, pcpu: pcpu.index });
  }
}

/** Answers exits, and puts the guest that waits longest on a pCPU only every few seconds: others wait meanwhile. */
function swapping(): (session: Session) => void {
  let last = 0;
  return (session) => {
    const view = session.view();
    for (const exit of (view.parts.exits?.open ?? []).filter((one) => one.waiting)) {
      const option = session.options(exit.task)[0];
      if (option?.verdict.ok) session.command({ do: 'route', task: exit.task, exit: exit.n, handler: option.handler });
    }
    if (view.now - last < 3 * SECOND) return;
    last = view.now;
    const ready = view.guests.flatMap((guest) => guest.vcpus).filter((vcpu) => vcpu.state === 'ready');
    const [first] = ready.sort((a, b) => a.since - b.since);
    if (first !== undefined) session.command({ do: 'place', task: first.task, pcpu: Math.floor(last / SECOND) % 2 });
  };
}

/** Nobody gives up on the level, whatever happens. */
const patient: LevelFile = { ...SAMPLE, setup: { ...SAMPLE.setup, maxReboots: 1000 } };

describe('an outcome', () => {
  const session = sessionOf({}, patient);
  const outcome = played(session, diligent);

  test('is there only when the run is over, and then stays the same', () => {
    expect(sessionOf().outcome()).toBeNull();
    expect(session.outcome()).toBe(session.outcome());
    expect(outcome).toMatchObject({ level: 'sample', seed: 1, status: 'over', straight: true, cycles: 60 * SECOND });
  });

  test('accounts for every cycle and every command', () => {
    const sum = Object.values(outcome.ledger).reduce((a, b) => a + b, 0);
    expect(sum).toBe(2 * outcome.cycles);
    expect(Object.keys(outcome.ledger)).toEqual([...CATEGORIES]);
    expect(outcome.actions).toBe(outcome.run.log.length);
    expect(outcome.timeline.reduce((all, bar) => all + bar.to - bar.from, 0)).toBe(sum);
    for (const name of Object.keys(outcome.metrics)) expect(['actions', ...METRIC_NAMES]).toContain(name);
  });

  test('has the goals as the view showed them last', () => {
    const view = session.view();
    expect(outcome.goals.map(({ id, met, value }) => ({ id, met, value }))).toEqual(
      view.goals.map(({ id, met, value }) => ({ id, met, value })),
    );
    expect(outcome.stars).toBe(view.stars);
    expect(outcome.usefulShare).toBe(view.usefulShare);
  });

  test('names what cost most, the dearest first, inside the run', () => {
    expect(outcome.costly.length).toBeGreaterThan(0);
    const cycles = outcome.costly.map((one) => one.cycles);
    expect(cycles).toEqual([...cycles].sort((a, b) => b - a));
    for (const { at, until } of outcome.costly) {
      expect(at).toBeGreaterThanOrEqual(0);
      expect(until).toBeLessThanOrEqual(outcome.cycles);
      expect(until).toBeGreaterThanOrEqual(at);
    }
  });

  test('is compared with the reference robot on the same demand', () => {
    const w = worldOf(patient);
    const policy = POLICIES[patient.robots.reference.policy];
    if (!policy) throw new Error('no code for the reference');
    playRobot(w, policy, patient.robots.reference, SECOND);
    expect(outcome.reference(play)?.stars).toBe(stars(w));
    expect(outcome.reference(play)?.ledger).toEqual(ledgerView(w));
  });

  test('and with the bare machine, where no hypervisor takes anything', () => {
    const { ledger } = outcome.native(play) ?? { ledger: null };
    expect(ledger).toMatchObject({ exitEntry: 0, emulation: 0, decision: 0 });
    expect(ledger?.guestUser).toBeGreaterThan(0);
  });
});

test('a lost run has no stars and names the guest that gave up last', () => {
  const impatient: LevelFile = { ...SAMPLE, setup: { ...SAMPLE.setup, maxReboots: 1 } };
  const outcome = played(sessionOf({}, impatient));
  expect(outcome).toMatchObject({ status: 'lost', stars: 0 });
  expect(outcome.cause).toMatchObject({ waiting: 'ready', at: outcome.cycles });
  expect(outcome.run.marks.at(-1)).toEqual([outcome.cycles, outcome.fingerprint]);
});

test('a restart that lost work begins with the wait that led to it', () => {
  const session = sessionOf({}, patient);
  session.command({ do: 'place', task: 0, pcpu: 0 });
  const reboots = played(session).costly.filter((one) => one.kind === 'reboot');
  expect(reboots.length).toBeGreaterThan(0);
  for (const { guest, at, until } of reboots) {
    expect(guest).toBe(0);
    expect(until - at).toBeGreaterThanOrEqual(SAMPLE.setup.guests[0]?.goal?.tolerance ?? 0);
  }
});

test('a pCPU that stands idle while somebody is ready is named, and so is an exit that nobody answers', () => {
  const idle = played(sessionOf({}, patient));
  expect(idle.costly.map((one) => one.kind)).toContain('idle');
  expect(idle.costly.find((one) => one.kind === 'idle')?.cycles).toBeGreaterThan(SECOND);
  const held = sessionOf({}, patient);
  held.command({ do: 'place', task: 1, pcpu: 0 });
  const waited = played(held).costly.find((one) => one.kind === 'decision');
  expect(waited).toMatchObject({ guest: 1, reason: 'privileged' });
});

test('swapping without end is called thrash', () => {
  let n = 0;
  const outcome = played(sessionOf({}, patient), (session) => {
    if (n++ % 20 === 0) session.command({ do: 'place', task: n % 3, pcpu: 0 });
  });
  expect(outcome.costly.map((one) => one.kind)).toContain('thrash');
});

test('slices that end by themselves are nobody’s thrash', () => {
  const scheduler = { kind: 'roundRobin', slice: 2_000 } as const;
  const outcome = played(sessionOf({}, { ...patient, setup: { ...patient.setup, scheduler } }));
  expect(outcome.ledger.switch).toBeGreaterThan(outcome.ledger.guestUser);
  expect(outcome.costly.map((one) => one.kind)).not.toContain('thrash');
});

test('a goal that was held and lost says when it slipped away', () => {
  const goals = SAMPLE.setup.goals.map((goal) =>
    goal.id === 'useful' ? { ...goal, star: 1 as const, atLeast: 500 } : { ...goal, star: 2 as const },
  );
  const file = { ...patient, setup: { ...patient.setup, goals } };
  const session = sessionOf({}, file);
  session.command({ do: 'place', task: 2, pcpu: 0 });
  const outcome = played(session);
  const { nearMiss } = outcome;
  expect(outcome.usefulShare).toBeLessThan(500);
  expect(nearMiss).toMatchObject({ goal: 'useful', by: 500 - outcome.usefulShare });
  expect(nearMiss?.at).toBeGreaterThan(0);
  expect(nearMiss?.at).toBeLessThan(outcome.cycles);
  expect((nearMiss?.at ?? 0) % SECOND).toBe(0);
});

test('the log of an outcome is what the session was told', () => {
  const session = sessionOf({}, patient);
  session.command({ do: 'place', task: 0, pcpu: 0 });
  const outcome = played(session);
  expect(outcome.run.log).toEqual([{ at: 0, c: { do: 'place', task: 0, pcpu: 0 } }]);
  expect(outcome.run.hash).toMatch(/^[0-9a-f]{16}$/);
  expect(DATA.models).toHaveLength(1);
});

describe('the star that was missed', () => {
  const strict = (metric: string, of: string): LevelFile => ({
    ...patient,
    setup: {
      ...patient.setup,
      goals: [{ id: 'slow', star: 1, metric, of, atMost: 1, unit: 'ns', minSamples: 1 }],
    },
  });

  test('by a wait is shown its longest wait, of the guests that it is about, and what was done meanwhile', () => {
    const { worst, costly } = played(sessionOf({}, strict('wakeToRunWorst', 'interactive')), swapping());
    expect(worst).toMatchObject({ kind: 'longWait' });
    const interactive = patient.setup.guests.flatMap(({ role }, g) => (role === 'interactive' ? [g] : []));
    expect(interactive).toContain(worst?.guest);
    for (const { guest, at, until } of costly.filter(({ kind }) => kind === 'idle'))
      if (interactive.includes(guest)) expect(until - at).toBeLessThanOrEqual((worst?.until ?? 0) - (worst?.at ?? 0));
  });

  test('says that nothing was done, when nothing was', () => {
    const goals: LevelFile['setup']['goals'] = [
      { id: 'useful', star: 1, metric: 'usefulShare', atLeast: 9000, unit: 'bp' },
    ];
    const { worst } = played(sessionOf({}, { ...patient, setup: { ...patient.setup, goals } }));
    expect(worst).toMatchObject({ kind: 'idle', deed: { did: 'nothing' } });
  });

  test('lays it to the placement of somebody else while the guest waited', () => {
    const { worst } = played(sessionOf({}, strict('wakeToRunWorst', 'all')), swapping());
    if (worst?.deed?.did !== 'placed') throw new Error(`done: ${worst?.deed?.did}`);
    expect(worst.deed.other).not.toBe(worst.guest);
    expect(worst.deed.at).toBeGreaterThanOrEqual(worst.at);
    expect(worst.deed.at).toBeLessThanOrEqual(worst.until);
  });
});

test('a service held no processor while others ran there', () => {
  const { costly, timeline } = played(sessionOf({}, patient), diligent);
  for (const { at, until, guest, cycles } of costly.filter(({ kind }) => kind === 'held')) {
    const bars = timeline.filter((bar) => bar.guest === guest && bar.from < until && bar.to > at);
    const busy = bars.reduce((sum, bar) => sum + Math.min(bar.to, until) - Math.max(bar.from, at), 0);
    expect(cycles).toBeLessThanOrEqual(busy);
    expect(cycles).toBeGreaterThan(0);
  }
});

test('a cold cache costs no more than it can: a guest works while it gets warm', () => {
  const w = worldOf(patient);
  const losses = played(sessionOf({}, patient), swapping()).costly.filter(({ kind }) => kind === 'coldCache');
  for (const { guest, cycles } of losses) {
    const { footprint } = patient.setup.guests[guest] ?? { footprint: 0 };
    expect(cycles).toBeLessThanOrEqual(footprint * (w.program.machines[0]?.coldLine ?? 0));
    expect(cycles).toBeGreaterThan(0);
  }
});

describe('a goal that counts no samples is laid to something that moves it', () => {
  const missed = (metric: string, part: { atLeast: number } | { atMost: number }): Explained => {
    const goals: LevelFile['setup']['goals'] = [{ id: 'one', star: 1, metric, unit: 'bp', ...part }];
    return played(sessionOf({}, { ...patient, setup: { ...patient.setup, goals } }), swapping());
  };

  test('never a restart where lost work is not counted, or a lone idle processor where only the pace of who runs is', () => {
    expect(missed('usefulShare', { atLeast: 9999 }).worst?.kind).not.toBe('reboot');
    expect(['idle', 'reboot', 'decision']).not.toContain(missed('workPerCycle', { atLeast: 10_000 }).worst?.kind);
  });

  test('and to nothing where nothing is known that does', () => {
    const { worst, costly } = missed('fairness', { atLeast: 10_000 });
    expect(costly.length).toBeGreaterThan(0);
    expect(worst).toBeNull();
  });
});

describe('what the player did about a guest that gave up', () => {
  const [first] = SAMPLE.setup.guests;
  const patience = first?.goal?.patience ?? 0;
  const w = worldOf(patient);
  const placed = (at: number, task: number) => ({ at, c: { do: 'place' as const, task, pcpu: 0 } });
  const end = 10 * patience;

  test('is not nothing when it was given a processor at last', () => {
    const late = end - Math.floor(patience / 5);
    expect(deedIn(w, [placed(late, 0)], 0, end - 1, end, true)).toEqual({ did: 'late', at: late });
    expect(deedIn(w, [placed(end - patience, 0)], 0, end - 1, end, true)).toBeNull();
  });

  test('is nothing when there was no command for as long as it suffered', () => {
    expect(deedIn(w, [placed(0, 1)], 0, end - 1, end, true)).toEqual({ did: 'nothing' });
  });

  test('tells to give a turn from giving the processor', () => {
    expect(deedIn(w, [{ at: 5, c: { do: 'deck', task: 1, pcpu: 0 } }], 0, 0, 10, false)).toMatchObject({
      did: 'queued',
    });
    expect(deedIn(w, [placed(5, 1)], 0, 0, 10, false)).toMatchObject({ did: 'placed', other: 1 });
  });

  test('is not blamed when the tutorial had asked for it', () => {
    expect(unblamed({ did: 'set', at: 5 }, new Set([5]))).toEqual({ did: 'asked', at: 5 });
    expect(unblamed({ did: 'set', at: 6 }, new Set([5]))).toEqual({ did: 'set', at: 6 });
  });
});

/** A run from a file in a session: the whole of it once more, with the verdict of `verify`, and never the player's own. */
import { describe, expect, test } from 'vitest';
import type { Session } from '../../src/session/index.ts';
import { simulate, verify } from '../../src/session/log.ts';
import { identity, RULES } from '../../src/session/setup.ts';
import type { Problem } from '../../src/session/untrusted.ts';
import { type Command, can, type Run } from '../../src/sim/index.ts';
import { POLICIES, playRobot } from '../../src/sim/policies/index.ts';
import { SAMPLE } from '../levels/sample.ts';
import { DATA, SECOND, sessionOf, worldOf } from './stage.ts';

function robotRun(seed: number): Run {
  const { reference } = SAMPLE.robots;
  const policy = POLICIES[reference.policy];
  if (!policy) throw new Error('the reference has no code');
  const { log } = playRobot(worldOf(SAMPLE, DATA, seed), policy, reference, SECOND);
  const again = simulate(SAMPLE, DATA, seed, log);
  if (!again.ok) throw new Error(`${again.code} at ${again.path}`);
  const { marks } = again.value;
  return { schema: 1, rules: RULES, level: SAMPLE.id, hash: identity(SAMPLE, DATA), seed, log, marks };
}

const RUN = robotRun(3);
const END = RUN.marks.at(-1)?.[0] ?? 0;

function shown(session: Session, run: Run): { pieces: number[]; problem: Problem | null } {
  const pieces: number[] = [];
  const steps = session.replay(run);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return { pieces, problem: step.value };
    pieces.push(step.value);
  }
}

function opened(options: Parameters<typeof sessionOf>[0] = {}): Session {
  const session = sessionOf({ seed: RUN.seed, ...options });
  expect(shown(session, RUN).problem).toBeNull();
  return session;
}

/** Lets the run come to its end, as fast as frames allow. */
function playOut(session: Session): void {
  session.setSpeed(4);
  session.play();
  for (let t = 0; session.outcome() === null && t < 4000; t++) session.frame(t * 100);
  expect(session.outcome()).not.toBeNull();
}

describe('a run from a file', () => {
  test('stands at its end, and is the run that the file has', () => {
    const session = opened();
    const outcome = session.outcome();
    expect(outcome?.run).toEqual(RUN);
    expect(outcome?.fingerprint).toBe(RUN.marks.at(-1)?.[1]);
    expect([session.opened, session.paused, session.view().now]).toEqual([true, true, END]);
    // a file cannot say that nobody went back
    expect(outcome?.straight).toBe(false);
  });

  test('is not heard', () => {
    const session = sessionOf({ seed: RUN.seed });
    let heard = 0;
    session.listen(() => {
      heard++;
    });
    shown(session, RUN);
    session.frame(0);
    expect(heard).toBe(0);
  });

  test('comes in pieces that grow, so that the page stays alive', () => {
    // more commands than go into one piece, all at the start: a rule is set and taken back
    const world = worldOf(SAMPLE, DATA, 3);
    const rules = world.program.reasons.flatMap((reason) =>
      world.program.handlers.map(
        ({ id }): Command => ({ do: 'setRule', rule: { reason, guest: '*', handler: id }, on: true }),
      ),
    );
    const rule = rules.find((command) => can(world, command).ok);
    if (rule?.do !== 'setRule') throw new Error('no rule is legal');
    const log: Run['log'] = Array.from({ length: 900 }, (_, n) => ({ at: 0, c: { ...rule, on: n % 2 === 0 } }));
    const again = simulate(SAMPLE, DATA, 3, log);
    if (!again.ok) throw new Error(`${again.code} at ${again.path}`);
    const { pieces, problem } = shown(sessionOf({ seed: 3 }), { ...RUN, log, marks: again.value.marks });
    expect(problem).toBeNull();
    expect(pieces.length).toBeGreaterThan(3);
    expect(pieces).toEqual([...pieces].sort((a, b) => a - b));
  });

  test('can be gone back in, and stays one from a file when it is ended otherwise', () => {
    const session = opened();
    const first = session.outcome();
    expect(session.moments()).toEqual([...new Set(RUN.log.map(({ at }) => at))]);
    session.rewindTo(Math.floor(END / 2));
    expect(session.outcome()).toBeNull();
    session.play();
    expect(session.command({ do: 'preempt', pcpu: 0 }).ok).toBe(true);
    playOut(session);
    expect(session.outcome()?.fingerprint).not.toBe(first?.fingerprint);
    expect([session.opened, session.outcome()?.straight]).toEqual([true, false]);
  });

  test('is never kept, and is the player’s own once it is begun anew', () => {
    const session = opened();
    session.rewindTo(Math.floor(END / 2));
    expect(session.kept(0)).toBeNull();
    session.play();
    session.frame(0);
    session.frame(100);
    expect(session.kept(0)).toBeNull();
    session.restart();
    session.frame(200);
    session.frame(300);
    expect([session.opened, session.kept(0)?.straight]).toEqual([false, true]);
    playOut(session);
    expect([session.opened, session.outcome()?.straight]).toEqual([false, true]);
  });

  test.each([true, false])('brings no tutorial, and takes none away: %s', (tutorial) => {
    const session = opened({ tutorial });
    session.rewindTo(0);
    expect([session.tutorial(), session.frozen]).toEqual([null, false]);
    session.restart();
    expect(session.tutorial() !== null).toBe(tutorial);
  });
});

describe('the verdict on a run is that of verify', () => {
  const late = { at: END + 1, c: { do: 'preempt', pcpu: 0 } } as const;
  const until = Math.floor(END / 3) + 17;
  const part = RUN.log.filter(({ at }) => at <= until);
  const cut = simulate(SAMPLE, DATA, RUN.seed, part, until);
  if (!cut.ok) throw new Error(cut.code);
  const wrong = (n: number): Run['marks'] => RUN.marks.map(([at, print], i) => [at, i === n ? '00000000' : print]);
  test.each<[string, Run, string, string]>([
    ['another level', { ...RUN, level: 'other' }, 'otherLevel', ''],
    ['other rules', { ...RUN, rules: '0' }, 'otherRules', ''],
    ['other data', { ...RUN, hash: '0123456789abcdef' }, 'otherData', ''],
    ['no marks', { ...RUN, marks: [] }, 'noMarks', ''],
    ['another seed', { ...RUN, seed: 4 }, 'otherWorld', ''],
    ['a mark that does not agree', { ...RUN, marks: wrong(20) }, 'otherWorld', ''],
    ['a last mark that does not agree', { ...RUN, marks: wrong(RUN.marks.length - 1) }, 'otherWorld', ''],
    ['a mark too few', { ...RUN, marks: RUN.marks.slice(1) }, 'otherWorld', ''],
    ['a command left out', { ...RUN, log: RUN.log.slice(1) }, 'otherWorld', ''],
    ['a run that does not end', { ...RUN, log: part, marks: cut.value.marks }, 'unfinished', ''],
    [
      'a command that was refused',
      { ...RUN, log: [{ at: 0, c: { do: 'preempt', pcpu: 39 } }, ...RUN.log] },
      'refused',
      'log.0',
    ],
    ['a command after the end', { ...RUN, log: [...RUN.log, late] }, 'afterEnd', `log.${RUN.log.length}`],
  ])('%s', (_, run, code, path) => {
    const session = sessionOf({ seed: run.seed });
    expect(shown(session, run).problem).toEqual({ ok: false, code, path });
    expect(verify(run, SAMPLE, DATA)).toMatchObject({ code });
    expect(session.kept(0)).toBeNull();
  });
});

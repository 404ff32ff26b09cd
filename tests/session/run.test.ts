import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simulate, verify } from '../../src/session/log.ts';
import { checkRun, parseRun, runText } from '../../src/session/run.ts';
import { identity, RULES } from '../../src/session/setup.ts';
import { LIMITS } from '../../src/session/untrusted.ts';
import { fingerprint, type LogEntry, type Run, stars } from '../../src/sim/index.ts';
import { POLICIES, playRobot } from '../../src/sim/policies/index.ts';
import { SAMPLE } from '../levels/sample.ts';
import { DATA, SECOND, worldOf } from './stage.ts';

function robotLog(seed = 1): LogEntry[] {
  const policy = POLICIES[SAMPLE.robots.reference.policy];
  if (!policy) throw new Error('the reference has no code');
  return playRobot(worldOf(SAMPLE, DATA, seed), policy, SAMPLE.robots.reference, SECOND).log;
}

function robotRun(seed = 1): Run {
  const log = robotLog(seed);
  const again = simulate(SAMPLE, DATA, seed, log);
  if (!again.ok) throw new Error(`${again.code} at ${again.path}`);
  return {
    schema: 1,
    rules: RULES,
    level: SAMPLE.id,
    hash: identity(SAMPLE, DATA),
    seed,
    log,
    marks: again.value.marks,
  };
}

const RUN = robotRun();

describe('the text of a run', () => {
  test('reads back as it was written', () => {
    expect(RUN.log.length).toBeGreaterThan(3);
    expect(parseRun(runText(RUN))).toEqual({ ok: true, value: RUN });
  });

  const entry: LogEntry = { at: 5, c: { do: 'preempt', pcpu: 0 } };
  test.each([
    ['nothing', '', 'notJson', ''],
    ['another file', '{}', 'missing', 'schema'],
    ['a number', '5', 'wrongType', ''],
    ['a command that is none', { ...RUN, log: [5] }, 'wrongType', 'log.0'],
    ['more bytes than a run may have', ' '.repeat(LIMITS.runBytes + 1), 'tooLarge', ''],
    ['a deep nest', '['.repeat(200_000) + ']'.repeat(200_000), 'missing', 'schema'],
    ['times that go back', { ...RUN, log: [entry, { ...entry, at: 4 }] }, 'outOfOrder', 'log.1.at'],
    ['marks that go back', { ...RUN, marks: [...RUN.marks].reverse() }, 'outOfOrder', 'marks.1.0'],
    ['time before the beginning', { ...RUN, log: [{ ...entry, at: -1 }] }, 'outOfRange', 'log.0.at'],
    ['a time that is no number', { ...RUN, log: [{ ...entry, at: null }] }, 'wrongType', 'log.0.at'],
    ['a command that nobody knows', { ...RUN, log: [{ at: 5, c: { do: 'win' } }] }, 'wrongType', 'log.0.c.do'],
    [
      'a command with too much in it',
      { ...RUN, log: [{ at: 5, c: { ...entry.c, x: 1 } }] },
      'unknownField',
      'log.0.c.x',
    ],
    ['a command with too little', { ...RUN, log: [{ at: 5, c: { do: 'preempt' } }] }, 'missing', 'log.0.c.pcpu'],
    ['too many commands', { ...RUN, log: Array(LIMITS.log + 1).fill(entry) }, 'tooLong', 'log'],
    ['a seed beyond 32 bits', { ...RUN, seed: 2 ** 32 }, 'outOfRange', 'seed'],
    ['a fingerprint that is none', { ...RUN, marks: [[5, 'won']] }, 'wrongType', 'marks.0.1'],
  ])('%s is refused with one code', (_, given, code, path) => {
    const text = typeof given === 'string' ? given : JSON.stringify(given);
    expect(parseRun(text)).toEqual({ ok: false, code, path });
  });

  test('whatever it says, reading it answers and playing it ends', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        expect(typeof checkRun(data).ok).toBe('boolean');
      }),
    );
    const index = fc.integer({ min: -1, max: 40 });
    const wild = fc.record({
      at: fc.integer({ min: 0, max: 300_000 }),
      c: fc.oneof(
        fc.record({ do: fc.constant('place' as const), task: index, pcpu: fc.nat(40) }),
        fc.record({ do: fc.constant('deck' as const), task: index, pcpu: fc.nat(40) }),
        fc.record({
          do: fc.constant('route' as const),
          task: index,
          exit: fc.nat(40),
          handler: fc.constantFrom('emulator', 'x'),
        }),
      ),
    });
    fc.assert(
      fc.property(fc.array(wild, { maxLength: 20 }), (log) => {
        const run = { ...RUN, log: log.sort((a, b) => a.at - b.at) };
        const read = parseRun(runText(run));
        if (read.ok) expect(['verified', 'differs', 'cannot']).toContain(verify(read.value, SAMPLE, DATA).is);
      }),
      { numRuns: 50 },
    );
  });
});

describe('verification', () => {
  test('the same log makes the same world, and its stars can be trusted', () => {
    const verified = verify(RUN, SAMPLE, DATA);
    if (verified.is !== 'verified') throw new Error(JSON.stringify(verified));
    expect(fingerprint(verified.world)).toBe(RUN.marks.at(-1)?.[1]);
    expect(stars(verified.world)).toBeGreaterThanOrEqual(0);
    expect(RUN.marks).toHaveLength(32);
  });

  test('a run that was cut at a good moment is no result', () => {
    const until = Math.floor((SAMPLE.seconds * SECOND) / 3) + 17;
    const log = RUN.log.filter(({ at }) => at <= until);
    const part = simulate(SAMPLE, DATA, 1, log, until);
    if (!part.ok) throw new Error(part.code);
    expect(part.value.marks.at(-1)?.[0]).toBe(until);
    const cut = verify({ ...RUN, log, marks: part.value.marks }, SAMPLE, DATA);
    expect(cut).toEqual({ is: 'cannot', code: 'unfinished' });
  });

  test('a log that was changed is found out, with the cycle', () => {
    const without = { ...RUN, log: RUN.log.slice(1) };
    const first = RUN.log[0]?.at ?? 0;
    const found = verify(without, SAMPLE, DATA);
    if (found.is !== 'differs') throw new Error(found.is);
    expect(found.at).toBeGreaterThanOrEqual(first);
    const late = {
      ...RUN,
      marks: RUN.marks.map(([at, print], i) => [at, i === 20 ? '00000000' : print] as [number, string]),
    };
    expect(verify(late, SAMPLE, DATA)).toEqual({ is: 'differs', at: RUN.marks[20]?.[0], code: 'otherWorld' });
  });

  const end = RUN.marks.at(-1)?.[0] ?? 0;
  test.each([
    ['when it is over', end, 'refused'],
    ['a cycle later', end + 1, 'afterEnd'],
    ['as late as a file can say', LIMITS.cycles, 'afterEnd'],
  ] as const)('a command that comes %s is no part of the run', (_, at, code) => {
    const log: LogEntry[] = [...RUN.log, { at, c: { do: 'preempt', pcpu: 0 } }];
    expect(verify({ ...RUN, log }, SAMPLE, DATA)).toEqual({ is: 'differs', at, code });
  });

  test('nor is it when the last mark is moved out to it', () => {
    const at = end + 5;
    const log: LogEntry[] = [...RUN.log, { at, c: { do: 'preempt', pcpu: 0 } }];
    const marks = RUN.marks.map(([cycle, print]): [number, string] => [cycle === end ? at : cycle, print]);
    for (const run of [
      { ...RUN, log, marks },
      { ...RUN, marks },
    ])
      expect(verify(run, SAMPLE, DATA)).toEqual({ is: 'differs', at: end, code: 'otherWorld' });
  });

  test('a command that is not legal is told as such', () => {
    const log: LogEntry[] = [{ at: 0, c: { do: 'preempt', pcpu: 39 } }, ...RUN.log];
    expect(verify({ ...RUN, log }, SAMPLE, DATA)).toEqual({ is: 'differs', at: 0, code: 'refused' });
  });

  test('the first difference counts, though the log stops only later', () => {
    const log: LogEntry[] = [...RUN.log, { at: end + 1, c: { do: 'preempt', pcpu: 0 } }];
    const marks = RUN.marks.map(([at, print], i): [number, string] => [at, i === 3 ? '00000000' : print]);
    expect(verify({ ...RUN, log, marks }, SAMPLE, DATA)).toEqual({
      is: 'differs',
      at: RUN.marks[3]?.[0],
      code: 'otherWorld',
    });
  });

  test('marks that are left out or added are missed', () => {
    const [first, ...others] = RUN.marks;
    const gap = [...RUN.marks.slice(0, 9), ...RUN.marks.slice(10)];
    const twice: Run['marks'] = [...RUN.marks, [end, RUN.marks.at(-1)?.[1] ?? '']];
    const found = [others, gap, twice].map((marks) => verify({ ...RUN, marks }, SAMPLE, DATA));
    const cycles = [first?.[0], RUN.marks[9]?.[0], end];
    expect(found).toEqual(cycles.map((at) => ({ is: 'differs', at, code: 'otherWorld' })));
  });

  test.each([
    ['another level', { ...RUN, level: 'other' }, 'otherLevel'],
    ['other rules', { ...RUN, rules: '0' }, 'otherRules'],
    ['another version of the level', { ...RUN, hash: '0123456789abcdef' }, 'otherData'],
    ['no marks to compare', { ...RUN, marks: [] }, 'noMarks'],
  ])('%s cannot be verified, which is not the same as wrong', (_, run, code) => {
    expect(verify(run as Run, SAMPLE, DATA)).toEqual({ is: 'cannot', code });
  });
});

describe('identity', () => {
  const own = identity(SAMPLE, DATA);
  test('does not depend on words, hints, or the order of keys', () => {
    const { setup, ...rest } = SAMPLE;
    expect(identity({ setup, ...rest, hints: ['other'], words: { en: { title: 'x' } } }, DATA)).toBe(own);
    const models = DATA.models.map((model) => ({
      ...model,
      costs: Object.fromEntries(
        Object.entries(model.costs).map(([id, cost]) => [id, { ...cost, basis: { assumed: 'said otherwise' } }]),
      ),
    }));
    expect(identity(SAMPLE, { ...DATA, models })).toBe(own);
  });

  test('does depend on everything that makes the world', () => {
    const models = DATA.models.map((model) => ({
      ...model,
      costs: { ...model.costs, switch: { cycles: 1, basis: { assumed: 'cheap' } } },
    }));
    const kernels = DATA.kernels.map((kernel) => ({ ...kernel, closed: !kernel.closed }));
    const others = [
      identity({ ...SAMPLE, seconds: SAMPLE.seconds + 1 }, DATA),
      identity({ ...SAMPLE, playSecondNs: 999 }, DATA),
      identity({ ...SAMPLE, setup: { ...SAMPLE.setup, maxReboots: 9 } }, DATA),
      identity(SAMPLE, { ...DATA, models }),
      identity(SAMPLE, { ...DATA, kernels }),
      identity(SAMPLE, DATA, 'other'),
    ];
    expect(new Set([own, ...others]).size).toBe(others.length + 1);
  });
});

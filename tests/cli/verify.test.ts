import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { judge, WORTH } from '../../src/cli/verify.ts';
import { loadLevel } from '../../src/levels/index.ts';
import { verify } from '../../src/session/log.ts';
import type { LogEntry, Run } from '../../src/sim/index.ts';
import { firstLevel, refusal, scratch, sim } from './program.ts';

const { folder, write } = scratch();
const good = join(folder, 'good.json');
const read = (path: string): Run => JSON.parse(readFileSync(path, 'utf8')) as Run;
const late: LogEntry = { at: 10 ** 13, c: { do: 'preempt', pcpu: 0 } };

let run: Run;
let played: Record<string, unknown>;
beforeAll(async () => {
  const { status, out, err } = await sim('play', '1', '--seed', '7', '--out', good, '--json');
  expect({ status, err }).toEqual({ status: 0, err: '' });
  run = read(good);
  played = JSON.parse(out);
});

describe('a run that --out wrote', () => {
  test('is replayed to the same end', async () => {
    const { status, out, err } = await sim('play', '1', '--replay', good, '--json');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(JSON.parse(out)).toEqual({ ...played, policy: 'replay' });
  });

  test('is verified', async () => {
    const { status, out, err } = await sim('verify', good, '--json');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const { stars, fingerprint } = played;
    const row = {
      file: good,
      level: '01-host-and-guest',
      seed: 7,
      is: 'verified',
      at: null,
      stars,
      why: '',
      fingerprint,
    };
    expect(JSON.parse(out)).toEqual([row]);
    expect(await sim('verify', good)).toEqual({
      status: 0,
      out: `${good}: verified, ${stars} of 3 stars\n${WORTH}`,
      err: '',
    });
  });

  test('cannot be written where there is no place for it', async () => {
    expect(await sim('play', '1', '--out', folder)).toEqual(refusal(`${folder}: EISDIR`));
    const nowhere = join(folder, 'no', 'run.json');
    expect(await sim('play', '1', '--out', nowhere)).toEqual(refusal(`${nowhere}: ENOENT`));
  });

  test('keeps its seed, commands and level', async () => {
    for (const option of ['--seed=1', '--policy=naive', `--out=${join(folder, 'again.json')}`])
      expect((await sim('play', '1', '--replay', good, option)).status).toBe(1);
    const { status, out, err } = await sim('play', '4', '--replay', good);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toContain('otherLevel: a run of 01-host-and-guest, not of 04-trap-and-emulate');
  });
});

/** How a run can be wrong: the text of its file, the verdict, from which cycle, and what is said about it. */
type Wrong = { text: () => unknown; is: 'differs' | 'cannot'; at?: () => number; why: RegExp };
const mark = (n: number): number => run.marks[n]?.[0] ?? -1;
const WRONG: Record<string, Wrong> = {
  'a fingerprint that was changed': {
    text: () => ({ ...run, marks: run.marks.map(([at, print], i) => [at, i === 4 ? '00000000' : print]) }),
    is: 'differs',
    at: () => mark(4),
    why: /^otherWorld: /,
  },
  'a last fingerprint that was changed': {
    text: () => ({ ...run, marks: [...run.marks.slice(0, -1), [mark(run.marks.length - 1), '00000000']] }),
    is: 'differs',
    at: () => mark(run.marks.length - 1),
    why: /^otherWorld: /,
  },
  'a command too many': {
    text: () => ({ ...run, log: [{ at: 0, c: { do: 'preempt', pcpu: 39 } }, ...run.log] }),
    is: 'differs',
    at: () => 0,
    why: /^refused: /,
  },
  'a command after its end': {
    text: () => ({ ...run, log: [...run.log, late] }),
    is: 'differs',
    at: () => late.at,
    why: /^afterEnd: /,
  },
  'other rules': { text: () => ({ ...run, rules: '0' }), is: 'cannot', why: /^otherRules: recorded under rules 0, / },
  'another version of the level': {
    text: () => ({ ...run, hash: '0123456789abcdef' }),
    is: 'cannot',
    why: /^otherData: recorded on 0123456789abcdef, here [0-9a-f]{16}$/,
  },
  'an end before the level’s': {
    text: () => ({ ...run, log: run.log.filter(({ at }) => at <= mark(5)), marks: run.marks.slice(0, 6) }),
    is: 'cannot',
    why: /^unfinished: /,
  },
  'no fingerprints': { text: () => ({ ...run, marks: [] }), is: 'cannot', why: /^noMarks: / },
  'a level of nobody': { text: () => ({ ...run, level: 'none' }), is: 'cannot', why: /^(noSuchLevel$|otherLevel)/ },
  'a folder for a level': { text: () => ({ ...run, level: 'src' }), is: 'cannot', why: /^(noSuchLevel$|otherLevel)/ },
  'a file for a level': {
    text: () => ({ ...run, level: 'package.json' }),
    is: 'cannot',
    why: /^(noSuchLevel$|otherLevel)/,
  },
  'a number for a level': { text: () => ({ ...run, level: '1' }), is: 'cannot', why: /^(noSuchLevel$|otherLevel)/ },
  'a path for a level': { text: () => ({ ...run, level: '../main' }), is: 'cannot', why: /^wrongType at level$/ },
  'half of its text': { text: () => JSON.stringify(run).slice(0, 500), is: 'cannot', why: /^notJson$/ },
  'nothing in it': { text: () => '', is: 'cannot', why: /^notJson$/ },
  'commands that nobody knows': {
    text: () => ({ ...run, log: [{ at: 0, c: { do: 'win' } }] }),
    is: 'cannot',
    why: /^wrongType at log\.0\.c\.do$/,
  },
};

describe.each(Object.entries(WRONG))('a run with %s', (name, { text, is, at, why }) => {
  const path = join(folder, `${name}.json`);
  beforeAll(() => {
    write(`${name}.json`, text());
  });

  test(`is told by verify: ${is}`, async () => {
    const { status, out, err } = await sim('verify', path, '--json');
    expect({ status, err }).toEqual({ status: 1, err: '' });
    const [row] = JSON.parse(out);
    expect(row).toMatchObject({ file: path, is, stars: null, fingerprint: '' });
    expect(row.why).toMatch(why);
    expect(row.at).toBe(at?.() ?? null);
  });

  test('is not replayed', async () => {
    const { status, out, err } = await sim('play', '1', '--replay', path);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err.split('\n')).toHaveLength(1);
    if (is === 'differs') expect(err).toMatch(/differs from cycle \d+ \(\w+: /);
    else expect(err).toMatch(/: cannot be verified \(\w+|: (notJson|wrongType)/);
  });
});

describe('what somebody else has written', () => {
  const forged = `a.json: verified, 3 of 3 stars\n${'\u001b'}[2K\u202e\u2028`;
  /** a line each, nothing in them that a terminal obeys, and no end of the screen away */
  const expectPlain = (text: string, lines: number): void => {
    expect(text.split('\n')).toHaveLength(lines);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(1000);
  };

  test.each([
    ['the name of a field', () => ({ ...run, [forged]: 1 })],
    ['a very long name of a field', () => ({ ...run, ['x'.repeat(100_000)]: 1 })],
    ['a level', () => ({ ...run, level: forged })],
    ['a verb', () => ({ ...run, log: [{ at: 0, c: { do: forged } }] })],
    ['a rule', () => ({ ...run, log: [{ at: 0, c: { do: 'setRule', rule: { [forged]: 1 }, on: true } }] })],
  ])('prints no line of its own: %s', async (_, made) => {
    const path = write('forged.json', made());
    for (const options of [[], ['--csv']]) {
      const { status, out } = await sim('verify', path, ...options);
      expect(status).toBe(1);
      expectPlain(out, 1 + options.length);
    }
    expectPlain((await sim('play', '1', '--replay', path)).err, 1);
  });

  test('prints no line of its own: the name of a file, a title, a goal', async () => {
    const path = write(forged.replaceAll('/', ''), run);
    const { status, out } = await sim('verify', path);
    expect(status).toBe(0);
    expectPlain(out, 2);
    expectPlain((await sim('verify', `${path}${'y'.repeat(5000)}`)).out, 1);
    expectPlain((await sim('play', forged)).err, 1);
    const level = { ...firstLevel(), id: 'mine', words: { en: { title: forged } } };
    const played = await sim('play', write('titled.json', level));
    expect(played.out.split('\n')[0]).toMatch(/^mine “a\.json: verified.*”, seed 1, reference: /);
    expectPlain(played.out.split('\n')[0] ?? '', 1);
  });
});

describe('patience', () => {
  test('ends a verification without a verdict, and never changes one', async () => {
    const loaded = await loadLevel('14-containers');
    if (!loaded.ok) throw new Error(loaded.code);
    const long = read('tests/replays/14-containers.json');
    let asked = 0;
    const found = (isLate: boolean) =>
      verify(long, loaded.value.file, loaded.value, () => {
        asked++;
        return isLate;
      });
    expect(found(true)).toEqual({ is: 'cannot', code: 'gaveUp' });
    expect(asked).toBe(1);
    expect(found(false).is).toBe('verified');
    expect(asked).toBeGreaterThan(2);
    expect(judge(long, loaded.value, -1)).toMatchObject({ is: 'cannot', why: expect.stringMatching(/^gaveUp: /) });
  });

  test('is a number of seconds', async () => {
    expect((await sim('verify', good, '--seconds', '0')).status).toBe(1);
    expect((await sim('verify', good, '--seconds', '600')).status).toBe(0);
  });
});

test('a run with another seed differs from one of its marks on', async () => {
  const { status, out } = await sim('verify', write('seed.json', { ...run, seed: 8 }), '--json');
  const [{ is, at }] = JSON.parse(out);
  expect({ status, is }).toEqual({ status: 1, is: 'differs' });
  expect(run.marks.map(([cycle]) => cycle)).toContain(at);
});

describe('several files', () => {
  const folderOfRuns = join(folder, 'runs');
  const odd = ['=1+1.json', 'a,"b".json', '@x.json'];
  beforeAll(() => {
    mkdirSync(folderOfRuns);
    write('src.json', { ...run, level: 'src' });
    write('changed.json', { ...run, log: [...run.log, late] });
  });
  const [bad, changed, missing] = ['src.json', 'changed.json', 'missing.json'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];

  test('each gets its verdict, whatever the others are', async () => {
    const { status, out, err } = await sim('verify', folderOfRuns, bad, missing, '/dev/null', changed, good);
    expect({ status, err }).toEqual({ status: 1, err: '' });
    expect(out.split('\n')).toEqual([
      `${folderOfRuns}: cannot be verified (not a file)`,
      `${bad}: cannot be verified (noSuchLevel)`,
      `${missing}: cannot be verified (there is no such file)`,
      '/dev/null: cannot be verified (not a file)',
      `${changed}: differs from cycle ${late.at} (afterEnd: a command comes after the end)`,
      `${good}: verified, ${played.stars} of 3 stars`,
      WORTH,
    ]);
  });

  test('--csv is safe for a spreadsheet', async () => {
    const here = process.cwd();
    process.chdir(folder); // so that the names begin with what a spreadsheet would take for a formula
    try {
      for (const name of odd) write(name, run);
      const { status, out } = await sim('verify', ...odd, 'gone\r.json', '--csv');
      expect(status).toBe(1);
      const rest = `,01-host-and-guest,7,verified,,${played.stars},,${played.fingerprint}`;
      expect(out.split('\n')).toEqual([
        'file,level,seed,is,at,stars,why,fingerprint',
        `'=1+1.json${rest}`,
        `"a,""b"".json"${rest}`,
        `'@x.json${rest}`,
        'gone\\u{d}.json,,,cannot,,,there is no such file,',
      ]);
    } finally {
      process.chdir(here);
    }
  });
});

describe('--level', () => {
  const level = join(folder, 'level.json');
  const own = join(folder, 'own.json');
  beforeAll(async () => {
    write('level.json', { ...firstLevel(), id: 'mine' });
    expect((await sim('play', level, '--out', own)).status).toBe(0);
  });

  test('is where the level of a run comes from that is not in the game', async () => {
    expect(await sim('verify', own)).toMatchObject({ status: 1, out: `${own}: cannot be verified (noSuchLevel)` });
    expect((await sim('verify', own, '--level', level)).status).toBe(0);
    const both = await sim('verify', own, good, '--level', level);
    expect(both.status).toBe(1);
    expect(both.out).toContain(`${good}: cannot be verified (otherLevel: a run of 01-host-and-guest, not of mine)`);
  });

  test('is refused before any verdict', async () => {
    expect(await sim('verify', good, '--level', 'src')).toEqual(refusal('src: not a file'));
  });
});

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LEVEL_IDS, loadLevel } from '../../src/levels/index.ts';
import { CATEGORIES, METRIC_NAMES } from '../../src/sim/index.ts';
import { FIRST, firstLevel, refusal, scratch, sim } from './program.ts';

const { folder, write } = scratch();
const play = async (...args: string[]) => {
  const { status, out, err } = await sim('play', ...args, '--json');
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return JSON.parse(out);
};

describe.each([...LEVEL_IDS])('play %s --json', async (id) => {
  const result = await play(id);
  const level = await loadLevel(id);
  if (!level.ok) throw new Error(level.code);
  const { setup } = level.value.file;

  test('has these keys and no others', () => {
    expect(Object.keys(result)).toEqual([
      'level',
      'title',
      'seed',
      'policy',
      'stars',
      'goals',
      'metrics',
      'ledger',
      'cycles',
      'fingerprint',
    ]);
    expect(result).toMatchObject({ level: id, seed: 1, policy: 'reference', stars: 3 });
    expect(result.title).not.toBe(id);
    expect(result.fingerprint).toMatch(/^[0-9a-f]{8,64}$/);
    expect(result.goals.map((goal: { id: string }) => goal.id)).toEqual(setup.goals.map((goal) => goal.id));
    for (const goal of result.goals) expect(Object.keys(goal)).toEqual(['id', 'met', 'value', 'target']);
    const names = ['usefulShare', 'stealShare', 'wakeToRunP99Us', 'exitsPerMcycle', 'reboots'];
    expect(Object.keys(result.metrics)).toEqual(expect.arrayContaining(names));
    expect(Object.keys(result.metrics)).toHaveLength(METRIC_NAMES.length);
    expect(Object.keys(result.ledger)).toEqual([...CATEGORIES]);
  });

  test('its ledger has every cycle of every pCPU once', () => {
    const cycles = Object.values<number>(result.ledger).reduce((sum, n) => sum + n, 0);
    expect(cycles).toBe(result.cycles * setup.machines.reduce((sum, machine) => sum + machine.pcpus, 0));
  });
});

describe('LEVEL', () => {
  test.each(['1', '01', FIRST])('%s is the same level as its id', async (name) => {
    expect(await play(name)).toEqual(await play('01-host-and-guest'));
  });

  test('may be anybody’s file, with words of its own or without', async () => {
    const file = { ...firstLevel(), id: 'mine' };
    expect(await play(write('plain.json', file))).toMatchObject({ level: 'mine', title: 'mine', stars: 3 });
    const words = { en: { title: 'My own' } };
    expect(await play(write('titled.json', { ...file, words }))).toMatchObject({ level: 'mine', title: 'My own' });
  });

  const none = `neither a level (${[...LEVEL_IDS].join(', ')}) nor a file`;
  const file = firstLevel();
  test.each([
    ['99', `99: ${none}`],
    ['01-host', `01-host: ${none}`],
    ['constructor', `constructor: ${none}`],
    ['src', 'src: not a file'],
    [write('torn.json', '{"schema": 1,'), `${join(folder, 'torn.json')}: notJson`],
    [write('other.json', { ...file, work: 'magic' }), `${join(folder, 'other.json')}: unknownChoice at work`],
    [write('huge.json', ' '.repeat(4 << 20)), `${join(folder, 'huge.json')}: larger than 3145728 bytes`],
    [write('long.json', { ...file, playSecondNs: 1e12 }), 'long.json: tooLong at seconds'],
  ])('%s is refused in a line', async (name, line) => {
    const { err, ...rest } = await sim('play', name);
    expect(rest).toEqual({ status: 1, out: '' });
    expect(err.split('\n')).toHaveLength(1);
    expect(err).toContain(line.startsWith('long.json') ? 'tooLong at seconds' : `sim: ${line}`);
  });
});

describe('--seed and --policy', () => {
  test('a robot’s parameters are numbers and words', async () => {
    const robot = { policy: 'scheduler', params: { swap: 1, style: 'careful' }, reactionMs: 500 };
    expect((await sim('play', '1', '--policy', write('words-robot.json', robot))).status).toBe(0);
  });

  test('the seed makes the run', async () => {
    const [one, two, again] = [await play('1'), await play('1', '--seed', '2'), await play('1', '--seed', '2')];
    expect(two.seed).toBe(2);
    expect(two).toEqual(again);
    expect(two.fingerprint).not.toBe(one.fingerprint);
  });

  test.each(['-1', '1.5', '1e3', '0x1', '', 'one', '4294967296'])('%s is no seed', async (seed) => {
    expect(await sim('play', '1', `--seed=${seed}`)).toEqual(
      refusal(`${seed}: not a whole number from 0 to 4294967295`),
    );
  });

  test('the level’s own robots, by name', async () => {
    const [reference, naive, idle] = [
      await play('1', '--policy', 'reference'),
      await play('1', '--policy', 'naive'),
      await play('1', '--policy', 'idle'),
    ];
    expect([reference.policy, naive.policy, idle.policy]).toEqual(['reference', 'naive', 'idle']);
    expect(reference.stars).toBeGreaterThan(naive.stars);
    expect(idle.stars).toBe(0);
    const file = write('robot.json', firstLevel().robots.reference);
    expect(await play('1', '--policy', file)).toEqual({ ...reference, policy: file });
  });

  const robot = { policy: 'scheduler', params: {}, reactionMs: 500 };
  test.each([
    ['params that are nothing', { ...robot, params: null }, 'wrongType at params'],
    ['params that are no words', { ...robot, params: { swap: ['yes'] } }, 'wrongShape at params.swap'],
    ['a policy that every object has', { ...robot, policy: 'constructor' }, 'unknownPolicy at policy'],
    ['another of these', { ...robot, policy: 'toString' }, 'unknownPolicy at policy'],
    ['no policy', { params: {}, reactionMs: 500 }, 'missing at policy'],
    ['time that runs backwards', { ...robot, reactionMs: -1 }, 'outOfRange at reactionMs'],
    ['more than a robot has', { ...robot, luck: 1 }, 'unknownField at luck'],
    ['a number', 5, 'wrongType'],
    ['nothing in it', '', 'notJson'],
  ])('a robot file with %s is refused', async (_, content, why) => {
    const path = write('bad-robot.json', content);
    const { err, ...rest } = await sim('play', '1', '--policy', path);
    expect(rest).toEqual({ status: 1, out: '' });
    expect(err).toContain(`sim: ${path}: ${why}`);
  });

  test('a robot that is a folder, or nowhere', async () => {
    expect(await sim('play', '1', '--policy', 'src')).toEqual(refusal('src: not a file'));
    expect(await sim('play', '1', '--policy', 'toString')).toEqual(
      refusal('toString: neither reference, naive or idle nor a file'),
    );
  });
});

describe('without --json', () => {
  test('the same, to be read', async () => {
    const { fingerprint, cycles } = await play('1');
    const { status, out } = await sim('play', '1');
    expect(status).toBe(0);
    expect(out.split('\n')[0]).toBe('01-host-and-guest “Host and guest”, seed 1, reference: over, ★★★');
    expect(out).toContain(`${cycles} cycles, fingerprint ${fingerprint}`);
    expect(out).toMatch(/★{2} {2}met {4}useful: \d+ \(\d+\)/);
  });
});

import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { WORTH } from '../../src/cli/verify.ts';
import { LEVEL_IDS } from '../../src/levels/index.ts';
import { refusal, sim } from './program.ts';

describe('help', () => {
  test.each([['help'], ['--help'], ['-h'], ['play', '--help']])('%s prints every command', async (...args) => {
    const { status, out, err } = await sim(...args);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    for (const command of ['play', 'gates', 'verify', 'validate', 'bench', 'levels'])
      expect(out).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'));
  });

  test('levels prints the ids', async () => {
    expect(await sim('levels')).toEqual({ status: 0, out: [...LEVEL_IDS].join('\n'), err: '' });
  });
});

describe('arguments that make no sense', () => {
  test.each([
    [[], 'no command: try help'],
    [['win'], 'win: no such command; try help'],
    [['toString'], 'toString: no such command; try help'],
    [['play'], 'play: which level? try help'],
    [['gates'], 'gates: which level? try help'],
    [['verify'], 'verify: which files? try help'],
    [['play', '1', '4'], 'play: what is 4? try help'],
    [['levels', '1'], 'levels: what is 1? try help'],
    [['play', '1', '--seeds', '3'], 'play: takes no --seeds; try help'],
    [['bench', '--csv'], 'bench: takes no --csv; try help'],
    [['verify', 'a', '--json', '--csv'], 'verify: --json or --csv, not both'],
  ])('%j is refused', async (args, line) => {
    expect(await sim(...args)).toEqual(refusal(line));
  });

  test.each([
    [['play', '1', '--luck']],
    [['play', '1', '--seed']],
    [['play', '1', '--seed', '-1']],
    [['play', '--json=1']],
  ])('%j is refused in one line', async (args) => {
    const { err, ...rest } = await sim(...args);
    expect(rest).toEqual({ status: 1, out: '' });
    expect(err).toMatch(/^sim: .*'-.*$/);
  });
});

describe('the program itself', () => {
  const program = (...args: string[]) => {
    const command = [resolve('tools/run.mjs'), 'src/cli/index.ts', ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    return { status, stdout, stderr };
  };

  test('data goes to standard output, and the status says what does not hold', () => {
    const run = 'tests/replays/01-host-and-guest.json';
    const verified = `${run}: verified, 3 of 3 stars\n${WORTH}\n`;
    expect(program('verify', run)).toEqual({ status: 0, stdout: verified, stderr: '' });
    const { status, stdout, stderr } = program('verify', 'src', run);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toBe(`src: cannot be verified (not a file)\n${verified}`);
  });

  test('problems go to standard error, in one line', () => {
    expect(program('play', 'src')).toEqual({ status: 1, stdout: '', stderr: 'sim: src: not a file\n' });
  });
});

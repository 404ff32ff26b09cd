/**
 * Golden runs: each file of tests/replays is a run of a level's reference robot, and it must come out as it did then.
 * A change after which one differs raises RULES in src/session/setup.ts and writes the files anew
 * (`npm run -s sim -- play LEVEL --seed 1 --out tests/replays/LEVEL.json`).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LEVEL_IDS, loadLevel } from '../../src/levels/index.ts';
import { simulate, verify } from '../../src/session/log.ts';
import { parseRun } from '../../src/session/run.ts';

const folder = new URL('../replays/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

async function read(name: string) {
  const run = parseRun(readFileSync(new URL(name, folder), 'utf8'));
  if (!run.ok) throw new Error(`${name}: ${run.code} at ${run.path}`);
  const level = await loadLevel(run.value.level);
  if (!level.ok) throw new Error(`${name}: ${level.code}`);
  return { run: run.value, level: level.value };
}

describe('golden runs', () => {
  it('there is one of every level', () => {
    expect(files.sort()).toEqual([...LEVEL_IDS].map((id) => `${id}.json`).sort());
  });

  it.each(files)('%s is verified', async (name) => {
    const { run, level } = await read(name);
    expect(verify(run, level.file, level)).toMatchObject({ is: 'verified' });
  });

  it.each(files)('%s differs when a command is left out', async (name) => {
    const { run, level } = await read(name);
    expect(run.log.length).toBeGreaterThan(3);
    const middle = Math.floor(run.log.length / 2);
    const shorter = { ...run, log: run.log.filter((_, i) => i !== middle) };
    expect(verify(shorter, level.file, level).is).toBe('differs');
  });

  it.each(files)('%s takes as many events as ever', async (name) => {
    const { run, level } = await read(name);
    const result = simulate(level.file, level, run.seed, run.log);
    expect(result.ok && result.value.world.handled).toMatchSnapshot();
  });
});

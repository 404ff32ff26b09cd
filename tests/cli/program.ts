/** The command line with its words caught, and a folder of its own for the files of a test. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { main } from '../../src/cli/commands.ts';
import type { LevelFile } from '../../src/sim/index.ts';

export type Told = { status: number; out: string; err: string };

/** Runs a command; `out` and `err` are its lines on standard output and standard error. */
export async function sim(...args: readonly string[]): Promise<Told> {
  const out: string[] = [];
  const err: string[] = [];
  const status = await main(args, { say: (text) => out.push(text), complain: (text) => err.push(text) });
  return { status, out: out.join('\n'), err: err.join('\n') };
}

/** What a command that refuses tells: one line on standard error, no data. */
export const refusal = (err: string): Told => ({ status: 1, out: '', err: `sim: ${err}` });

/** Writes files into a folder that is removed after the tests. */
export function scratch(): { folder: string; write: (name: string, content: unknown) => string } {
  const folder = mkdtempSync(join(tmpdir(), 'sim-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  return {
    folder,
    write: (name, content) => {
      const path = join(folder, name);
      writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
      return path;
    },
  };
}

export const FIRST = 'levels/01-host-and-guest/level.json';
/** The first level as its file says it. */
export const firstLevel = (): LevelFile => JSON.parse(readFileSync(FIRST, 'utf8')) as LevelFile;

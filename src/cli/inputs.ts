/** What arguments name: files, levels, robots, runs and numbers. Whatever is wrong with one is told by a Refusal. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import {
  LEVEL_IDS,
  type Level,
  loadLevel,
  loadWords,
  ownWords,
  parseLevel,
  parseRobot,
  type Result,
  withData,
} from '../levels/index.ts';
import { parseRun } from '../session/run.ts';
import { LIMITS } from '../session/untrusted.ts';
import type { Id, Int, Robot, Run } from '../sim/index.ts';
import { Refusal } from './robots.ts';

function orRefuse<T>(what: string, result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Refusal(what, result.path === '' ? result.code : `${result.code} at ${result.path}`);
}

/** Does something with a file; what the system has against it (rights, a folder, a full disk) becomes a Refusal. */
function withFile<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof Error && 'syscall' in error && 'code' in error) throw new Refusal(path, String(error.code));
    throw error;
  }
}

/** Only files are read: a folder, a pipe or a device under that name is refused before it is opened. */
function readText(path: string): string {
  return withFile(path, () => {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) throw new Refusal(path, 'there is no such file');
    if (!found.isFile()) throw new Refusal(path, 'not a file');
    if (found.size > LIMITS.runBytes) throw new Refusal(path, `larger than ${LIMITS.runBytes} bytes`);
    return readFileSync(path, 'utf8');
  });
}

export function writeText(path: string, text: string): void {
  withFile(path, () => writeFileSync(path, `${text}\n`));
}

/** A level of the game, by its id only: ids come from files of others, which must not make us read further ones. */
export async function shippedLevel(id: Id): Promise<Level> {
  return orRefuse(id, await loadLevel(id));
}

/** A level by its id, by the number that its id begins with, or from a file. */
export async function levelOf(name: string): Promise<Level> {
  const prefix = /^\d{1,2}$/.test(name) ? `${name.padStart(2, '0')}-` : null;
  const id = [...LEVEL_IDS].find((each) => each === name || (prefix !== null && each.startsWith(prefix)));
  if (id !== undefined) return shippedLevel(id);
  if (!existsSync(name)) throw new Refusal(name, `neither a level (${[...LEVEL_IDS].join(', ')}) nor a file`);
  return orRefuse(name, await withData(orRefuse(name, parseLevel(readText(name)))));
}

/** The level's English title; a file without words is called by its id. */
export async function titleOf({ file }: Level): Promise<string> {
  const own = ownWords(file, 'en') ?? (LEVEL_IDS.has(file.id) ? await loadWords(file.id, 'en') : null);
  const title = (own as { words?: Record<string, unknown> } | null)?.words?.title;
  return typeof title === 'string' ? title : file.id;
}

/** One of the level's robots by name, or one from a file. */
export function robotOf(level: Level, name: string): Robot {
  if (name === 'reference' || name === 'naive' || name === 'idle') return level.file.robots[name];
  if (!existsSync(name)) throw new Refusal(name, 'neither reference, naive or idle nor a file');
  return orRefuse(name, parseRobot(readText(name)));
}

export function runFrom(path: string): Run {
  return orRefuse(path, parseRun(readText(path)));
}

/** A whole number between `least` and `most` given as decimal digits; `otherwise` when none is given. */
export function numberFrom(text: string | undefined, otherwise: Int, least: Int, most: Int): Int {
  if (text === undefined) return otherwise;
  const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= least && number <= most)) throw new Refusal(text, `not a whole number from ${least} to ${most}`);
  return number;
}

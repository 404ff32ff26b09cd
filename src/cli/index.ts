/**
 * The command line: `npm run -s sim -- COMMAND …`.
 *
 * Data goes to standard output, errors to standard error in one line. Exit status 0 only when everything asked for holds.
 */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { LEVEL_IDS, type Level, loadLevel, loadWords, ownWords, parseLevel, withData } from '../levels/index.ts';
import { runOf, simulate, verify } from '../session/log.ts';
import { parseRun, runText } from '../session/run.ts';
import { identity } from '../session/setup.ts';
import { LIMITS } from '../session/untrusted.ts';
import type { Int, Robot, Run } from '../sim/index.ts';
import { benchmark, benchmarkText } from './bench.ts';
import { gates, gatesText } from './gates.ts';
import { replayRun, resultOf, resultText } from './play.ts';
import { Refusal, runRobot, worldOf } from './robots.ts';
import { validate } from './validate.ts';

const HELP = `npm run -s sim -- COMMAND

  play LEVEL [--seed N] [--policy reference|naive|idle|FILE] [--replay FILE] [--out FILE] [--json]
      one run; LEVEL is a number, an id or a file, a policy FILE is a robot in JSON ({ policy, params, reactionMs });
      --out writes the run, which play --replay and verify read
  gates LEVEL [--seeds N] [--json]
      what must hold for the level, over N seeds (50)
  verify FILE… [--level FILE] [--json|--csv]
      plays runs again: verified, differs (from which cycle), or cannot be verified (why)
  validate [--json]
      what the simulation predicts beside what was published
  bench [--json]
      events per second of the core
  levels
      the levels there are
`;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

function readText(path: string, most: Int): string {
  if (!existsSync(path)) throw new Refusal(`${path}: there is no such file`);
  if (statSync(path).size > most) throw new Refusal(`${path}: larger than ${most} bytes`);
  return readFileSync(path, 'utf8');
}

/** A level by its id, by the number that its id begins with, or from a file. */
async function levelOf(name: string): Promise<Level> {
  const id = [...LEVEL_IDS].find((each) => each === name || each.startsWith(`${name.padStart(2, '0')}-`));
  if (id !== undefined) {
    const loaded = await loadLevel(id);
    if (!loaded.ok) throw new Refusal(`${name}: ${loaded.code} at ${loaded.path}`);
    return loaded.value;
  }
  if (!existsSync(name)) throw new Refusal(`${name}: neither a level (${[...LEVEL_IDS].sort().join(', ')}) nor a file`);
  const parsed = parseLevel(readText(name, LIMITS.runBytes));
  const loaded = parsed.ok ? await withData(parsed.value) : parsed;
  if (!loaded.ok) throw new Refusal(`${name}: ${loaded.code} at ${loaded.path}`);
  return loaded.value;
}

/** The level's English title; a file without words is called by its id. */
async function titleOf({ file }: Level): Promise<string> {
  const own = ownWords(file, 'en') ?? (LEVEL_IDS.has(file.id) ? await loadWords(file.id, 'en') : null);
  const words = (own as { words?: Record<string, unknown> } | null)?.words ?? own;
  const title = (words as Record<string, unknown> | null)?.title;
  return typeof title === 'string' ? title : file.id;
}

function isRobot(data: unknown): data is Robot {
  const robot = data as Partial<Robot> | null;
  return (
    typeof robot?.policy === 'string' && typeof robot.params === 'object' && Number.isSafeInteger(robot.reactionMs)
  );
}

function robotOf(level: Level, name: string): Robot {
  const { robots } = level.file;
  if (name === 'reference' || name === 'naive' || name === 'idle') return robots[name];
  if (!existsSync(name)) throw new Refusal(`${name}: no policy of that name and no such file`);
  let data: unknown;
  try {
    data = JSON.parse(readText(name, LIMITS.runBytes));
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(`${name}: not JSON`);
  }
  if (!isRobot(data)) throw new Refusal(`${name}: not a robot ({ policy, params, reactionMs })`);
  return data;
}

function runFrom(path: string): Run {
  const parsed = parseRun(readText(path, LIMITS.runBytes));
  if (!parsed.ok) throw new Refusal(`${path}: ${parsed.code} at ${parsed.path}`);
  return parsed.value;
}

function seedFrom(text: string | undefined, otherwise: Int): Int {
  if (text === undefined) return otherwise;
  const seed = Number(text);
  if (!Number.isSafeInteger(seed) || seed < 0 || seed >= 2 ** 32)
    throw new Refusal(`${text}: a seed is a whole number below 2³²`);
  return seed;
}

type Options = {
  seed?: string;
  seeds?: string;
  policy?: string;
  replay?: string;
  out?: string;
  level?: string;
  json?: boolean;
  csv?: boolean;
};

async function play(name: string, options: Options): Promise<boolean> {
  const level = await levelOf(name);
  const title = await titleOf(level);
  if (options.replay !== undefined) {
    const run = runFrom(options.replay);
    if (run.level !== level.file.id) throw new Refusal(`${options.replay}: a run of ${run.level}`);
    const { world } = worldOf(level, run.seed);
    const { refused } = replayRun(world, run);
    if (refused !== null) throw new Refusal(`${options.replay}: the level refuses ${JSON.stringify(refused)}`);
    const result = resultOf(level, title, 'replay', world, run.log.length);
    say(options.json ? JSON.stringify(result) : resultText(result));
    return true;
  }
  const seed = seedFrom(options.seed, 1);
  const policy = options.policy ?? 'reference';
  const robot = robotOf(level, policy);
  const { world, log } = runRobot(level, seed, robot);
  const result = resultOf(level, title, policy, world, log.length);
  if (options.out !== undefined) {
    const again = simulate(level.file, level, seed, log);
    if (!again.ok) throw new Error(`its own run does not replay: ${again.code} at ${again.path}`);
    writeFileSync(options.out, `${runText(runOf(level.file, level, seed, log, again.value.marks))}\n`);
  }
  say(options.json ? JSON.stringify(result) : resultText(result));
  return true;
}

type Verified = {
  file: string;
  level: string;
  seed: number | null;
  is: string;
  at: number | null;
  why: string;
  stars: number | null;
  fingerprint: string;
};

async function verifyFile(path: string, levelName: string | undefined): Promise<Verified> {
  const blank = { file: path, level: '', seed: null, at: null, stars: null, fingerprint: '' };
  try {
    const run = runFrom(path);
    const level = await levelOf(levelName ?? run.level);
    const found = verify(run, level.file, level);
    const known = { ...blank, level: run.level, seed: run.seed };
    if (found.is === 'verified') {
      const { stars, fingerprint } = resultOf(level, '', '', found.world, run.log.length);
      return { ...known, is: 'verified', why: '', stars, fingerprint };
    }
    if (found.is === 'differs') return { ...known, is: 'differs', at: found.at, why: 'the commands lead elsewhere' };
    const why =
      found.code === 'otherData'
        ? `otherData: recorded on ${run.hash}, here ${identity(level.file, level)}`
        : found.code;
    return { ...known, is: 'cannot', why };
  } catch (error) {
    if (error instanceof Refusal) return { ...blank, is: 'cannot', why: error.message };
    throw error;
  }
}

/** A cell that a spreadsheet would take for a formula gets an apostrophe in front. */
function cell(value: string | number | null): string {
  const text = String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

async function verifyAll(files: readonly string[], options: Options): Promise<boolean> {
  if (files.length === 0) throw new Refusal('verify: which files?');
  const rows: Verified[] = [];
  for (const file of files) rows.push(await verifyFile(file, options.level));
  const columns = ['file', 'level', 'seed', 'is', 'at', 'stars', 'why', 'fingerprint'] as const;
  if (options.json) say(JSON.stringify(rows));
  else if (options.csv)
    say([columns.join(','), ...rows.map((row) => columns.map((column) => cell(row[column])).join(','))].join('\n'));
  else
    say(
      rows
        .map(
          (row) =>
            `${row.file}: ${row.is}${row.at === null ? '' : ` from cycle ${row.at}`}${row.why === '' ? '' : ` (${row.why})`}${row.stars === null ? '' : `, ${row.stars} of 3 stars`}`,
        )
        .join('\n'),
    );
  return rows.every((row) => row.is === 'verified');
}

async function judge(name: string, options: Options): Promise<boolean> {
  const level = await levelOf(name);
  const n = seedFrom(options.seeds, 50);
  if (n < 1 || n > 10_000) throw new Refusal(`${n}: 1 to 10,000 seeds`);
  const table = gates(
    level,
    Array.from({ length: n }, (_, i) => i + 1),
  );
  say(options.json ? JSON.stringify(table) : gatesText(table));
  return table.gates.every((gate) => gate.holds);
}

async function main(args: readonly string[]): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      seed: { type: 'string' },
      seeds: { type: 'string' },
      policy: { type: 'string' },
      replay: { type: 'string' },
      out: { type: 'string' },
      level: { type: 'string' },
      json: { type: 'boolean' },
      csv: { type: 'boolean' },
    },
  });
  const [command, ...rest] = positionals;
  const [name] = rest;
  switch (command) {
    case 'play':
    case 'gates':
      if (name === undefined || rest.length > 1)
        throw new Refusal(`${command}: which level? One of ${[...LEVEL_IDS].join(', ')}, or a file`);
      return command === 'play' ? play(name, values) : judge(name, values);
    case 'verify':
      return verifyAll(rest, values);
    case 'validate': {
      const { out, ok } = await validate(values.json === true);
      say(out);
      return ok;
    }
    case 'bench': {
      const rows = benchmark();
      say(values.json ? JSON.stringify(rows) : benchmarkText(rows));
      return true;
    }
    case 'levels':
      say([...LEVEL_IDS].join('\n'));
      return true;
    case 'help':
    case undefined:
      say(HELP);
      return command === 'help';
    default:
      throw new Refusal(`${command}: no such command; try help`);
  }
}

try {
  process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  // what the user can mend is told in a line; anything else is a defect of ours and keeps its trace
  const parseError = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (!(error instanceof Refusal) && !parseError) throw error;
  process.stderr.write(`sim: ${error.message}\n`);
  process.exitCode = 1;
}

/** The commands, and what each takes. Where their words go is for the caller to say, so that tests can listen. */
import { parseArgs } from 'node:util';
import { LEVEL_IDS, plain } from '../levels/index.ts';
import { benchmark, benchmarkText } from './bench.ts';
import { curveText } from './curve.ts';
import { gates, gatesText, type Table } from './gates.ts';
import { levelOf, numberFrom, robotOf, runFrom, titleOf, writeText } from './inputs.ts';
import { playAgain, recording, resultOf, resultText } from './play.ts';
import { Refusal, runRobot } from './robots.ts';
import { type Side, sideOf, sidesText } from './sides.ts';
import { validate } from './validate.ts';
import { PATIENCE, type Row, rowOf, rowsCsv, rowsText } from './verify.ts';

const HELP = `npm run -s sim -- COMMAND

  play LEVEL [--seed N] [--policy reference|naive|idle|FILE] [--out FILE] [--json]
      one run by a robot; LEVEL is a number, an id or a file, a policy FILE is a robot in JSON
      ({ policy, params, reactionMs }); --out writes the run, which play --replay and verify read
  play LEVEL --replay FILE [--json]
      a recorded run, played again; it has to be verified
  gates LEVEL [--seeds N] [--from N] [--json]
      what must hold for the level, over N seeds (50), the first of them --from (1)
  curve [--seeds N] [--json]
      how the course rises: what robots win of every level, in Markdown (levels/curve.md)
  verify FILE… [--level LEVEL] [--seconds N] [--json|--csv]
      plays runs again: verified, differs (from which cycle), or cannot be verified (why);
      verified means that these commands make this result on this level, not who gave them;
      --level is needed for runs of a level that is not in the game, --seconds is for how
      long each is waited for (60)
  validate [--json]
      what the simulation predicts beside what was published
  bench [--json]
      events per second of the core
  sides [LEVEL] [--json]
      milliseconds that the debrief's comparison with other techniques takes, by level
  levels
      the levels there are`;

const OPTIONS = {
  seed: { type: 'string' },
  seeds: { type: 'string' },
  from: { type: 'string' },
  policy: { type: 'string' },
  replay: { type: 'string' },
  out: { type: 'string' },
  level: { type: 'string' },
  seconds: { type: 'string' },
  json: { type: 'boolean' },
  csv: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const parse = (args: readonly string[]) => parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
type Options = ReturnType<typeof parse>['values'];

/** Data goes to `say`, problems to `complain`, a line each. */
export type Output = { say: (text: string) => void; complain: (text: string) => void };

/** `run` answers whether everything asked for holds; `names`: the least and most that follow the command. */
type Command = {
  options: readonly (keyof Options)[];
  names: readonly [number, number];
  run: (names: readonly string[], options: Options, output: Output) => Promise<boolean>;
};

async function play([name = '']: readonly string[], options: Options, { say }: Output): Promise<boolean> {
  const level = await levelOf(name);
  const { replay, policy = 'reference' } = options;
  if (replay !== undefined && (options.seed ?? options.policy ?? options.out) !== undefined)
    throw new Refusal('--replay', 'seed and commands are those of the recording, and it is written already');
  const ended =
    replay === undefined
      ? runRobot(level, numberFrom(options.seed, 1, 0, 2 ** 32 - 1), robotOf(level, policy))
      : playAgain(level, runFrom(replay), replay);
  if (options.out !== undefined) writeText(options.out, recording(level, ended));
  const result = resultOf(level, await titleOf(level), replay === undefined ? policy : 'replay', ended.world);
  say(options.json ? JSON.stringify(result) : resultText(result, ended));
  if (ended.world.status === 'budget')
    throw new Refusal(level.file.id, `more events than a run may have, stopped at cycle ${ended.world.now}`);
  return true;
}

const seedsOf = ({ seeds, from }: Options): number[] => {
  const first = numberFrom(from, 1, 0, 1_000_000_000);
  return Array.from({ length: numberFrom(seeds, 50, 1, 10_000) }, (_, i) => first + i);
};

async function judgeLevel([name = '']: readonly string[], options: Options, { say }: Output): Promise<boolean> {
  const table = gates(await levelOf(name), seedsOf(options));
  say(options.json ? JSON.stringify(table) : gatesText(table));
  return table.gates.every((gate) => gate.holds);
}

async function judgeCourse(_: readonly string[], options: Options, { say }: Output): Promise<boolean> {
  const tables: Table[] = [];
  for (const id of LEVEL_IDS) tables.push(gates(await levelOf(id), seedsOf(options)));
  say(options.json ? JSON.stringify(tables) : curveText(tables));
  return tables.every((table) => table.gates.every((gate) => gate.holds));
}

async function verifyAll(files: readonly string[], options: Options, { say }: Output): Promise<boolean> {
  if (options.json && options.csv) throw new Refusal('verify', '--json or --csv, not both');
  const given = options.level === undefined ? null : await levelOf(options.level);
  const rows: Row[] = [];
  const seconds = numberFrom(options.seconds, PATIENCE, 1, 86_400);
  for (const file of files) rows.push(await rowOf(file, given, seconds));
  say(options.json ? JSON.stringify(rows) : options.csv ? rowsCsv(rows) : rowsText(rows));
  return rows.every((row) => row.is === 'verified');
}

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['play', { options: ['seed', 'policy', 'replay', 'out', 'json'], names: [1, 1], run: play }],
  ['gates', { options: ['seeds', 'from', 'json'], names: [1, 1], run: judgeLevel }],
  ['curve', { options: ['seeds', 'json'], names: [0, 0], run: judgeCourse }],
  ['verify', { options: ['level', 'seconds', 'json', 'csv'], names: [1, Number.POSITIVE_INFINITY], run: verifyAll }],
  [
    'validate',
    {
      options: ['json'],
      names: [0, 0],
      run: async (_, options, { say }) => {
        const { out, ok } = await validate(options.json === true);
        say(out);
        return ok;
      },
    },
  ],
  [
    'bench',
    {
      options: ['json'],
      names: [0, 0],
      run: async (_, options, { say }) => {
        const rows = benchmark();
        say(options.json ? JSON.stringify(rows) : benchmarkText(rows));
        return true;
      },
    },
  ],
  [
    'sides',
    {
      options: ['json'],
      names: [0, 1],
      run: async ([name], options, { say }) => {
        const rows: Side[] = [];
        for (const id of name === undefined ? LEVEL_IDS : [name]) rows.push(sideOf(await levelOf(id)));
        say(options.json ? JSON.stringify(rows) : sidesText(rows));
        return true;
      },
    },
  ],
  [
    'levels',
    {
      options: [],
      names: [0, 0],
      run: async (_, __, { say }) => {
        say([...LEVEL_IDS].join('\n'));
        return true;
      },
    },
  ],
]);

/** characters */
const LONGEST_COMPLAINT = 1000;

async function run(args: readonly string[], output: Output): Promise<boolean> {
  const { values, positionals } = parse(args);
  const [name, ...rest] = positionals;
  if (name === 'help' || values.help) {
    output.say(HELP);
    return true;
  }
  if (name === undefined) throw new Refusal('no command', 'try help');
  const command = COMMANDS.get(name);
  if (command === undefined) throw new Refusal(name, 'no such command; try help');
  const stray = Object.keys(values).find((option) => !command.options.some((own) => own === option));
  if (stray !== undefined) throw new Refusal(name, `takes no --${stray}; try help`);
  const [least, most] = command.names;
  if (rest.length < least) throw new Refusal(name, `which ${name === 'verify' ? 'files' : 'level'}? try help`);
  if (rest.length > most) throw new Refusal(name, `what is ${rest[most]}? try help`);
  return command.run(rest, values, output);
}

/** Does what the arguments say; the exit status, 0 only when everything asked for holds. Rejected by a defect only. */
export async function main(args: readonly string[], output: Output): Promise<0 | 1> {
  try {
    return (await run(args, output)) ? 0 : 1;
  } catch (error) {
    // what the user can mend is told in a line; anything else keeps its trace
    const unparsed = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
    if (!(error instanceof Refusal) && !unparsed) throw error;
    output.complain(`sim: ${plain(error.message.replaceAll(/\s+/g, ' '), LONGEST_COMPLAINT)}`);
    return 1;
  }
}

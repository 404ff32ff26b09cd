/** `sim verify`: plays runs again and says of each whether it made what it claims. */
import { type Level, plain } from '../levels/index.ts';
import { verify } from '../session/log.ts';
import { identity, RULES } from '../session/setup.ts';
import { type Cycles, fingerprint, type Id, type Int, type Run, stars, type World } from '../sim/index.ts';
import { runFrom, shippedLevel } from './inputs.ts';
import { Refusal } from './robots.ts';

/** `why` begins with a code where the problem has one. */
type Failed = { is: 'differs' | 'cannot'; at: Cycles | null; why: string };
type Verdict = { is: 'verified'; world: World } | Failed;

export type Row = {
  file: string;
  level: string;
  seed: Int | null;
  is: Verdict['is'];
  at: Cycles | null;
  stars: Int | null;
  why: string;
  fingerprint: string;
};

/** seconds after which a run is given up: the game's levels take less than one */
export const PATIENCE = 60;

/** What a verdict is worth, said where it is read. */
export const WORTH =
  'Verified: these commands make this result on this level. Who gave them, and how, a run cannot show.';

/** What a code of `verify` means; those of an illegal level speak for themselves. */
const WHY: Readonly<Record<Id, (run: Run, level: Level) => string>> = {
  otherWorld: () => 'its commands make another world',
  refused: () => 'a command is not legal there',
  afterEnd: () => 'a command comes after the end',
  otherLevel: (run, { file }) => `a run of ${run.level}, not of ${file.id}`,
  otherRules: (run) => `recorded under rules ${run.rules}, these are ${RULES}`,
  otherData: (run, level) => `recorded on ${run.hash}, here ${identity(level.file, level)}`,
  noMarks: () => 'it has no fingerprints',
  unfinished: () => 'it stops before the level does',
  gaveUp: () => 'nobody waited for its end, which says nothing about the run',
};

/** Plays a run of a level again, for so many seconds at most. How long that takes never changes a verdict, only if there is one. */
export function judge(run: Run, level: Level, seconds: Int = PATIENCE): Verdict {
  const end = performance.now() + seconds * 1000;
  const found = verify(run, level.file, level, () => performance.now() > end);
  if (found.is === 'verified') return found;
  const words = WHY[found.code]?.(run, level);
  const why = words === undefined ? found.code : `${found.code}: ${words}`;
  return { is: found.is, at: found.is === 'differs' ? found.at : null, why };
}

/** A verdict other than verified in words. */
export const failure = ({ is, at, why }: Failed): string =>
  `${is === 'differs' ? `differs from cycle ${at}` : 'cannot be verified'} (${why})`;

/**
 * The verdict on a file. Its level is one of the game unless one is given. Never throws: one bad file must not keep
 * others from their verdicts, so that even a defect of ours is told in its row.
 */
export async function rowOf(file: string, given: Level | null, seconds?: Int): Promise<Row> {
  const row: Row = { file, level: '', seed: null, is: 'cannot', at: null, stars: null, why: '', fingerprint: '' };
  try {
    const run = runFrom(file);
    Object.assign(row, { level: run.level, seed: run.seed });
    const verdict = judge(run, given ?? (await shippedLevel(run.level)), seconds);
    if (verdict.is !== 'verified') return { ...row, ...verdict };
    const { world } = verdict;
    return { ...row, is: 'verified', stars: stars(world), fingerprint: fingerprint(world) };
  } catch (error) {
    return { ...row, why: error instanceof Refusal ? error.why : `defect: ${error}` };
  }
}

/** longest path of a file that is shown, and longest sentence */
const LONGEST_PATH = 400;

/** A cell that a spreadsheet would take for a formula gets an apostrophe in front. */
function cell(value: string | number | null): string {
  const text = plain(String(value ?? ''), LONGEST_PATH);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function rowsCsv(rows: readonly Row[]): string {
  const columns = ['file', 'level', 'seed', 'is', 'at', 'stars', 'why', 'fingerprint'] as const;
  return [columns.join(','), ...rows.map((row) => columns.map((column) => cell(row[column])).join(','))].join('\n');
}

export function rowsText(rows: readonly Row[]): string {
  const lines = rows.map(({ file, is, at, why, stars }) => {
    const verdict = is === 'verified' ? `verified, ${stars} of 3 stars` : failure({ is, at, why });
    return `${plain(file, LONGEST_PATH)}: ${plain(verdict, LONGEST_PATH)}`;
  });
  return [...lines, ...(rows.some(({ is }) => is === 'verified') ? [WORTH] : [])].join('\n');
}

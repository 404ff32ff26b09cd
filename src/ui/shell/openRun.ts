/** A run that somebody saved as a file: read, played again and shown; or one problem, and nothing has changed. */
import { parseRun } from '../../session/run.ts';
import { bad, type Problem, type Result } from '../../session/untrusted.ts';
import type { Run } from '../../sim/index.ts';
import type { Bp, Id } from '../../sim/types.ts';
import type { Language } from '../../text/languages.ts';
import type { Library } from './library.ts';
import type { Runs } from './runs.ts';

type Options = {
  library: Pick<Library, 'built' | 'level'>;
  runs: Pick<Runs, 'show'>;
  language: Language;
  /** Called after each piece with how much of the run has passed; false ends it, and nothing has changed. */
  goesOn(passed: Bp): Promise<boolean>;
};

/** A file that does not even say that it is a run is no damaged one. */
function read(text: string): Result<Run> {
  const run = parseRun(text);
  if (run.ok || run.code === 'notJson' || run.code === 'tooLarge') return run;
  return run.path === '' || run.path === 'schema' ? bad('notARun') : run;
}

/**
 * The level of the run that is the current one now; null when nobody wants it any more. Problems: of reading it (`notARun`,
 * `notJson`, `tooLarge`, and what the schema finds), of its level (`noSuchLevel` …), and those of `verify`. Rejects when the
 * level cannot be fetched.
 */
export async function openRun(text: string, options: Options): Promise<Result<Id> | null> {
  const { library, runs, language, goesOn } = options;
  const run = read(text);
  if (!run.ok) return run;
  const { level } = run.value;
  if (!library.built.has(level)) return bad('noSuchLevel', level);
  const loaded = await library.level(level, language);
  if (!loaded.ok) return loaded;
  if (!(await goesOn(0))) return null;
  const pieces = runs.show(loaded.value, run.value);
  for (let piece = pieces.next(); ; piece = pieces.next()) {
    if (piece.done === true) return problemOr(piece.value, level);
    if (await goesOn(piece.value)) continue;
    pieces.return(null);
    return null;
  }
}

const problemOr = (problem: Problem | null, level: Id): Result<Id> =>
  problem === null ? { ok: true, value: level } : { ok: false, ...problem };

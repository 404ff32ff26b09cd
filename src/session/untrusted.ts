/**
 * The gate for texts that come back to the session from outside: saves, runs and replays.
 *
 * A text is measured before it is parsed, and checking ends at the first problem, so that a hostile one costs no more than
 * a good one of the same size. The answer is the value, or one code with the place ("log.12.at") of what is wrong.
 */
import * as v from 'valibot';

export type Problem = { code: string; path: string };
export type Result<T> = { ok: true; value: T } | ({ ok: false } & Problem);
export const good = <T>(value: T): Result<T> => ({ ok: true, value });
export const bad = (code: string, path = ''): { ok: false } & Problem => ({ ok: false, code, path: seen(path) });

/** A path may have names from the file in it: it is cut, and what cannot be seen or moves the cursor is shown as its number. */
const seen = (path: string): string =>
  path
    .slice(0, 120)
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`)
    .slice(0, 120);

/** the most that a text may ask for; everything that allocates or loops is among them */
export const LIMITS = {
  /** 20,000 commands of some 80 bytes each */
  runBytes: 3 * 1024 * 1024,
  /** above what the caps of a save allow: all that is written can be read */
  saveBytes: 4 * 1024 * 1024,
  /** what an import may make of a save: far above what play makes, and two of them fit into a browser's storage */
  joinedBytes: 1024 * 1024,
  /** commands in a log: a person gives about 200 in a level; and fingerprints along a run */
  log: 20_000,
  marks: 64,
  /** 512 pCPUs × this is still a safe integer */
  cycles: 1e13,
  /** seeds are 32 bits */
  seed: 0xffff_ffff,
} as const;

/** a safe integer between `least` and `most`, both included */
export const int = (least: number, most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most));
export const cycles = int(0, LIMITS.cycles);
export const seed = int(0, LIMITS.seed);

/** a word that may become part of a key */
export const id = v.pipe(v.string(), v.maxLength(64), v.regex(/^[A-Za-z0-9][A-Za-z0-9._+-]*$/));
export const hexadecimal = v.pipe(v.string(), v.regex(/^[0-9a-f]{8,64}$/));

export const list = <T extends v.GenericSchema>(item: T, most: number) => v.pipe(v.array(item), v.maxLength(most));

/** ids that valibot's records pass over, because careless code takes them for what every object has */
const PASSED_OVER = ['constructor', 'prototype'];

/**
 * The entries of an object as a map by id, since an id may be what every object has a thing called (`toString`), and plain
 * objects answer for these.
 */
export function mapOf<T>(value: v.GenericSchema<unknown, T>, most: number) {
  const usual: v.GenericSchema<unknown, Record<string, T>> = v.record(id, value);
  const chosen = v.lazy((input) => {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) return v.strictObject({});
    if (Object.hasOwn(input, '__proto__')) return v.never();
    const names = PASSED_OVER.filter((name) => Object.hasOwn(input, name));
    if (names.length === 0 || !Object.keys(input).every((name) => v.is(id, name))) return usual;
    return v.objectWithRest(Object.fromEntries(names.map((name) => [name, value])), value);
  });
  return v.pipe(
    chosen,
    v.maxEntries(most),
    v.transform((entries): ReadonlyMap<string, T> => new Map(Object.entries(entries))),
  );
}

/** `unknown` → T, or what is wrong first: `missing`, `unknownField`, `outOfRange`, `tooLong` or `wrongType`. Never throws. */
export function check<T>(schema: v.GenericSchema<unknown, T>, data: unknown): Result<T> {
  const outcome = v.safeParse(schema, data, { abortEarly: true, abortPipeEarly: true });
  if (outcome.success) return good(outcome.output);
  const issue = outcome.issues[0];
  return bad(codeOf(issue), v.getDotPath(issue) ?? '');
}

function codeOf(issue: v.BaseIssue<unknown>): string {
  if (issue.kind === 'schema' && issue.received === 'undefined') return 'missing';
  // valibot reports a field too many as one that was never expected, and what is no object under the same type
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'unknownField';
  if (issue.type === 'min_value' || issue.type === 'max_value') return 'outOfRange';
  if (issue.type === 'max_length' || issue.type === 'max_entries') return 'tooLong';
  return 'wrongType';
}

const encoder = new TextEncoder();

/** Problems: `tooLarge`, `notJson`. */
export function parseJson(text: string, bytes: number): Result<unknown> {
  // a UTF-16 unit becomes at least one byte, so long texts are refused without encoding them
  if (text.length > bytes || encoder.encode(text).length > bytes) return bad('tooLarge');
  try {
    return good(JSON.parse(text) as unknown);
  } catch {
    return bad('notJson'); // engines differ in what they throw for texts that are no JSON or nest too deep
  }
}

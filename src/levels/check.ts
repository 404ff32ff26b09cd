/**
 * The first gate for anything from outside: unknown data → well-formed data, or one coded problem.
 *
 * Texts are measured before they are parsed, and validation ends at the first problem: a hostile file costs no more than
 * a good one of the same size.
 */
import * as v from 'valibot';
import { bad, good, type Result } from './result.ts';

/** valibot's names for what failed → ours, which are the keys of sentences in `text/`. */
const CODES: Readonly<Record<string, string>> = {
  strict_object: 'unknownField',
  safe_integer: 'notAnInteger',
  min_value: 'outOfRange',
  max_value: 'outOfRange',
  min_length: 'tooShort',
  max_length: 'tooLong',
  min_entries: 'tooShort',
  max_entries: 'tooLong',
  regex: 'badId',
  picklist: 'unknownChoice',
  literal: 'unknownChoice',
  variant: 'unknownChoice',
  union: 'wrongShape',
};

/** `unknown` → T, or `{code, path}` of the first thing that is wrong. Never throws. */
export function check<T>(schema: v.GenericSchema<unknown, T>, data: unknown): Result<T> {
  const outcome = v.safeParse(schema, data, { abortEarly: true, abortPipeEarly: true });
  if (outcome.success) return good(outcome.output);
  const issue = outcome.issues[0];
  const path = v.getDotPath(issue) ?? '';
  const missing = issue.received === 'undefined' && issue.kind === 'schema';
  return bad(missing ? 'missing' : (CODES[issue.type] ?? 'wrongType'), path);
}

const encoder = new TextEncoder();

/** The deepest that any file of ours nests is 14; code that walks a value may recurse this far. */
const DEEPEST = 64;

/** Depth of nested brackets outside strings, counted without building anything. Stops counting above `DEEPEST`. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length && deepest <= DEEPEST; i++) {
    const unit = text.charCodeAt(i);
    if (unit === QUOTE) i = endOfString(text, i);
    else if (unit === OPEN_BRACE || unit === OPEN_BRACKET) deepest = Math.max(deepest, ++depth);
    else if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) depth--;
  }
  return deepest;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** index of the quote that ends the string begun at `start`, or of the end of the text */
function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text.charCodeAt(i) !== QUOTE) i += text.charCodeAt(i) === BACKSLASH ? 2 : 1;
  return i;
}

/** Parses a JSON text of at most `bytes` bytes. Problems: `tooLarge`, `tooDeep`, `notJson`. */
export function parseJson(text: string, bytes: number): Result<unknown> {
  // a UTF-16 unit becomes at least one byte, so long texts are refused without encoding them
  if (text.length > bytes || encoder.encode(text).length > bytes) return bad('tooLarge');
  if (depthOf(text) > DEEPEST) return bad('tooDeep');
  try {
    return good(JSON.parse(text) as unknown);
  } catch (error) {
    if (error instanceof SyntaxError) return bad('notJson');
    throw error;
  }
}

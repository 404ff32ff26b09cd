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

/** names that schemas pass over without a word, and that no id may therefore have */
const PASSED_OVER = ['__proto__', 'constructor', 'prototype'];

/** Where data has a field of such a name, however deep; null where there is none. */
function passedOver(data: unknown): string | null {
  const left: { value: unknown; path: string }[] = [{ value: data, path: '' }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { value, path } = next;
    if (typeof value !== 'object' || value === null) continue;
    const found = PASSED_OVER.find((name) => Object.hasOwn(value, name));
    if (found !== undefined) return `${path}${found}`;
    for (const [name, inner] of Object.entries(value))
      if (typeof inner === 'object') left.push({ value: inner, path: path.length > 200 ? path : `${path}${name}.` });
  }
  return null;
}

/** `unknown` → T, or `{code, path}` of the first thing that is wrong. Never throws. */
export function check<T>(schema: v.GenericSchema<unknown, T>, data: unknown): Result<T> {
  const strange = passedOver(data);
  if (strange !== null) return bad('badId', strange);
  const outcome = v.safeParse(schema, data, { abortEarly: true, abortPipeEarly: true });
  if (outcome.success) return good(outcome.output);
  const issue = outcome.issues[0];
  const path = v.getDotPath(issue) ?? '';
  if (issue.received === 'undefined' && issue.kind === 'schema') return bad('missing', path);
  // valibot reports a field too many as one that was never expected, and what is no object under the same type
  if (issue.type === 'strict_object' && issue.expected === 'never') return bad('unknownField', path);
  return bad(CODES[issue.type] ?? 'wrongType', path);
}

const encoder = new TextEncoder();

/** Parses a JSON text of at most `bytes` bytes. Problems: `tooLarge`, `notJson`. */
export function parseJson(text: string, bytes: number): Result<unknown> {
  // a UTF-16 unit becomes at least one byte, so long texts are refused without encoding them
  if (text.length > bytes || encoder.encode(text).length > bytes) return bad('tooLarge');
  try {
    return good(JSON.parse(text) as unknown);
  } catch {
    return bad('notJson'); // engines differ in what they throw for texts that are no JSON or nest too deep
  }
}

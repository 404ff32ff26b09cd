/**
 * A run as text: level, seed and the log of commands. That is all that a replay, a rewind, a bug report, a ghost and a
 * teacher's check need, because the same commands at the same cycles make the same world.
 */
import * as v from 'valibot';
import type { Run } from '../sim/index.ts';
import { command } from './commandSchema.ts';
import { bad, check, cycles, good, hexadecimal, id, LIMITS, list, parseJson, type Result, seed } from './untrusted.ts';

const schema: v.GenericSchema<unknown, Run> = v.strictObject({
  schema: v.literal(1),
  rules: id,
  level: id,
  hash: hexadecimal,
  seed,
  log: list(v.strictObject({ at: cycles, c: command }), LIMITS.log),
  marks: list(v.strictTuple([cycles, hexadecimal]), LIMITS.marks),
});

/** index of the first item that is earlier than the one before it, -1 = none */
const firstBackwards = (times: readonly number[]): number => times.findIndex((at, i) => at < (times[i - 1] ?? 0));

export function checkRun(data: unknown): Result<Run> {
  const formed = check(schema, data);
  if (!formed.ok) return formed;
  const { log, marks } = formed.value;
  const command = firstBackwards(log.map((entry) => entry.at));
  if (command >= 0) return bad('outOfOrder', `log.${command}.at`);
  const mark = firstBackwards(marks.map(([at]) => at));
  if (mark >= 0) return bad('outOfOrder', `marks.${mark}.0`);
  return good(formed.value);
}

export function parseRun(text: string): Result<Run> {
  const json = parseJson(text, LIMITS.runBytes);
  return json.ok ? checkRun(json.value) : json;
}

export const runText = (run: Run): string => JSON.stringify(run);

/**
 * A run as text: level, seed and the log of commands. That is all that a replay, a rewind, a bug report, a ghost and a
 * teacher's check need, because the same commands at the same cycles make the same world.
 */
import * as v from 'valibot';
import { check, parseJson } from '../levels/check.ts';
import { LIMITS } from '../levels/limits.ts';
import { cycles, id, int, list } from '../levels/primitives.ts';
import { bad, good, type Result } from '../levels/result.ts';
import type { LogEntry, Run } from '../sim/index.ts';
import { command } from './commandSchema.ts';

const fingerprint = v.pipe(v.string(), v.regex(/^[0-9a-f]{8,64}$/));

const schema: v.GenericSchema<unknown, Run> = v.strictObject({
  schema: v.literal(1),
  rules: id,
  level: id,
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  seed: int(0, 0xffff_ffff),
  log: list(v.strictObject({ at: cycles, c: command }), LIMITS.log),
  marks: list(v.strictTuple([cycles, fingerprint]), LIMITS.marks),
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

/** The commands given up to a cycle, that cycle included: what a branch from there starts with. */
export const logUpTo = (log: readonly LogEntry[], cycle: number): LogEntry[] => log.filter(({ at }) => at <= cycle);

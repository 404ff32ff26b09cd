/** The two gates of a level file: well-formed, then fitting together. */
import type { CostModel, Id, Kernel, LevelFile, Robot } from '../sim/index.ts';
import { check, parseJson } from './check.ts';
import { crossCheck, hasPolicy } from './crossChecks.ts';
import { unfold } from './demands.ts';
import { levelFile, robot } from './levelSchema.ts';
import { LIMITS } from './limits.ts';
import { bad, type Result } from './result.ts';

/**
 * A level file and what it refers to by id: the cost models of its machines, and every kernel there is. `carried`: by
 * model, in their order, the costs that rest on another machine or operation, as the model's file says.
 */
export type Level = { file: LevelFile; models: CostModel[]; kernels: Kernel[]; carried: Id[][] };

/** Data from anywhere → a level file whose parts fit together, or the first problem. */
export function checkLevel(data: unknown): Result<LevelFile> {
  const formed = check(levelFile, data);
  if (!formed.ok) return formed;
  const setup = unfold(formed.value.setup);
  return setup.ok ? crossCheck({ ...formed.value, setup: setup.value }) : setup;
}

/** The same for a text, which is measured before it is parsed. */
export function parseLevel(text: string): Result<LevelFile> {
  const json = parseJson(text, LIMITS.levelBytes);
  return json.ok ? checkLevel(json.value) : json;
}

/** A robot that somebody wrote, as text: of the same form as those of a level. Beside what is malformed: `unknownPolicy`. */
export function parseRobot(text: string): Result<Robot> {
  const json = parseJson(text, LIMITS.levelBytes);
  const formed = json.ok ? check(robot, json.value) : json;
  return formed.ok && !hasPolicy(formed.value) ? bad('unknownPolicy', 'policy') : formed;
}

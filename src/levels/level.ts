/** The two gates of a level file: well-formed, then fitting together. */
import type { CostModel, Kernel, LevelFile } from '../sim/index.ts';
import { check, parseJson } from './check.ts';
import { crossCheck } from './crossChecks.ts';
import { levelFile } from './levelSchema.ts';
import { LIMITS } from './limits.ts';
import type { Result } from './result.ts';

/** A level file and what it refers to by id: the cost models of its machines, and every kernel there is. */
export type Level = { file: LevelFile; models: CostModel[]; kernels: Kernel[] };

/** Data from anywhere → a level file whose parts fit together, or the first problem. */
export function checkLevel(data: unknown): Result<LevelFile> {
  const formed = check(levelFile, data);
  return formed.ok ? crossCheck(formed.value) : formed;
}

/** The same for a text, which is measured before it is parsed. */
export function parseLevel(text: string): Result<LevelFile> {
  const json = parseJson(text, LIMITS.levelBytes);
  return json.ok ? checkLevel(json.value) : json;
}

/** What the determinism test runs inside Chromium: the core, a level and a run, and nothing of the page. */
import { simulate } from '../../src/session/log.ts';
import type { CostModel, Kernel, LevelFile, LogEntry } from '../../src/sim/index.ts';

export type Job = { file: LevelFile; models: CostModel[]; kernels: Kernel[]; seed: number; log: LogEntry[] };

/** The marks of a run and how many events it took, or the problem's code. */
export function carryOut({
  file,
  models,
  kernels,
  seed,
  log,
}: Job): { marks: [number, string][]; events: number } | string {
  const result = simulate(file, { models, kernels }, seed, log);
  return result.ok ? { marks: result.value.marks, events: result.value.world.handled } : result.code;
}

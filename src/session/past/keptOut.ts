/** Why somebody with a job was not let in, as things stood when it went away. */
import {
  crowdOn,
  deadlineOf,
  entryProblem,
  type Int,
  jobTakes,
  memoryLeft,
  memoryUnder,
  modeIndex,
  startCost,
  type World,
} from '../../sim/index.ts';

/** What kept a job from being done: nobody let it in, or what most of its time was lost to; or what was lost with it. */
export const JOB_LOSSES = [
  'unlet',
  'unletLate',
  'unletFull',
  'unletNowhere',
  'atDoor',
  'starting',
  'crowded',
  'taxed',
  'undone',
  'putOut',
  'felled',
] as const;
export type JobLossKind = (typeof JOB_LOSSES)[number];

/** `free`: a way in would have been in time; `late`: none would; `full`: where it would, there was no memory; `nowhere`: nobody offered any. */
export type KeptOut = 'free' | 'late' | 'full' | 'nowhere';

export function keptOut(w: World, g: Int): KeptOut {
  const own = w.guests[g]?.machine ?? 0;
  const hosts = w.setup.platforms === undefined ? [own] : w.setup.machines.map((_, m) => m);
  const ways = hosts.flatMap((on) => {
    const offered = (w.setup.admission?.modes ?? []).filter((mode) => entryProblem(w, g, on, mode) === null);
    return offered.map((mode) => ({ on, row: modeIndex(w.program.modes, on, mode) }));
  });
  if (ways.length === 0) return 'nowhere';
  const fast = ways.filter(
    ({ on, row }) => w.now + startCost(w, row) + jobTakes(w, g, row) * crowdOn(w, on, 1) <= deadlineOf(w, g),
  );
  if (fast.length === 0) return 'late';
  return fast.some(({ on, row }) => memoryUnder(w, g, row) <= memoryLeft(w, on)) ? 'free' : 'full';
}

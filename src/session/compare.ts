/** Other runs on the same demand, without anybody watching: the reference robot's, and what the bare machine would do. */
import {
  COMPONENTS,
  type GuestSpec,
  type Id,
  type LevelFile,
  metric,
  POLICIES,
  playRobot,
  stars,
  type World,
} from '../sim/index.ts';
import type { Outcome } from './contract.ts';
import { newWorld } from './log.ts';
import type { LevelData } from './setup.ts';
import { ledgerView } from './view.ts';

/** Plays the level's reference robot to the end of the world. Null when the level cannot be played so. */
function played(file: LevelFile, data: LevelData, seed: number, second: number): World | null {
  const world = newWorld(file, data, seed);
  const { reference } = file.robots;
  const policy = POLICIES[reference.policy];
  if (!world.ok || policy === undefined) return null;
  playRobot(world.value, policy, reference, second);
  return world.value;
}

const usefulShare = (w: World): number => metric(w, 'usefulShare')?.value ?? 0;

/** @param second one second of play in cycles */
export function referenceRun(file: LevelFile, data: LevelData, seed: number, second: number): Outcome['reference'] {
  const w = played(file, data, seed, second);
  return w && { ledger: ledgerView(w), stars: stars(w), usefulShare: usefulShare(w) };
}

/** The mode in which nothing stands between a guest and its machine; the guest's own where the cost model has none. */
function bareMode({ setup }: LevelFile, { models }: LevelData, guest: GuestSpec): Id {
  const costs = setup.machines.find((machine) => machine.id === guest.machine)?.costs;
  const modes = models.find((model) => model.id === costs)?.modes ?? {};
  const bare = Object.entries(modes).find(([, mode]) => COMPONENTS.every((component) => mode[component] === 'native'));
  return bare?.[0] ?? guest.mode;
}

/** "What if" every guest ran on the bare machine, the same robot choosing who runs. */
export function nativeRun(file: LevelFile, data: LevelData, seed: number, second: number): Outcome['native'] {
  const guests = file.setup.guests.map((guest) => ({ ...guest, mode: bareMode(file, data, guest) }));
  const w = played({ ...file, setup: { ...file.setup, guests } }, data, seed, second);
  return w && { ledger: ledgerView(w), usefulShare: usefulShare(w) };
}

/** Other runs on the same demand, without anybody watching: the reference robot's, and what the bare machine would do. */
import {
  type Category,
  COMPONENTS,
  type Cycles,
  type GuestSpec,
  type Id,
  type Int,
  type LevelFile,
  type Mode,
  metric,
  type Robot,
  stars,
  type World,
} from '../sim/index.ts';
import { newWorld } from './log.ts';
import type { LevelData } from './setup.ts';
import { ledgerView } from './view.ts';

/** Who can play robots (robots.ts). `second`: one second of play in cycles. */
export type Player = (world: World, robot: Robot, second: Cycles) => boolean;

/** A run to be played again by somebody else. */
export type Again = { file: LevelFile; data: LevelData; seed: Int; second: Cycles };

/** Plays the level's reference robot to the end of the world. Null when the level cannot be played so. */
export function played({ file, data, seed, second }: Again, play: Player): World | null {
  const world = newWorld(file, data, seed);
  return world.ok && play(world.value, file.robots.reference, second) ? world.value : null;
}

const usefulShare = (w: World): number => metric(w, 'usefulShare')?.value ?? 0;

export type Reference = { ledger: Record<Category, Cycles>; stars: Int; usefulShare: Int };

export function referenceRun(again: Again, play: Player): Reference | null {
  const w = played(again, play);
  return w && { ledger: ledgerView(w), stars: stars(w), usefulShare: usefulShare(w) };
}

/** Nothing stands between a guest and its machine. */
export const isBare = (mode: Mode): boolean => COMPONENTS.every((component) => mode[component] === 'native');

/** The mode in which nothing stands between a guest and its machine; the guest's own where the cost model has none. */
function bareMode({ setup }: LevelFile, { models }: LevelData, guest: GuestSpec): Id {
  const costs = setup.machines.find((machine) => machine.id === guest.machine)?.costs;
  const modes = models.find((model) => model.id === costs)?.modes ?? {};
  const bare = Object.entries(modes).find(([, mode]) => isBare(mode));
  return bare?.[0] ?? guest.mode;
}

/**
 * Where modes are put together at the door there is nothing to choose, and whoever comes in runs like everybody; where walls
 * are chosen there are none to break.
 */
function bareDoor({ setup }: LevelFile, guests: readonly GuestSpec[]): Partial<LevelFile['setup']> {
  const isMixed = guests.some(({ enters, choices = [] }) => enters !== undefined && choices.length > 0);
  const { trusts, ...door } = setup.admission ?? { modes: [], dealt: false };
  if (!isMixed && trusts === undefined) return {};
  const modes = [...new Set(guests.map(({ mode }) => mode))];
  const bare = guests.map(({ choices: _, enters, ...guest }): GuestSpec => {
    if (enters === undefined) return guest;
    const { trust: none, ...rest } = enters;
    return { ...guest, enters: rest };
  });
  return { guests: bare, admission: { ...door, modes } };
}

/** Where hosts have platforms: one that offers just these modes, on every host, and nothing to choose about that. */
export function onePlatform({ platforms, machines }: LevelFile['setup'], modes: Id[]): Partial<LevelFile['setup']> {
  if (platforms === undefined) return {};
  const platform = 'one';
  return {
    platforms: { ...platforms, kinds: [{ id: platform, modes, host: 'bare' }] },
    machines: machines.map((machine) => ({ ...machine, platform })),
  };
}

/** "What if" every guest ran on the bare machine, the same robot choosing who runs. */
export function nativeRun(again: Again, play: Player): Omit<Reference, 'stars'> | null {
  const { file, data } = again;
  const guests = file.setup.guests.map((guest) => ({ ...guest, mode: bareMode(file, data, guest) }));
  const modes = [...new Set(guests.map(({ mode }) => mode))];
  const setup = { ...file.setup, guests, ...bareDoor(file, guests), ...onePlatform(file.setup, modes) };
  const w = played({ ...again, file: { ...file, setup } }, play);
  return w && { ledger: ledgerView(w), usefulShare: usefulShare(w) };
}

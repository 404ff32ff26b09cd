/** Where a level begins. */
import { type Campaign, levelsOf } from '../../levels/campaign.ts';
import type { Save } from '../../session/save/save.ts';
import type { Id } from '../../sim/types.ts';
import type { Route } from '../shell/route.ts';

/** A newcomer has never finished a run. */
export function isNewcomer(save: Save): boolean {
  return [...save.levels.values()].every((level) => level.tries.length === 0 && level.stars === 0);
}

/**
 * The first screen of a level: its briefing, except that a newcomer goes straight into the first level, whose tutorial is
 * its briefing.
 */
export function startOf(campaign: Campaign, save: Save, level: Id): Route {
  const first = levelsOf(campaign)[0]?.id;
  return level === first && isNewcomer(save) ? { screen: 'play', level, seed: null } : { screen: 'briefing', level };
}

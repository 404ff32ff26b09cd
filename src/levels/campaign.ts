/** The campaign: acts and levels in order, also those that do not exist yet, and what a player may enter. */
import * as v from 'valibot';
import type { Id, Int } from '../sim/index.ts';
import { check } from './check.ts';
import { id, int, list } from './primitives.ts';
import { bad, good, type Result } from './result.ts';

/** `picture`: the architecture in which the level plays, drawn on the map. `scene`: the moving picture of its mechanism. */
const PICTURES = ['partial', 'classic', 'paravirt', 'hardware', 'shared', 'hosted', 'nested', 'rack'] as const;
export type CampaignLevel = { id: Id; number: Int; picture: (typeof PICTURES)[number]; scene?: Id };
export type Act = { id: Id; levels: CampaignLevel[] };
export type Campaign = { schema: 1; acts: Act[] };

const schema: v.GenericSchema<unknown, Campaign> = v.strictObject({
  schema: v.literal(1),
  acts: list(
    v.strictObject({
      id,
      levels: list(
        v.strictObject({ id, number: int(1, 999), picture: v.picklist(PICTURES), scene: v.exactOptional(id) }),
        100,
        1,
      ),
    }),
    20,
    1,
  ),
});

export const levelsOf = (campaign: Campaign): CampaignLevel[] => campaign.acts.flatMap((act) => act.levels);

/** Levels are entered by id and counted by number, so both are unique and numbers ascend. */
export function checkCampaign(data: unknown): Result<Campaign> {
  const formed = check(schema, data);
  if (!formed.ok) return formed;
  const seen = new Set<Id>();
  let last = 0;
  for (const [a, act] of formed.value.acts.entries()) {
    for (const [i, level] of act.levels.entries()) {
      const path = `acts.${a}.levels.${i}`;
      if (seen.has(level.id)) return bad('repeated', `${path}.id`);
      if (level.number <= last) return bad('outOfOrder', `${path}.number`);
      seen.add(level.id);
      last = level.number;
    }
  }
  return good(formed.value);
}

export type Access = 'toCome' | 'locked' | 'open' | 'won';

/**
 * Who may enter what: the first level that exists is open, each further one when the one that exists before it has a star.
 * @param exists ids of the levels that have been built
 * @param stars best stars by level id
 * @param all opens every level that exists (a setting, and assignments)
 */
export function access(
  campaign: Campaign,
  exists: ReadonlySet<Id>,
  stars: Readonly<Record<Id, Int>>,
  all = false,
): Record<Id, Access> {
  const result: Record<Id, Access> = {};
  let open = true;
  for (const { id: level } of levelsOf(campaign)) {
    if (!exists.has(level)) {
      result[level] = 'toCome';
      continue;
    }
    const won = (stars[level] ?? 0) > 0;
    result[level] = won ? 'won' : open || all ? 'open' : 'locked';
    open = won;
  }
  return result;
}

/** The level to continue with: the first that is open and has no star yet, else null (everything is won). */
export function nextLevel(campaign: Campaign, given: Readonly<Record<Id, Access>>): Id | null {
  return levelsOf(campaign).find((level) => given[level.id] === 'open')?.id ?? null;
}

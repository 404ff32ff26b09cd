/** The campaign as the map shows it. */
import { type Access, access, type Campaign, type CampaignLevel, nextLevel } from '../../../levels/campaign.ts';
import type { Save } from '../../../session/save/save.ts';
import type { Id, Int } from '../../../sim/types.ts';

export type MapLevel = {
  id: Id;
  number: Int;
  access: Access;
  /** best stars, and best stars of a run that never went back */
  stars: Int;
  straight: Int;
  /** the one to continue with */
  next: boolean;
  picture: CampaignLevel['picture'];
};
export type MapAct = { id: Id; levels: MapLevel[] /** has a level that may be entered */; open: boolean };
export type MapModel = {
  acts: MapAct[];
  next: Id | null;
  /** the level that has to be won to open a locked one */
  before: Readonly<Record<Id, Id>>;
  stars: Int;
  /** three for each level that there is: nobody can win stars of those to come */
  allStars: Int;
};

export function mapOf(campaign: Campaign, built: ReadonlySet<Id>, save: Save, openAll: boolean): MapModel {
  const best = Object.fromEntries([...save.levels].map(([id, { stars }]) => [id, stars]));
  const given = access(campaign, built, best, openAll);
  const next = nextLevel(campaign, given);
  const acts = campaign.acts.map(({ id, levels }) => {
    const shown = levels.map((level) => ({
      id: level.id,
      number: level.number,
      picture: level.picture,
      access: given[level.id] ?? 'toCome',
      stars: save.levels.get(level.id)?.stars ?? 0,
      straight: save.levels.get(level.id)?.straight ?? 0,
      next: level.id === next,
    }));
    return { id, levels: shown, open: shown.some((level) => level.access === 'open' || level.access === 'won') };
  });
  const all = acts.flatMap((act) => act.levels);
  const existing = all.filter((level) => level.access !== 'toCome');
  return {
    acts,
    next,
    before: Object.fromEntries(existing.slice(1).map((level, i) => [level.id, existing[i]?.id ?? level.id])),
    stars: all.reduce((sum, level) => sum + level.stars, 0),
    allStars: existing.length * 3,
  };
}

/** Where the player stands: at the level that was played last, or at the next where that is the one it opens. */
export function placeOn({ next, before, acts }: MapModel, played: Id | null): Id | null {
  const isHere = acts.some(({ levels }) => levels.some(({ id }) => id === played));
  return !isHere || (next !== null && before[next] === played) ? next : played;
}

export const DIRECTIONS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const;
export type Direction = (typeof DIRECTIONS)[number];
export const isDirection = (key: string): key is Direction => DIRECTIONS.some((direction) => direction === key);

/** Where an arrow key leads from a level: along the campaign, or to the card of the next act that stands nearest. */
export function neighbour(acts: readonly MapAct[], from: Id, direction: Direction): Id {
  const all = acts.flatMap((act) => act.levels.map((level) => level.id));
  const at = all.indexOf(from);
  if (direction === 'ArrowLeft') return all[Math.max(0, at - 1)] ?? from;
  if (direction === 'ArrowRight') return all[Math.min(all.length - 1, at + 1)] ?? from;
  const row = acts.findIndex((act) => act.levels.some((level) => level.id === from));
  const here = acts[row]?.levels ?? [];
  const there = acts[direction === 'ArrowUp' ? row - 1 : row + 1]?.levels ?? [];
  if (there.length === 0) return from;
  const middle = (here.findIndex((level) => level.id === from) + 0.5) / here.length;
  return there[Math.min(there.length - 1, Math.floor(middle * there.length))]?.id ?? from;
}

const ROMAN = [
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const;

/** Acts are counted as in the theatre. */
export function roman(value: Int): string {
  const step = ROMAN.find(([worth]) => worth <= value);
  return step === undefined ? '' : step[1] + roman(value - step[0]);
}

/**
 * The join of two saves: commutative, associative and idempotent, so that tabs agree in whatever order they hear of each
 * other, and hearing twice does no harm.
 */
import type { Id, Int } from '../../sim/index.ts';
import { canonical } from '../canonical.ts';
import { CAPS, type LevelProgress, type Save, type Stamped, type Try } from './save.ts';

/** The names that the game has itself: where there is no room for all, these stay. */
export type Known = { levels: ReadonlySet<Id>; settings: ReadonlySet<Id> };
export const NOBODY: Known = { levels: new Set(), settings: new Set() };

/** Later stamp wins; equal stamps (two tabs at once) are settled by the text of the value, the same way everywhere. */
function later<T>(a: Stamped<T>, b: Stamped<T>): Stamped<T> {
  if (a.n !== b.n) return a.n > b.n ? a : b;
  return canonical(a.value) >= canonical(b.value) ? a : b;
}

type Named<T> = ReadonlyMap<Id, T>;
/** Where there is no room for all names, those of the least rank stay, and among equals the first in their order. */
type Rank = (name: Id) => Int;
const equally: Rank = () => 0;
const behind =
  (...before: readonly { has(name: Id): boolean }[]): Rank =>
  (name) => {
    const place = before.findIndex((names) => names.has(name));
    return place < 0 ? before.length : place;
  };

/** Union by name, shared names joined. For `reserved` names there is room, whether they are there or not. */
function joinNamed<T>(
  a: Named<T>,
  b: Named<T>,
  join: (x: T, y: T) => T,
  most: Int,
  rank: Rank,
  reserved: Iterable<Id> = [],
): Named<T> {
  const names = [...new Set([...reserved, ...a.keys(), ...b.keys()])]
    .sort((x, y) => rank(x) - rank(y) || (x < y ? -1 : 1))
    .slice(0, most);
  const joined = new Map<Id, T>();
  for (const name of names) {
    const x = a.get(name);
    const y = b.get(name);
    if (x !== undefined && y !== undefined) joined.set(name, join(x, y));
    else if (x !== undefined) joined.set(name, x);
    else if (y !== undefined) joined.set(name, y);
  }
  return joined;
}

/** Tries never change, and are compared again at every join. */
const texts = new WeakMap<Try, string>();
function textOf(one: Try): string {
  const text = texts.get(one) ?? canonical(one);
  texts.set(one, text);
  return text;
}

/** Newest first. Two tabs can give the same number to different tries: both are kept. */
function joinTries(a: readonly Try[], b: readonly Try[]): readonly Try[] {
  if (a === b) return a;
  const byText = new Map([...a, ...b].map((one) => [textOf(one), one] as const));
  return [...byText]
    .sort(([textA, x], [textB, y]) => y.n - x.n || (textA < textB ? -1 : 1))
    .slice(0, CAPS.tries)
    .map(([, one]) => one);
}

function joinLevels(a: LevelProgress, b: LevelProgress, rank: Rank): LevelProgress {
  return {
    stars: Math.max(a.stars, b.stars),
    straight: Math.max(a.straight, b.straight),
    tutorialSeen: a.tutorialSeen || b.tutorialSeen,
    tries: joinTries(a.tries, b.tries),
    answers: joinNamed(a.answers, b.answers, later, CAPS.answers, rank),
  };
}

/**
 * The newest tries of each level, as many of each as there is room for in all. The number falls as more come together, and
 * never depends on what was cut before, so that the join stays associative.
 */
function cutTries(levels: Named<LevelProgress>): Named<LevelProgress> {
  const counts = [...levels.values()].map(({ tries }) => tries.length);
  let each: Int = CAPS.tries;
  while (counts.reduce((sum, count) => sum + Math.min(each, count), 0) > CAPS.allTries) each--;
  if (each === CAPS.tries) return levels;
  return new Map([...levels].map(([id, level]) => [id, { ...level, tries: level.tries.slice(0, each) }]));
}

type Ranks = { known: Known; levels: Rank; settings: Rank; answers(here: LevelProgress): Rank };

function joined(a: Save, b: Save, ranks: Ranks): Save {
  const epoch = Math.max(a.epoch, b.epoch);
  const levels = (save: Save): Named<LevelProgress> => (save.epoch === epoch ? save.levels : new Map());
  const both = (x: LevelProgress, y: LevelProgress): LevelProgress => joinLevels(x, y, ranks.answers(x));
  return {
    epoch,
    levels: cutTries(joinNamed(levels(a), levels(b), both, CAPS.levels, ranks.levels, ranks.known.levels)),
    settings: joinNamed(a.settings, b.settings, later, CAPS.settings, ranks.settings, ranks.known.settings),
  };
}

export const merge = (a: Save, b: Save, known = NOBODY): Save =>
  joined(a, b, { known, levels: behind(known.levels), settings: behind(known.settings), answers: () => equally });

/**
 * A file that somebody brings along is wanted, whatever was erased since it was written: nothing of either is lost. What
 * it brings beyond the room that there is pushes out nothing that was here.
 */
export const mergeImported = (own: Save, brought: Save, known = NOBODY): Save =>
  joined(
    own,
    { ...brought, epoch: own.epoch },
    {
      known,
      levels: behind(known.levels, own.levels),
      settings: behind(known.settings, own.settings),
      answers: (here) => behind(here.answers),
    },
  );

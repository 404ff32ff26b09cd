/**
 * The join of two saves: commutative, associative and idempotent, so that tabs agree in whatever order they hear of each
 * other, and hearing twice does no harm.
 */
import { canonical } from '../canonical.ts';
import { CAPS, type LevelProgress, type Save, type Stamped, type Try } from './save.ts';

/** Later stamp wins; equal stamps (two tabs at once) are settled by the text of the value, the same way everywhere. */
function later<T>(a: Stamped<T>, b: Stamped<T>): Stamped<T> {
  if (a.n !== b.n) return a.n > b.n ? a : b;
  return canonical(a.value) >= canonical(b.value) ? a : b;
}

/** Union by key, shared keys joined; of too many the first `most` in the order of their names stay. */
function joinRecords<T>(a: Record<string, T>, b: Record<string, T>, join: (x: T, y: T) => T, most: number) {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort().slice(0, most);
  const joined: Record<string, T> = {};
  for (const key of keys) {
    const x = a[key];
    const y = b[key];
    if (x !== undefined && y !== undefined) joined[key] = join(x, y);
    else if (x !== undefined) joined[key] = x;
    else if (y !== undefined) joined[key] = y;
  }
  return joined;
}

/** Newest first. Two tabs can give the same number to different tries: both are kept. */
function joinTries(a: readonly Try[], b: readonly Try[]): Try[] {
  const byText = new Map([...a, ...b].map((one) => [canonical(one), one] as const));
  return [...byText]
    .sort(([textA, x], [textB, y]) => y.n - x.n || (textA < textB ? -1 : 1))
    .slice(0, CAPS.tries)
    .map(([, one]) => one);
}

function joinLevels(a: LevelProgress, b: LevelProgress): LevelProgress {
  return {
    stars: Math.max(a.stars, b.stars),
    straight: Math.max(a.straight, b.straight),
    tutorialSeen: a.tutorialSeen || b.tutorialSeen,
    tries: joinTries(a.tries, b.tries),
    answers: joinRecords(a.answers, b.answers, later, CAPS.answers),
  };
}

export function merge(a: Save, b: Save): Save {
  const epoch = Math.max(a.epoch, b.epoch);
  const levels = (save: Save) => (save.epoch === epoch ? save.levels : {});
  return {
    epoch,
    levels: joinRecords(levels(a), levels(b), joinLevels, CAPS.levels),
    settings: joinRecords(a.settings, b.settings, later, CAPS.settings),
  };
}

/** A file that somebody brings along is wanted, whatever was erased since it was written: nothing of either is lost. */
export function mergeImported(own: Save, brought: Save): Save {
  const epoch = Math.max(own.epoch, brought.epoch);
  return merge({ ...own, epoch }, { ...brought, epoch });
}

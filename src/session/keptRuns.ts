/**
 * Runs that are not over, in the browser's storage: each tab keeps one per level, under a name of its own, so that the same
 * run in two tabs is two runs from then on, and neither writes over the other.
 *
 * What cannot be read or gone on with stays until somebody begins that level anew. Beyond `MOST` the oldest go.
 */
import type { Id, Int } from '../sim/index.ts';
import type { KeptRun } from './contract.ts';
import { keptText, readKept } from './kept.ts';
import { type Area, PREFIX } from './slots.ts';
import type { Result } from './untrusted.ts';

const RUNS = `${PREFIX}run.`;
const MOST = 8;
const NAME = /^([a-z0-9-]{1,64})\.([A-Za-z0-9._+-]{1,64})$/;

/** `tab` has kept it. */
export type Found = { key: string; tab: string; level: Id; run: Result<KeptRun> };

export interface KeptRuns {
  /** The run of a level that was kept last, that of any level if null is given; one that can be read before all others. */
  find(level: Id | null): Found | null;
  /** Keeps this tab's run of its level. False: it is too long, or the browser does not let it. */
  keep(run: KeptRun): boolean;
  /** This tab's run of a level is over, or given up. */
  drop(level: Id): void;
  /** This tab's run of its level stays as it is, whatever is kept of the level from here on. */
  setAside(level: Id): void;
  /** What other tabs have kept of a level is not needed any more, but for those that are `open`. */
  forget(level: Id, open: ReadonlySet<string>): void;
}

type Options = { area: () => Area; tab: string };

export function openKeptRuns({ area, tab }: Options): KeptRuns {
  const own = (level: Id): string => `${RUNS}${tab}.${level}`;
  const texts = new Map<string, { text: string; found: Found }>();

  /** Storage may be refused, full, or taken away at any time; then nothing is kept, which the banner about it says. */
  function tried<T>(act: (area: Area) => T, otherwise: T): T {
    try {
      return act(area());
    } catch (error) {
      if (error instanceof DOMException) return otherwise;
      throw error;
    }
  }

  function foundAt(area: Area, key: string): Found | null {
    const [, by, level] = NAME.exec(key.slice(RUNS.length)) ?? [];
    const text = area.getItem(key);
    if (by === undefined || level === undefined || text === null) return null;
    const known = texts.get(key);
    if (known?.text === text) return known.found;
    const run = readKept(text);
    const found: Found = { key, tab: by, level, run };
    texts.set(key, { text, found });
    return found;
  }

  const when = ({ run }: Found): Int => (run.ok ? run.value.when : -1);

  /** the newest first, and what cannot be read last */
  const all = (area: Area): Found[] =>
    area
      .keys()
      .filter((key) => key.startsWith(RUNS))
      .flatMap((key) => foundAt(area, key) ?? [])
      .sort((a, b) => when(b) - when(a) || (a.key < b.key ? 1 : -1));

  return {
    find: (level) => tried((area) => all(area).find((one) => level === null || one.level === level) ?? null, null),
    keep(run) {
      const text = keptText(run);
      if (text === null) return false;
      return tried((area) => {
        area.setItem(own(run.level), text);
        for (const { key } of all(area).slice(MOST)) area.removeItem(key);
        return true;
      }, false);
    },
    drop: (level) => tried((area) => area.removeItem(own(level)), undefined),
    setAside(level) {
      tried((area) => {
        const text = area.getItem(own(level));
        if (text === null) return;
        // under a name of its own, as if a tab that is closed by now had kept it
        const taken = new Set(area.keys());
        let n = 1;
        while (taken.has(`${RUNS}${tab}-${n}.${level}`)) n++;
        area.setItem(`${RUNS}${tab}-${n}.${level}`, text);
        area.removeItem(own(level));
      }, undefined);
    },
    forget(level, open) {
      tried((area) => {
        for (const one of all(area))
          if (one.level === level && one.tab !== tab && !open.has(one.tab)) area.removeItem(one.key);
      }, undefined);
    },
  };
}

/** Keeps the run in progress as it goes, and offers one that was kept to whoever comes to its level. */
import type { KeptRun, Session } from '../../session/contract.ts';
import type { Found, KeptRuns } from '../../session/keptRuns.ts';
import type { Id, Int } from '../../sim/types.ts';
import type { Tabs } from './tabs.ts';

/** `run`: or why it cannot be read. `elsewhere`: the tab that has kept it is open. */
export type Offer = { run: Found['run']; elsewhere: boolean };

export type Keeping = {
  /** the level of the run that was kept last, null when there is none that can be read */
  latest(): Id | null;
  /** what is kept of a level; a run on another seed than the wanted one is not meant */
  offer(level: Id, seed: Int | null): Promise<Offer | null>;
  /** Keeps a run as it goes, until the answer is called. */
  follow(session: Session): () => void;
  /** This tab's run of a level is over, or begins again. */
  drop(level: Id): void;
  /** This tab's run of a level stays kept while another of that level is looked at, and played. */
  setAside(level: Id): void;
  /** A level is begun anew, or gone on with here: what tabs that are closed have kept of it is not needed. */
  forget(level: Id): Promise<void>;
};

type Options = {
  runs: KeptRuns;
  tabs: Tabs;
  page: Window;
  /** milliseconds since 1970 */
  now(): Int;
};

/** Milliseconds between two writes: so much of a run is lost when the page crashes. */
const EVERY = 2000;

export function createKeeping({ runs, tabs, page, now }: Options): Keeping {
  return {
    latest() {
      const found = runs.find(null);
      return found?.run.ok === true ? found.level : null;
    },
    async offer(level, seed) {
      const found = runs.find(level);
      if (found === null) return null;
      const { run, tab } = found;
      if (run.ok && seed !== null && seed !== run.value.seed) return null;
      return { run, elsewhere: (await tabs.open()).has(tab) };
    },
    follow(session) {
      let last = Number.NEGATIVE_INFINITY;
      let later = 0;
      const keep = (): void => {
        page.clearTimeout(later);
        later = 0;
        const run: KeptRun | null = session.kept(now());
        if (run === null) return;
        last = now();
        runs.keep(run);
      };
      // the last change is kept in time, too, when nothing changes after it
      const look = (): void => {
        const wait = last + EVERY - now();
        if (wait <= 0) keep();
        else if (later === 0) later = page.setTimeout(keep, wait);
      };
      const hide = (): void => {
        if (page.document.visibilityState === 'hidden') keep();
      };
      const unwatch = session.watch(look);
      page.addEventListener('pagehide', keep);
      page.document.addEventListener('visibilitychange', hide);
      return () => {
        unwatch();
        page.removeEventListener('pagehide', keep);
        page.document.removeEventListener('visibilitychange', hide);
        keep();
      };
    },
    drop: (level) => runs.drop(level),
    setAside: (level) => runs.setAside(level),
    async forget(level) {
      runs.forget(level, await tabs.open());
    },
  };
}

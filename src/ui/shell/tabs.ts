/**
 * Which tabs of the game are open. Each holds a lock as long as it lives; the browser frees it when the tab is closed,
 * reloaded or crashes. Where there are no locks (old browsers, frames without an origin) no other tab is known of.
 */

export type Tabs = {
  /** names of the other tabs that are open */
  open(): Promise<ReadonlySet<string>>;
};

const PREFIX = 'ring-minus-one/tab.';

const without = (problem: unknown): undefined => {
  console.info(problem);
  return undefined;
};

/** @param own the name of this tab */
export function holdTab(own: string, locks: LockManager | undefined): Tabs {
  locks?.request(PREFIX + own, () => new Promise(() => undefined)).catch(without);
  return {
    async open() {
      const { held = [] } = (await locks?.query().catch(without)) ?? {};
      const names = held.flatMap(({ name = '' }) => (name.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []));
      return new Set(names.filter((name) => name !== own));
    },
  };
}

/**
 * The router: keeps the address and the screen in step.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import { arrival } from './focus.ts';
import { backFrom, follow, formatRoute, parseRoute, type Route, sameRoute, type Trail } from './route.ts';

export type Router = {
  readonly route: ReadonlySignal<Route>;
  /** `replace`: the present address leaves no trace in the browser's history */
  go(route: Route, options?: { replace: boolean }): void;
  /** one step back; at the title nothing happens */
  back(): void;
  dispose(): void;
};

/** Follows the address of `page` until disposed. */
export function createRouter(page: Window): Router {
  const first = parseRoute(page.location.hash);
  const route = signal<Route>(first);
  let trail: Trail = [first];

  const show = (next: Route) => {
    if (sameRoute(next, route.value)) return;
    arrival.navigated = true;
    trail = follow(trail, next);
    route.value = next;
  };
  const arrive = () => show(parseRoute(page.location.hash));
  // The location rather than the history: pushState is refused in some of the frames that the game is embedded in.
  const go: Router['go'] = (next, options) => {
    const hash = formatRoute(next);
    show(next);
    if (options?.replace === true) page.location.replace(hash);
    else page.location.hash = hash;
  };

  page.addEventListener('hashchange', arrive);
  return {
    route,
    go,
    back() {
      const target = backFrom(trail);
      if (target !== null) go(target);
    },
    dispose() {
      page.removeEventListener('hashchange', arrive);
    },
  };
}

import { describe, expect, test } from 'vitest';
import { arrival } from '../../../src/ui/shell/focus.ts';
import { createRouter } from '../../../src/ui/shell/router.ts';

/** The parts of a page that a router uses. Setting the hash tells listeners, as browsers do, a little later. */
function fakePage(hash = '') {
  const listeners = new Set<() => void>();
  const visited: string[] = [hash];
  const page = {
    location: {
      get hash() {
        return visited.at(-1) ?? '';
      },
      set hash(next: string) {
        if (next !== visited.at(-1)) visited.push(next);
      },
      replace(next: string) {
        visited[visited.length - 1] = next;
      },
    },
    addEventListener: (_: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
  };
  return {
    // a router looks at these members and at nothing else of the page
    page: page as object as Window,
    visited,
    listeners,
    /** what the browser does after its own buttons or a link */
    arriveAt(next: string) {
      page.location.hash = next;
      for (const listener of listeners) listener();
    },
  };
}

describe('the router', () => {
  test('begins where the address says', () => {
    expect(createRouter(fakePage('#/guide/vcpu').page).route.value).toEqual({ screen: 'guide', entry: 'vcpu' });
  });

  test('goes somewhere at once and leaves a trace', () => {
    const { page, visited } = fakePage('#/');
    const router = createRouter(page);
    router.go({ screen: 'map' });
    expect(router.route.value).toEqual({ screen: 'map' });
    expect(visited).toEqual(['#/', '#/map']);
    router.go({ screen: 'settings' }, { replace: true });
    expect(visited).toEqual(['#/', '#/settings']);
  });

  test('follows links and the buttons of the browser, and knows the way back', () => {
    const { page, arriveAt } = fakePage('#/');
    const router = createRouter(page);
    arriveAt('#/level/a/play');
    arriveAt('#/help');
    router.back();
    expect(router.route.value).toEqual({ screen: 'play', level: 'a', seed: null });
    router.back();
    expect(router.route.value).toEqual({ screen: 'map' });
    router.back();
    router.back();
    expect(router.route.value).toEqual({ screen: 'title' });
  });

  test('remembers that the player has moved, so that headings may take the focus', () => {
    arrival.navigated = false;
    const router = createRouter(fakePage('#/').page);
    expect(arrival.navigated).toBe(false);
    router.go({ screen: 'title' });
    expect(arrival.navigated).toBe(false);
    router.go({ screen: 'map' });
    expect(arrival.navigated).toBe(true);
  });

  test('stops listening when it is disposed of', () => {
    const { page, listeners } = fakePage();
    const router = createRouter(page);
    expect(listeners.size).toBe(1);
    router.dispose();
    expect(listeners.size).toBe(0);
  });
});

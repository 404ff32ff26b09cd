import { describe, expect, test } from 'vitest';
import {
  backFrom,
  follow,
  formatRoute,
  parentOf,
  parseRoute,
  type Route,
  type Trail,
} from '../../../src/ui/shell/route.ts';

const ROUTES: [string, Route][] = [
  ['#/', { screen: 'title' }],
  ['#/map', { screen: 'map' }],
  ['#/level/04-trap-and-emulate/briefing', { screen: 'briefing', level: '04-trap-and-emulate' }],
  ['#/level/04-trap-and-emulate/play', { screen: 'play', level: '04-trap-and-emulate', seed: null }],
  ['#/level/04-trap-and-emulate/play?seed=7', { screen: 'play', level: '04-trap-and-emulate', seed: 7 }],
  ['#/level/04-trap-and-emulate/debrief', { screen: 'debrief', level: '04-trap-and-emulate' }],
  ['#/guide', { screen: 'guide', entry: null }],
  ['#/guide/hypercall', { screen: 'guide', entry: 'hypercall' }],
  ['#/settings', { screen: 'settings' }],
  ['#/help', { screen: 'help' }],
  ['#/credits', { screen: 'credits' }],
  ['#/privacy', { screen: 'privacy' }],
];

describe('addresses', () => {
  test.each(ROUTES)('%s is read and written back', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
    expect(formatRoute(route)).toBe(hash);
  });

  test.each([
    '',
    '#',
    '#/nowhere',
    '#/map/extra',
    '#/level/04/elsewhere',
    '#/level/04/play/more',
    '#/level/%E0%A4%A/briefing',
    '#/level/..%2f..%2fsecrets/briefing',
    '#/level//briefing',
  ])('%s leads to the title', (hash) => {
    expect(parseRoute(hash)).toEqual({ screen: 'title' });
  });

  test('a level without a screen is its briefing', () => {
    expect(parseRoute('#/level/04-trap-and-emulate')).toEqual({ screen: 'briefing', level: '04-trap-and-emulate' });
  });

  test('a seed that is no number is left to the level', () => {
    for (const seed of ['x', '-1', '1e3', '99999999999', '9999999999', '4294967296']) {
      expect(parseRoute(`#/level/a/play?seed=${seed}`)).toEqual({ screen: 'play', level: 'a', seed: null });
    }
  });
});

describe('one step back', () => {
  const play: Route = { screen: 'play', level: 'a', seed: 3 };
  const settings: Route = { screen: 'settings' };
  const list: Route = { screen: 'guide', entry: null };
  const entry: Route = { screen: 'guide', entry: 'vcpu' };
  const walk = (...routes: [Route, ...Route[]]): Trail => {
    const [first, ...rest] = routes;
    return rest.reduce<Trail>(follow, [first]);
  };

  test('leads from the title nowhere, and from everywhere else to the title in the end', () => {
    expect(parentOf({ screen: 'title' })).toBeNull();
    for (const [, route] of ROUTES) {
      let steps = 0;
      for (let at: Route | null = route; at !== null; at = parentOf(at)) steps++;
      expect(steps).toBeLessThanOrEqual(3);
    }
  });

  test('returns from an aside to the run that it was opened from', () => {
    expect(backFrom(walk({ screen: 'map' }, play, settings))).toEqual(play);
    expect(backFrom(walk(play, list, entry))).toEqual(list);
    expect(backFrom(walk(play, entry, { screen: 'guide', entry: 'exit' }))).toEqual(entry);
  });

  test('going back by the browser shortens the trail instead of adding to it', () => {
    const there = walk(play, list, entry);
    const back = follow(there, list);
    expect(back).toEqual([play, list]);
    expect(backFrom(back)).toEqual(play);
  });

  test('an aside opened from outside has the title, or its list, behind it', () => {
    expect(backFrom([settings])).toEqual({ screen: 'title' });
    expect(backFrom([entry])).toEqual(list);
  });

  test('screens of the campaign leave no trail', () => {
    expect(walk({ screen: 'map' }, play, settings, { screen: 'debrief', level: 'a' })).toHaveLength(1);
    expect(backFrom(walk({ screen: 'debrief', level: 'a' }, play))).toEqual({ screen: 'map' });
  });
});

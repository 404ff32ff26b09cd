/**
 * The addresses of the screens, all in the hash: the game runs in any folder of any host, and from disk.
 */
import type { Id, Int } from '../../sim/types.ts';

export type Route =
  | { screen: 'title' }
  | { screen: 'map' }
  | { screen: 'briefing'; level: Id }
  /** seed null: the seed that the level begins with, or the run in progress */
  | { screen: 'play'; level: Id; seed: Int | null }
  | { screen: 'debrief'; level: Id }
  /** entry null: the list */
  | { screen: 'guide'; entry: Id | null }
  | { screen: 'settings' }
  | { screen: 'help' }
  | { screen: 'credits' }
  | { screen: 'privacy' };

export type ScreenName = Route['screen'];

/** Screens that can be opened from anywhere and lead back to where they were opened. */
const ASIDE: readonly ScreenName[] = ['guide', 'settings', 'help', 'credits', 'privacy'];

function isAside(route: Route): boolean {
  return ASIDE.includes(route.screen);
}

const ID = /^[a-z0-9][a-z0-9.-]{0,79}$/i;
const SEED = /^\d{1,10}$/;
/** seeds are 32 bits */
const LAST_SEED = 0xffff_ffff;

/** The seed of a query, or null when it has none, or one that is no seed: then the run in progress stays. */
function seedFrom(query: string): Int | null {
  const text = new URLSearchParams(query).get('seed') ?? '';
  return SEED.test(text) && Number(text) <= LAST_SEED ? Number(text) : null;
}

/** The part of a path, decoded, or null when it is no id. */
function idFrom(part: string | undefined): Id | null {
  if (part === undefined) return null;
  try {
    const id = decodeURIComponent(part);
    return ID.test(id) ? id : null;
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

function levelRoute(level: Id, screen: string | undefined, query: string): Route | null {
  switch (screen) {
    case undefined:
    case 'briefing':
      return { screen: 'briefing', level };
    case 'debrief':
      return { screen: 'debrief', level };
    case 'play':
      return { screen: 'play', level, seed: seedFrom(query) };
    default:
      return null;
  }
}

/**
 * The route that a hash names; an address that names none leads to the title.
 * @param hash with or without its `#`
 */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const [first, second, third, ...rest] = path.split('/').filter((part) => part !== '');
  const home: Route = { screen: 'title' };
  if (rest.length > 0 || path.includes('//')) return home;
  if (first === 'level') {
    const level = idFrom(second);
    return (level === null ? null : levelRoute(level, third, query)) ?? home;
  }
  if (third !== undefined) return home;
  if (first === 'guide') return { screen: 'guide', entry: idFrom(second) };
  if (second !== undefined) return home;
  switch (first) {
    case 'map':
    case 'settings':
    case 'help':
    case 'credits':
    case 'privacy':
      return { screen: first };
    default:
      return home;
  }
}

/** The hash of a route, `#` included. `parseRoute` reads it back. */
export function formatRoute(route: Route): string {
  switch (route.screen) {
    case 'title':
      return '#/';
    case 'briefing':
    case 'debrief':
      return `#/level/${encodeURIComponent(route.level)}/${route.screen}`;
    case 'play': {
      const query = route.seed === null ? '' : `?seed=${route.seed}`;
      return `#/level/${encodeURIComponent(route.level)}/play${query}`;
    }
    case 'guide':
      return route.entry === null ? '#/guide' : `#/guide/${encodeURIComponent(route.entry)}`;
    default:
      return `#/${route.screen}`;
  }
}

export function sameRoute(a: Route, b: Route): boolean {
  return formatRoute(a) === formatRoute(b);
}

/** One step back from a screen of the campaign. The title has nothing behind it. */
export function parentOf(route: Route): Route | null {
  switch (route.screen) {
    case 'title':
      return null;
    case 'briefing':
    case 'play':
    case 'debrief':
      return { screen: 'map' };
    case 'guide':
      return route.entry === null ? { screen: 'title' } : { screen: 'guide', entry: null };
    default:
      return { screen: 'title' };
  }
}

/**
 * How one came to the present screen: a screen of the campaign, then the asides opened from it. The last is the present
 * one.
 */
export type Trail = readonly [Route, ...Route[]];

/** The trail after a change of address, whether by a link, by Escape or by the browser's own buttons. */
export function follow(trail: Trail, route: Route): Trail {
  if (!isAside(route)) return [route];
  const known = trail.findIndex((step) => sameRoute(step, route));
  const [first, ...rest] = trail;
  return known >= 0 ? [first, ...rest.slice(0, known)] : [first, ...rest, route];
}

/** Where Escape leads, or null at the title. */
export function backFrom(trail: Trail): Route | null {
  const present = trail[trail.length - 1] ?? trail[0];
  const previous = trail[trail.length - 2];
  return previous ?? parentOf(present);
}

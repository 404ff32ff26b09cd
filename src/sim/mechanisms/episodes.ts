/**
 * Episodes: trouble that the seed deals out at times of its own, the same whatever the player does.
 *
 * A hog asks for more CPU, a flood streams through the page cache, a storm makes very many kernel calls; a spike and
 * growth are honest: a service has more customers. An episode changes what arrives and what a request asks for, judged
 * by the time at which the request *arrived*, never by when somebody got round to serving it.
 *
 * Kinds are dealt like cards: a deck holds each kind `weight` times, is shuffled by the seed, and is shuffled again only
 * when it is used up. So every run meets every kind, in an order that nobody can know, but for the first one if the level
 * says so.
 */
import { type Context, setTimer, taskOf } from '../access.ts';
import type { Mechanism } from '../mechanism.ts';
import { MAX_EPISODES, MAX_FACTOR, MIN_FACTOR } from '../params.ts';
import { draw, drawBelow, sample } from '../rng.ts';
import type { World } from '../state.ts';
import { type Bp, type Cycles, type EpisodeKind, type Episodes, type Int, NEVER, NONE, OPS } from '../types.ts';

/** Trouble of one guest, from `since` to before `until`; `factor`: by how much its demand grows. */
export type Episode = { guest: Int; kind: EpisodeKind; since: Cycles; until: Cycles; factor: Bp };

declare module '../state.ts' {
  interface Kept {
    /** so far, in order of their beginning */
    episodes?: Episode[];
  }
}
declare module '../messages.ts' {
  interface Events {
    episodeStarted: { guest: Int; kind: EpisodeKind };
    episodeEnded: { guest: Int; kind: EpisodeKind };
  }
}

const NOTHING: readonly Episode[] = [];
/** Trouble so far; none where the level deals none. */
export const episodesOf = (w: World): readonly Episode[] => w.kept.episodes ?? NOTHING;

/** factor 1 in basis points */
export const UNIT: Bp = 10_000;
/** draws per episode: whom it befalls, how long it lasts, when the next one begins */
const PER_EPISODE = 3;
/** where the shuffles' draws begin in the stream */
const SHUFFLES = 1 << 20;

/** Troubles multiply, but not beyond a hundredfold, nor to nothing. */
const within = (factor: Bp): Bp => Math.min(MAX_FACTOR, Math.max(MIN_FACTOR, factor));

/** By how much trouble of a kind multiplies guest g's demand at a time, in basis points. */
export function factorAt(w: World, g: Int, kind: EpisodeKind, at: Cycles): Bp {
  let factor = UNIT;
  for (const e of episodesOf(w))
    if (e.guest === g && e.kind === kind && at >= e.since && at < e.until)
      factor = within(Math.floor((factor * e.factor) / UNIT));
  return factor;
}

/** By how much guest g's arrivals come faster at a time. */
export function arrivalFactor(w: World, g: Int, at: Cycles): Bp {
  if (episodesOf(w).length === 0) return UNIT;
  const hog = factorAt(w, g, 'cpuHog', at);
  const spike = factorAt(w, g, 'spike', at);
  return within(Math.floor((within(Math.floor((hog * spike) / UNIT)) * factorAt(w, g, 'growth', at)) / UNIT));
}

/** The kind of the n-th episode: the card at its place in its deck, shuffled as Fisher and Yates do. */
function deal(plan: Episodes, of: Int, n: Int): Episodes['kinds'][number] | undefined {
  const deck = plan.kinds.flatMap((kind) => new Array<typeof kind>(kind.weight).fill(kind));
  if (deck.length === 0) return undefined;
  const round = Math.floor(n / deck.length);
  for (let i = deck.length - 1; i > 0; i--) {
    const j = drawBelow(of, SHUFFLES + round * deck.length + i, i + 1);
    [deck[i], deck[j]] = [deck[j] as Episodes['kinds'][number], deck[i] as Episodes['kinds'][number]];
  }
  const opens = round === 0 ? deck.findIndex(({ kind }) => kind === plan.opens) : NONE;
  if (opens > 0) deck.unshift(...deck.splice(opens, 1));
  return deck[n % deck.length];
}

/** Whom it befalls: somebody of the role, rather one who is not in trouble already. */
function pickGuest(w: World, role: 'batch' | 'service', ticket: Int): Int {
  const all = w.setup.guests.flatMap((guest, g) => (guest.role === role && guest.enters === undefined ? [g] : []));
  const calm = all.filter((g) => !episodesOf(w).some((e) => e.guest === g && e.until > w.now));
  const from = calm.length > 0 ? calm : all;
  return from[drawBelow(w.program.episodeStream, ticket, Math.max(1, from.length))] ?? NONE;
}

/** Begins the n-th episode and schedules the next. */
function beginEpisode({ w, sink }: Context): void {
  const plan = w.setup.episodes;
  if (plan === undefined) return;
  const { episodeStream } = w.program;
  const all = w.kept.episodes ?? [];
  const n = all.length;
  const kind = deal(plan, episodeStream, n);
  const guest = kind === undefined ? NONE : pickGuest(w, kind.role, PER_EPISODE * n);
  const lasts = (plan.least ?? 0) + sample(plan.lasts, draw(episodeStream, PER_EPISODE * n + 1));
  setTimer(w, 'episodes.begin', 0, NEVER);
  if (kind === undefined || guest === NONE || n >= MAX_EPISODES) return;
  const until = kind.lasting === true ? w.setup.length + 1 : w.now + lasts;
  all.push({ guest, kind: kind.kind, since: w.now, until, factor: kind.factorBp });
  sink?.({ type: 'episodeStarted', at: w.now, guest, kind: kind.kind });
  const pause = sample(plan.every, draw(episodeStream, PER_EPISODE * n + 2));
  const gap = plan.rush !== undefined && w.now >= plan.rush.from ? plan.rush.gap : (plan.gap ?? 0);
  setTimer(w, 'episodes.begin', 0, w.now + gap + pause);
  scheduleEnd(w);
}

function scheduleEnd(w: World): void {
  let at = NEVER;
  for (const e of episodesOf(w)) if (e.until > w.now) at = Math.min(at, e.until);
  setTimer(w, 'episodes.end', 0, at);
}

/** Announces the end of every episode that ends now. */
function endEpisodes({ w, sink }: Context): void {
  for (const e of episodesOf(w))
    if (e.until === w.now) sink?.({ type: 'episodeEnded', at: w.now, guest: e.guest, kind: e.kind });
  scheduleEnd(w);
}

const LOCK = OPS.indexOf('lock');
const TOUCH = OPS.indexOf('touch');

/** A request of a guest in trouble asks for more kernel calls, or for more pages. */
function grow(w: World, t: Int, at: Cycles): void {
  const task = taskOf(w, t);
  if (task.op !== LOCK && task.op !== TOUCH) return;
  const factor = factorAt(w, task.guest, task.op === LOCK ? 'callStorm' : 'cacheFlood', at);
  task.count = Math.floor((task.count * factor) / UNIT);
}

export const episodes: Mechanism = {
  id: 'episodes',
  uses: (setup) => setup.episodes !== undefined,
  keeps: () => ({ episodes: [] }),
  begin(w) {
    const plan = w.setup.episodes;
    if (plan === undefined) return;
    setTimer(w, 'episodes.begin', 0, plan.first + sample(plan.every, draw(w.program.episodeStream, 0x7fff)));
  },
  timers: { begin: { per: 'world', fire: beginEpisode }, end: { per: 'world', fire: endEpisodes } },
  events: ['episodeStarted', 'episodeEnded'],
  shape: grow,
};

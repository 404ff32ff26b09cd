/**
 * Episodes: trouble that the seed deals out at fixed times, the same whatever the player does.
 *
 * A hog asks for more CPU, a flood streams through the page cache, a storm makes very many kernel calls; a spike and
 * growth are honest: a service has more customers. An episode changes what arrives and what a request asks for, judged
 * by the time at which the request *arrived*, never by when somebody got round to serving it.
 */
import type { Context } from '../core.ts';
import { setSlot } from '../queue.ts';
import { draw, drawBelow, sample } from '../rng.ts';
import type { World } from '../state.ts';
import { type Bp, type Cycles, type EpisodeKind, type Int, NEVER, NONE } from '../types.ts';

/** factor 1 in basis points */
export const UNIT: Bp = 10_000;

/** By how much trouble of a kind multiplies guest g's demand at a time, in basis points. */
export function factorAt(w: World, g: Int, kind: EpisodeKind, at: Cycles): Bp {
  let factor = UNIT;
  for (const e of w.episodes.all)
    if (e.guest === g && e.kind === kind && at >= e.since && at < e.until)
      factor = Math.floor((factor * e.factor) / UNIT);
  return factor;
}

/** By how much guest g's arrivals come faster at a time. */
export function arrivalFactor(w: World, g: Int, at: Cycles): Bp {
  if (w.episodes.all.length === 0) return UNIT;
  const hog = factorAt(w, g, 'cpuHog', at);
  const spike = factorAt(w, g, 'spike', at);
  return Math.floor((Math.floor((hog * spike) / UNIT) * factorAt(w, g, 'growth', at)) / UNIT);
}

/** Begins the n-th episode and schedules the next. */
export function beginEpisode({ w, sink }: Context): void {
  const plan = w.setup.episodes;
  if (plan === undefined) return;
  const n = w.episodes.all.length;
  const of = w.program.episodeStream;
  const total = plan.kinds.reduce((sum, kind) => sum + kind.weight, 0);
  const ticket = drawBelow(of, 4 * n, total);
  let upTo = 0;
  const kind = plan.kinds.find((candidate) => {
    upTo += candidate.weight;
    return ticket < upTo;
  });
  const candidates = w.setup.guests.flatMap((guest, g) =>
    guest.role === kind?.role && guest.enters === undefined ? [g] : [],
  );
  const guest = candidates[drawBelow(of, 4 * n + 1, Math.max(1, candidates.length))] ?? NONE;
  const lasts = sample(plan.lasts, draw(of, 4 * n + 2));
  if (kind !== undefined && guest !== NONE) {
    w.episodes.all.push({
      guest,
      kind: kind.kind,
      since: w.now,
      until: kind.lasting ? w.setup.length + 1 : w.now + lasts,
      factor: kind.factorBp,
    });
    sink?.({ type: 'episodeStarted', at: w.now, guest, kind: kind.kind });
    w.decisions++;
  }
  setSlot(w.queue, w.program.slots.episode, w.now + sample(plan.every, draw(of, 4 * n + 3)));
  scheduleEnd(w);
}

function scheduleEnd(w: World): void {
  let at = NEVER;
  for (const e of w.episodes.all) if (e.until > w.now) at = Math.min(at, e.until);
  setSlot(w.queue, w.program.slots.episodeEnd, at);
}

/** Announces the end of every episode that ends now. */
export function endEpisodes({ w, sink }: Context): void {
  for (const e of w.episodes.all)
    if (e.until === w.now) sink?.({ type: 'episodeEnded', at: w.now, guest: e.guest, kind: e.kind });
  w.decisions++;
  scheduleEnd(w);
}

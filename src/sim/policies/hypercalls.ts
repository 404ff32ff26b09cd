/**
 * One pair of hands: which part of which kernel is written next, and when its guests restart for what is written.
 *
 * The reference weighs every part by what it would save its kernel's guests soon after it is done, per cycle of writing, and
 * restarts a guest when what it would gain by the new parts, until a restart is due anyway, is worth being down.
 */
import { servedAheadOf } from '../mechanisms/ahead.ts';
import { kernelOf, leftOf, type Part, partProblem, partsNewTo, placeOf, portingOf } from '../mechanisms/porting.ts';
import { bootCost } from '../mechanisms/restarts.ts';
import type { Command } from '../messages.ts';
import { oldestRequest } from '../mood.ts';
import { type Entry, entriesOf, losesAhead } from '../savings.ts';
import type { World } from '../state.ts';
import { type Id, type Int, NEVER, NONE } from '../types.ts';
import { hasten, putAhead } from './relieving.ts';
import { choice, type Look } from './robot.ts';

const guestsOf = (w: World, k: Int): Int[] => w.setup.guests.flatMap((_, g) => (kernelOf(w, g) === k ? [g] : []));

/** The calls that guest g would make after a restart: null where its kernel has none. */
const written = (w: World, g: Int): readonly Id[] => portingOf(w).written[kernelOf(w, g)] ?? [];
const booted = (w: World, g: Int): readonly Id[] | null => {
  const own = portingOf(w).booted[g] ?? [];
  return own.length === 0 ? null : own;
};

/**
 * What a part would save its kernel's guests in the seconds after it is done, beyond what is written and what is in hand.
 * Whoever is still to come counts for those who foresee it.
 */
function worthOf(look: Look, part: Part, entries: readonly Entry[], inHand?: Part): number {
  const { w, second, params } = look;
  const left = leftOf(w, part) + (inHand === undefined ? 0 : leftOf(w, inHand));
  const to = left + (params.soon ?? 12) * second;
  return guestsOf(w, part.kernel).reduce((sum, g) => {
    if (w.guests[g]?.stage === 'off' && (params.foresees ?? 0) === 0) return sum;
    const now = inHand?.kernel === part.kernel ? [...written(w, g), inHand.call] : written(w, g);
    const saved =
      losesAhead(w, entries, g, now.length === 0 ? null : now, left, to) -
      losesAhead(w, entries, g, [...now, part.call], left, to);
    return sum + Math.max(0, saved);
  }, 0);
}

const order = (w: World, { kernel, call }: Part) => ({ kernel: w.setup.kernels[kernel]?.id ?? '', call });

/** How many guests ask for a call now: what signs show. */
function asksNow(w: World, { kernel, call }: Part, entries: readonly Entry[]): Int {
  const entry = entries.find(({ id }) => id === call);
  return guestsOf(w, kernel).filter((g) => {
    const [now] = servedAheadOf(w, g, 1);
    return (
      w.guests[g]?.stage !== 'off' &&
      entry?.saves.some(({ op }) => now !== undefined && w.program.guests[g]?.phases[now.phase]?.ops.includes(op))
    );
  }).length;
}

function queued(look: Look, part: Part): readonly Command[] {
  const { w, memory } = look;
  choice(look, 'part', `${w.now}`, part.call);
  choice(look, 'kernel', `${w.now}`, order(w, part).kernel);
  memory.notes.kernel = part.kernel;
  return [{ do: 'port', ...order(w, part) }];
}

/** What follows the part in hand is queued `ahead` seconds before that is done, so that hands are never without work. */
function queueNext(
  look: Look,
  open: readonly Part[],
  inHand: Part,
  entries: readonly Entry[],
): readonly Command[] | null {
  const { w, second, params } = look;
  if (portingOf(w).queue.length > 1 || leftOf(w, inHand) > (params.ahead ?? 0) * second) return null;
  const rest = open
    .filter((part) => placeOf(w, part) < 0)
    .map((part) => ({ part, worth: worthOf(look, part, entries, inHand) / Math.max(1, leftOf(w, part)) }))
    .sort((a, b) => b.worth - a.worth);
  const [next] = rest;
  if (next === undefined || next.worth <= 0) return null;
  return queued(look, next.part);
}

/**
 * `who`: 0 what is worth most per cycle of writing; 1 kernel by kernel, the dearest first; 2 whatever signs show now, the most
 * guests first; 3 as they stand; 4 call by call, for one kernel after the other; 5 the first call of every kernel, then as 0. `stays`: percent by which another part must be
 * better than the one in hand, 0 = it is never left. `once`: all are queued in that order at the first look, and never again.
 */
function write(look: Look): readonly Command[] | null {
  const { w, second, params, memory } = look;
  if ((params.writes ?? 1) === 0 || w.now < (params.look ?? 4) * second) return null;
  const who = params.who ?? 0;
  const entries = entriesOf(w);
  const kernels = [...new Set(w.setup.guests.map((_, g) => kernelOf(w, g)))];
  const parts = kernels.flatMap((kernel) => entries.map(({ id }): Part => ({ kernel, call: id })));
  const open = parts.filter((part) => partProblem(w, part) === null);
  const worth = new Map(open.map((part) => [part, worthOf(look, part, entries) / Math.max(1, leftOf(w, part))]));
  const score = (part: Part): number => {
    if (who === 2) return asksNow(w, part, entries);
    const own = worth.get(part) ?? 0;
    if (who === 4) return entries.length - entries.findIndex(({ id }) => id === part.call);
    if (who === 5 && part.call === entries[0]?.id) return own + 1e6;
    return who === 1 && part.kernel === memory.notes.kernel ? own + 1e6 : who === 3 ? 1 : own;
  };
  const ranked = [...open].sort((a, b) => score(b) - score(a));
  if ((params.once ?? 0) > 0) {
    if (memory.notes.queued === 1) return null;
    memory.notes.queued = 1;
    return ranked.map((part) => ({ do: 'port', ...order(w, part) }));
  }
  const [best] = ranked;
  const [inHand] = portingOf(w).queue;
  if (best === undefined || score(best) <= 0) return null;
  if (inHand === undefined) {
    return queued(look, best);
  }
  const own = open.find((part) => placeOf(w, part) === 0);
  if (own === undefined || who >= 3) return null;
  if (own === best) return queueNext(look, open, own, entries);
  const stays = params.stays ?? 30;
  const leaves = stays > 0 && score(best) * 100 > score(own) * (100 + stays);
  choice(look, 'interrupt', `${order(w, best).kernel} ${best.call}/${leaves}`, leaves ? 'leaves' : 'goesOn');
  if (!leaves) return queueNext(look, open, own, entries);
  const c = order(w, best);
  return placeOf(w, best) >= 0
    ? [{ do: 'promote', ...c }]
    : [
        { do: 'port', ...c },
        { do: 'promote', ...c },
      ];
}

/**
 * `roll`: 0 whoever can restarts at once; 1 whoever gains so much by it soon, in percent of a restart (`worth`; `spares`: of one
 * that loses a request), while nobody else is down; 2 only after `batch` new parts.
 */
function roll(look: Look): Command | null {
  const { w, params, second } = look;
  const how = params.roll ?? 1;
  const entries = entriesOf(w);
  const booting = w.guests.some(({ stage }) => stage === 'booting');
  let best: { guest: Int; pays: number } | null = null;
  for (const g of w.setup.guests.keys()) {
    const fresh = partsNewTo(w, g);
    if (fresh.length === 0 || w.guests[g]?.stage !== 'up') continue;
    if (how === 2 && fresh.length < (params.batch ?? 2)) continue;
    if (how !== 1) return { do: 'restart', guest: g };
    const to = Math.min(w.setup.length - w.now, (params.horizon ?? 10) * second);
    const boot = bootCost(w, g, w.guests[g]?.nextMode ?? NONE);
    const gain = losesAhead(w, entries, g, booted(w, g), 0, to) - losesAhead(w, entries, g, written(w, g), 0, to);
    const pays = gain / boot;
    const owes = oldestRequest(w, g) !== NEVER;
    const isDue = pays * 100 > (owes ? (params.spares ?? params.worth ?? 100) : (params.worth ?? 100));
    choice(look, 'restart', `${g}/${written(w, g).length}/${isDue}`, isDue ? 'now' : 'later');
    if (isDue && pays > (best?.pays ?? 0)) best = { guest: g, pays };
  }
  return best === null || booting ? null : { do: 'restart', guest: best.guest };
}

/** Whoever waits to boot goes next: it earns nothing before it is up. */
function bootNext({ w }: Look): Command | null {
  const g = w.guests.findIndex(({ stage }) => stage === 'booting');
  const t = w.program.guests[g]?.firstTask ?? NONE;
  if (t === NONE || w.tasks[t]?.state !== 'ready' || w.pcpus.some(({ deck }) => deck === t)) return null;
  const pcpu = w.pcpus.findIndex(({ deck, task }) => deck === NONE && task !== NONE);
  return pcpu < 0 ? null : { do: 'deck', pcpu, task: t };
}

/** params: those of `write`, of `roll`, of `putAhead` (`line`) and of `hasten` (`late`); `boots` 0: who is to boot waits its turn. */
export function hypercalls(look: Look): Command | readonly Command[] | null {
  const ahead = look.params.line === undefined ? null : putAhead(look);
  const isFree = portingOf(look.w).queue.length === 0;
  return (
    (isFree ? write(look) : null) ??
    roll(look) ??
    (isFree ? null : write(look)) ??
    ((look.params.boots ?? 1) > 0 ? bootNext(look) : null) ??
    (look.params.late === undefined ? null : hasten(look)) ??
    ahead
  );
}

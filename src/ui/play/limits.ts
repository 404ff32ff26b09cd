/**
 * The four limits of a tenant, each with the steps in which it is moved and what the shared thing says about it.
 *
 * Steps are of what the level gave: multiples of a tenant's own weight, parts of its own pages, whole and half pCPUs.
 */
import type { Session } from '../../session/contract.ts';
import type { GuestView, View } from '../../session/view-model.ts';
import type { Command, Int } from '../../sim/index.ts';
import type { Play } from './store.ts';

export const LIMITS = ['weight', 'cap', 'pageCap', 'callLimit'] as const;
export type Limit = (typeof LIMITS)[number];

const COMMAND = { weight: 'setWeight', cap: 'setCap', pageCap: 'setPageCap', callLimit: 'setCallLimit' } as const;

export const limitCommand = (limit: Limit, guest: Int, value: Int): Command => ({ do: COMMAND[limit], guest, value });

/** No limit is written 0 in the machine, except for a weight, which every guest has. */
export const NO_LIMIT = 0;

/** From loose to tight. The first is the state in which the level gave the tenant. */
export function stepsOf(
  session: Pick<Session, 'level'>,
  view: Pick<View, 'pcpus'>,
  guest: GuestView,
  limit: Limit,
): Int[] {
  const spec = session.level.setup.guests[guest.index];
  switch (limit) {
    case 'weight': {
      const own = spec?.weight ?? guest.limits.weight;
      return [4 * own, 2 * own, own, Math.max(1, own >> 1), Math.max(1, own >> 2)];
    }
    case 'cap':
      return [
        NO_LIMIT,
        ...[20_000, 15_000, 10_000, 7500, 5000, 2500].filter((cap) => cap < 10_000 * view.pcpus.length),
      ];
    case 'pageCap': {
      const own = Math.max(4, spec?.pages ?? 0);
      return [NO_LIMIT, 2 * own, own, own >> 1, own >> 2];
    }
    case 'callLimit':
      return [NO_LIMIT, 64, 32, 16, 8, 4, 2];
  }
}

/** The value one step tighter (+1) or looser (−1); null at the end. */
export function step(steps: readonly Int[], value: Int, by: 1 | -1): Int | null {
  const at = steps.indexOf(value);
  // A value from elsewhere (a replay, another version) joins the steps at the nearest looser one.
  const from = at >= 0 ? at : steps.findLastIndex((candidate) => candidate === NO_LIMIT || candidate > value);
  return steps[from + by] ?? null;
}

/** What one press of a limit's number does: one step tighter, and after the tightest back to the state at the start. */
export function pressed(
  session: Pick<Session, 'level'>,
  view: Pick<View, 'pcpus'>,
  guest: GuestView,
  limit: Limit,
): Int {
  const steps = stepsOf(session, view, guest, limit);
  const start =
    limit === 'weight' ? (session.level.setup.guests[guest.index]?.weight ?? guest.limits.weight) : NO_LIMIT;
  // More weight is what helps whoever suffers, so its number goes the other way.
  return step(steps, guest.limits[limit], limit === 'weight' ? -1 : 1) ?? start;
}

/** The value of a limit, short: of a pCPU, of the cache, calls in a period. */
export function writtenOf({ text, format, session, view }: Play, guest: GuestView, limit: Limit): string {
  const value = guest.limits[limit];
  if (value === NO_LIMIT) return text.t('play.limits.free');
  switch (limit) {
    case 'weight': {
      const own = session.level.setup.guests[guest.index]?.weight ?? value;
      return text.t('unit.times', { n: format.integer(value / Math.max(1, own)) });
    }
    case 'cap':
      return format.percent(value);
    case 'pageCap': {
      const pages = Math.max(1, view.value.shared?.cache.pages ?? 1);
      return format.percent(Math.floor((value * 10_000) / pages));
    }
    case 'callLimit':
      return format.integer(value);
  }
}

/** What the shared thing shows of this tenant: the ground for a diagnosis. */
export function showsOf({ text, format }: Pick<Play, 'text' | 'format'>, guest: GuestView, limit: Limit): string {
  const { cpu, fairCpu, cache, missing, locks } = guest.share;
  switch (limit) {
    case 'weight':
      return text.t('play.limits.shows.weight', { fair: format.percent(fairCpu) });
    case 'cap':
      return text.t('play.limits.shows.cpu', { share: format.percent(cpu) });
    case 'pageCap':
      return text.t('play.limits.shows.cache', { share: format.percent(cache), missing: format.percent(missing) });
    case 'callLimit':
      return text.t('play.limits.shows.locks', { share: format.percent(locks) });
  }
}

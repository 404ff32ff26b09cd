/**
 * The five limits of a tenant, each with the steps in which it is moved and what the shared thing says about it.
 *
 * Values are multiples of a tenant's own weight, parts of its own pages, whole and half pCPUs, calls in a millisecond of
 * the machine.
 */
import type { Session } from '../../session/contract.ts';
import type { GuestView, View } from '../../session/view-model.ts';
import type { Bp, Command, Int } from '../../sim/index.ts';
import type { Play } from './play.ts';

export const LIMITS = ['weight', 'cap', 'pageCap', 'callLimit', 'freeze'] as const;
export type Limit = (typeof LIMITS)[number];

const COMMAND = {
  weight: 'setWeight',
  cap: 'setCap',
  pageCap: 'setPageCap',
  callLimit: 'setCallLimit',
  freeze: 'setFreeze',
} as const;

export const limitCommand = (limit: Limit, guest: Int, value: Int): Command => ({ do: COMMAND[limit], guest, value });

/** No limit is written 0 in the machine, except for a weight, which every guest has. */
const NO_LIMIT = 0;

/** The value with which the level gave the tenant. */
export function givenOf(session: Pick<Session, 'level'>, guest: GuestView, limit: Limit): Int {
  return limit === 'weight' ? (session.level.setup.guests[guest.index]?.weight ?? guest.limits.weight) : NO_LIMIT;
}

/**
 * The values that presses go through, in turn: a limit begins with one and ends with none, which was given. Weights stand
 * in their own order, from half to four times what was given, so that a press gives more until there is no more.
 */
export function stepsOf(session: Pick<Session, 'level'>, guest: GuestView, limit: Limit): Int[] {
  const given = givenOf(session, guest, limit);
  const pages = Math.max(4, session.level.setup.guests[guest.index]?.pages ?? 0);
  switch (limit) {
    case 'weight':
      return [Math.max(1, given >> 1), given, 2 * given, 4 * given];
    case 'cap':
      return [10_000, 5000, 2500, given];
    case 'pageCap':
      return [pages, pages >> 1, pages >> 2, given];
    case 'callLimit':
      return [128, 64, 32, given];
    case 'freeze':
      return [1, given];
  }
}

/** What one press does: the next value, in turn. A value from elsewhere (a replay, a script) leads to the first. */
export function nextValue(session: Pick<Session, 'level'>, guest: GuestView, limit: Limit): Int {
  const steps = stepsOf(session, guest, limit);
  return steps[(steps.indexOf(guest.limits[limit]) + 1) % steps.length] ?? givenOf(session, guest, limit);
}

/** A limit that holds nothing back any more. */
export const isIdleLimit = ({ parts }: Pick<View, 'parts'>, guest: Int, limit: Limit): boolean =>
  parts.limits?.idle[guest]?.includes(limit) ?? false;

/** The values that would put back all that was moved, each with its limit. */
export const movedOf = (
  session: Pick<Session, 'level'>,
  guest: GuestView,
  limits: readonly Limit[],
): { limit: Limit; given: Int }[] =>
  limits
    .map((limit) => ({ limit, given: givenOf(session, guest, limit) }))
    .filter(({ limit, given }) => guest.limits[limit] !== given);

/** The value of a limit, short: of a pCPU, of the cache, calls in a millisecond. */
export function writtenOf(
  { text, format, session, view }: Pick<Play, 'text' | 'format' | 'session' | 'view'>,
  guest: Pick<GuestView, 'index'>,
  limit: Limit,
  value: Int,
): string {
  if (value === NO_LIMIT) return text.t(limit === 'freeze' ? 'play.limits.running' : 'play.limits.free');
  switch (limit) {
    case 'weight': {
      const own = session.level.setup.guests[guest.index]?.weight ?? value;
      return text.t('unit.times', { n: text.number(value / Math.max(1, own)) });
    }
    case 'cap':
      return text.t('play.limits.pcpus', { n: text.number(value / 10_000) });
    case 'pageCap': {
      const pages = Math.max(1, view.value.parts.pageCache?.pages ?? 1);
      return format.percent(Math.floor((value * 10_000) / pages));
    }
    case 'callLimit':
      return text.t('play.limits.perMs', { n: format.integer(value) });
    case 'freeze':
      return text.t('play.limits.frozen');
  }
}

/** all of a thing, in hundredths of a percent */
const WHOLE = 10_000;

/** The pCPUs of a guest's machine that are on: what a share of all CPU is a share of. */
const pcpusOf = ({ pcpus }: View, { machine }: GuestView): Int =>
  pcpus.filter((pcpu) => pcpu.machine === machine && pcpu.on).length;

/** What its weight promises a tenant of all CPU. */
export const dueOf = ({ parts }: Pick<View, 'parts'>, { index }: Pick<GuestView, 'index'>): Bp =>
  parts.limits?.due[index] ?? 0;

/** nearer to its due than a tenth of it, a tenant gets it */
const NEAR = 0.1;

/** In a word, why a tenant takes less of the CPU than its weight promises, or more. */
function whyOf(text: Play['text'], view: View, guest: GuestView): string {
  const { index, share, limits, stage } = guest;
  const [cpu, due] = [share.cpu, dueOf(view, guest)];
  if (stage !== 'up') return text.t('play.limits.why.starts');
  if (limits.freeze > 0) return text.t('play.doing.frozen');
  if (cpu > due * (1 + NEAR)) return text.t('play.limits.why.spare');
  if (cpu >= due * (1 - NEAR)) return text.t('play.limits.why.full');
  const lack = view.parts.sharedKernel?.lacks[index] ?? null;
  return lack === null ? text.t('play.limits.why.asleep') : text.t(`play.doing.lacks.${lack}`);
}

/** What the shared thing shows of this tenant, and what it would take: the ground for a diagnosis, in the limit's own unit. */
export function showsOf(
  { text, format, view }: Pick<Play, 'text' | 'format' | 'view'>,
  guest: GuestView,
  limit: Limit,
): string {
  const { cpu, cache, calls } = guest.share;
  const asked = view.value.parts.limits?.asked[guest.index];
  const wants = { cpu: asked?.cpu ?? cpu, cache: asked?.cache ?? cache, calls: asked?.calls ?? calls };
  /** with what waits already it can be more than there is */
  const capped = (want: number, whole: number, said: (amount: number) => string): string =>
    want >= whole ? text.t('play.limits.shows.all') : said(want);
  const everyCall = guest.share.locks > 0 ? (calls * WHOLE) / guest.share.locks : Number.POSITIVE_INFINITY;
  const pcpus = (share: number): string => format.decimal((share * pcpusOf(view.value, guest)) / WHOLE);
  switch (limit) {
    case 'weight':
      return text.t('play.limits.shows.weight', {
        has: format.percent(cpu),
        due: format.percent(dueOf(view.value, guest)),
        why: whyOf(text, view.value, guest),
      });
    case 'cap':
      return text.t('play.limits.shows.cpu', { has: pcpus(cpu), wants: capped(wants.cpu, WHOLE, pcpus) });
    case 'pageCap':
      return text.t('play.limits.shows.cache', {
        has: format.percent(cache),
        wants: capped(wants.cache, WHOLE, format.percent),
      });
    case 'callLimit':
      return text.t('play.limits.shows.calls', {
        has: format.integer(calls),
        wants: capped(wants.calls, everyCall, format.integer),
      });
    case 'freeze':
      return text.t('play.limits.shows.freeze', { n: guest.irqs.reduce((sum, { n }) => sum + n, guest.inbox) });
  }
}

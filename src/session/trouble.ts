/**
 * Why somebody waited on a kernel that is shared, and by whose doing: what it waited for most comes first, and only who took
 * that is named. Trouble that did nothing to it is no reason, however long it lasted.
 */
import { type Command, type Cycles, episodesOf, type Int, type LogEntry, type World } from '../sim/index.ts';
import type { Deed } from './contract.ts';
import { grown } from './past/growing.ts';
import type { Samples, Waits } from './past/samples.ts';

type Stretch = { guest: Int; at: Cycles; until: Cycles };
type Episode = ReturnType<typeof episodesOf>[number];

/** Trouble that takes from all others what they share: the deed that it is, the limit that holds it, what others wait for then. */
const TROUBLE: Partial<
  Record<Episode['kind'], { did: 'flooded' | 'stormed'; limit: Command['do']; takes: 'device' | 'locks' }>
> = {
  cacheFlood: { did: 'flooded', limit: 'setPageCap', takes: 'device' },
  callStorm: { did: 'stormed', limit: 'setCallLimit', takes: 'locks' },
};
const OWN_LIMITS: readonly Command['do'][] = ['setCap', 'setCallLimit', 'setFreeze'];
/** whoever spins keeps others off a processor as well */
const BEHIND = 3;

const isAbout = ({ c }: LogEntry, guest: Int): boolean => 'guest' in c && c.guest === guest;

/** The limit of the guest that was given last before a time, if it stands. */
function stands(log: readonly LogEntry[], limit: Command['do'], guest: Int, at: Cycles): LogEntry | null {
  const last = log.findLast((one) => one.at <= at && one.c.do === limit && isAbout(one, guest));
  return last !== undefined && 'value' in last.c && last.c.value > 0 ? last : null;
}

/** For what the guest's vCPUs waited most in a stretch, by the samples in it and next to it; null where none waited. */
function waitedFor(samples: Samples, { guest, at, until }: Stretch): keyof Waits | null {
  const near = grown(samples.shared).filter(
    (one) => one.at >= at - samples.second / 2 && one.at <= until + samples.second / 2,
  );
  const sum = (of: keyof Waits): Int => near.reduce((all, { waits }) => all + (waits[guest]?.[of] ?? 0), 0);
  const all: [keyof Waits, Int][] = [
    ['limit', sum('limit')],
    ['locks', sum('locks') * BEHIND],
    ['device', sum('device')],
    ['cpu', sum('cpu')],
  ];
  const [first] = all.sort(([, a], [, b]) => b - a);
  return first !== undefined && first[1] > 0 ? first[0] : null;
}

/** Who else read most from the disk from before a stretch to its end, if that was more than the guest itself did. */
function reader({ shared, second }: Samples, { guest, at, until }: Stretch): Int | null {
  const all = grown(shared);
  const then = all.findLast((one) => one.at <= at - second) ?? all[0];
  const now = all.find((one) => one.at >= until) ?? all.at(-1);
  const reads = (now?.cacheMisses ?? []).map((n, g) => n - (then?.cacheMisses[g] ?? 0));
  const most = reads.indexOf(Math.max(...reads));
  return most < 0 || most === guest ? null : most;
}

/** Others on its machine that were in trouble of these kinds meanwhile, and free to be: whoever was so for longest first. */
function troubled(
  w: World,
  log: readonly LogEntry[],
  { guest, at, until }: Stretch,
  takes: keyof Waits | null,
): Deed[] {
  const shared = ({ since, until: ends }: Episode): Cycles => Math.min(until, ends) - Math.max(at, since);
  return episodesOf(w)
    .filter((one) => one.guest !== guest && shared(one) > 0)
    .filter((one) => w.guests[one.guest]?.machine === w.guests[guest]?.machine)
    .sort((a, b) => shared(b) - shared(a))
    .flatMap((one): Deed[] => {
      const trouble = TROUBLE[one.kind];
      if (trouble === undefined || (takes !== null && trouble.takes !== takes)) return [];
      if (stands(log, trouble.limit, one.guest, Math.max(at, one.since)) !== null) return [];
      return [{ did: trouble.did, at: one.since, other: one.guest }];
    });
}

/** What the guest waited for most, as somebody's doing. Where nothing was seen, unhindered trouble of others stands for it. */
export function troubleDeed(
  w: World,
  log: readonly LogEntry[],
  stretch: Stretch,
  samples: Samples | null,
): Deed | null {
  const { guest, at } = stretch;
  if (samples === null || samples.shared.count === 0) return troubled(w, log, stretch, null)[0] ?? null;
  const lack = waitedFor(samples, stretch);
  switch (lack) {
    case null:
      return null;
    case 'limit': {
      const given = OWN_LIMITS.flatMap((limit) => stands(log, limit, guest, stretch.until) ?? []);
      const [last] = given.sort((a, b) => b.at - a.at);
      return last === undefined ? null : { did: 'limited', at: last.at };
    }
    case 'locks':
      return troubled(w, log, stretch, 'locks')[0] ?? null;
    case 'device': {
      const other = reader(samples, stretch);
      const flood = troubled(w, log, stretch, 'device').find((deed) => 'other' in deed && deed.other === other);
      return flood ?? (other === null ? null : { did: 'read', at, other });
    }
    case 'cpu': {
      const weighed = log.findLast((one) => one.at <= at && one.c.do === 'setWeight' && isAbout(one, guest));
      const weight = weighed !== undefined && 'value' in weighed.c ? weighed.c.value : 0;
      const isRaised = weight > (w.setup.guests[guest]?.weight ?? 0);
      return isRaised || !w.setup.verbs.includes('weight') ? null : { did: 'crowded', at };
    }
  }
}

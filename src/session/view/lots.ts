/**
 * Where newcomers stand. Whoever is let in takes the first place that is free at that time and keeps it until it leaves,
 * whoever else comes or goes; the world knows when each came and went, so a run that went back shows the same places.
 */
import { type Cycles, type Int, NEVER, NONE, startCost, type World } from '../../sim/index.ts';

type Visit = { guest: Int; from: Cycles; until: Cycles };

/** From when to when guest g was let in, was or still is here; null of whoever never was. */
function visitOf(w: World, g: Int): Visit | null {
  const guest = w.guests[g];
  if (guest === undefined || w.setup.guests[g]?.enters === undefined) return null;
  const { stage, stageAt, startedAt, mode } = guest;
  if (stage === 'starting') return { guest: g, from: stageAt, until: NEVER };
  if (startedAt === NEVER) return null;
  return { guest: g, from: startedAt - startCost(w, mode), until: stage === 'gone' ? stageAt : NEVER };
}

/** By guest: the number of its place among newcomers from 0, also of one that has left; NONE of whoever never was here. */
export function lotsOf(w: World): Int[] {
  const lots = w.guests.map(() => NONE);
  const visits = w.guests.flatMap((_, g) => visitOf(w, g) ?? []).sort((a, b) => a.from - b.from || a.guest - b.guest);
  const freeFrom: Cycles[] = [];
  for (const { guest, from, until } of visits) {
    const free = freeFrom.findIndex((at) => at <= from);
    const lot = free < 0 ? freeFrom.length : free;
    lots[guest] = lot;
    freeFrom[lot] = until;
  }
  return lots;
}

/** Guests that have a key of their own. */
export const KEYS = 12;

/**
 * By guest: the number of its key from 0, from when it asks until it goes, wherever it is moved. One that was given up is
 * given again as late as can be: nobody presses it for somebody else. NONE of whoever is not here, or came when none was left.
 *
 * Where there is one machine, towers keep their places, and each place has its key: all are NONE. Of a rack one host is seen
 * at a time, and each has all keys; nobody is moved there.
 */
export function keysOf(w: World): Int[] {
  const keys = w.guests.map(() => NONE);
  if (w.setup.machines.length < 2) return keys;
  const racked = w.setup.platforms !== undefined;
  const visits = w.guests.flatMap(({ stage, stageAt }, guest): Visit | Visit[] => {
    const asks = w.setup.guests[guest]?.enters?.at;
    if (racked && asks !== undefined) return visitOf(w, guest) ?? [];
    const from = asks ?? 0;
    return from > w.now ? [] : [{ guest, from, until: stage === 'gone' ? stageAt : NEVER }];
  });
  for (const host of racked ? w.setup.machines.keys() : [NONE]) {
    const freed: Cycles[] = Array.from({ length: KEYS }, () => 0);
    const own = visits.filter(({ guest }) => host === NONE || w.guests[guest]?.machine === host);
    for (const { guest, from, until } of own.sort((a, b) => a.from - b.from || a.guest - b.guest)) {
      const [key = NONE] = [...freed.keys()]
        .filter((one) => (freed[one] ?? NEVER) <= from)
        .sort((a, b) => (freed[a] ?? 0) - (freed[b] ?? 0) || a - b);
      if (key === NONE) continue;
      if (until > w.now) keys[guest] = key;
      freed[key] = until;
    }
  }
  return keys;
}

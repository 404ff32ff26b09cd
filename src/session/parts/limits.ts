/** Limits of one guest: its weight, caps on processors, pages and calls, the freezer (`limits` of its view). */
import {
  askedOf,
  type Bp,
  type Cycles,
  cyclesOf,
  type Int,
  type LimitName,
  NONE,
  type Wants,
  type World,
} from '../../sim/index.ts';
import type { Rect } from '../layout-types.ts';
import { doorOf, FOOT, LIMITS_FOOT } from '../margin.ts';
import type { SessionPart, With } from '../part.ts';
import { type Lately, share } from '../view/lately.ts';
import type { Board, GuestView } from '../view-base.ts';

const isLimited = ({ limits }: GuestView): boolean =>
  limits.cap > 0 || limits.pageCap > 0 || limits.callLimit > 0 || limits.freeze > 0;

const FULL: Bp = 10_000;

/**
 * Limits that the level lets one set, and by guest those that hold nothing back any more: the trouble is over. `asked`, by
 * guest: what it would take of each shared thing if nothing held it back, `calls` of it per millisecond. `due`, by guest:
 * what its weight would get it of all CPU if it wanted as much as that, beside the others as they have wanted lately.
 */
export type Asked = Wants & { calls: Int };
export type LimitsView = { names: LimitName[]; idle: LimitName[][]; asked: (Asked | null)[]; due: Bp[] };

/** Calls per millisecond that hold the lock for a part of the time. */
function callsIn(w: World, g: Int, locks: Bp): Int {
  const m = w.guests[g]?.machine ?? NONE;
  const hold = cyclesOf(w.program, m, w.setup.machines[m]?.shared?.lockHold ?? '') ?? 0;
  return hold === 0 ? 0 : Math.round((locks * w.program.hz) / (FULL * 1000 * hold));
}

function askedFor(w: World, { index, stage }: GuestView, second: Cycles): Asked | null {
  const asked = stage === 'up' ? askedOf(w, index, second) : null;
  return asked && { ...asked, calls: callsIn(w, index, asked.locks) };
}

/** What guest g's vCPUs ran and waited to run lately, of all CPU; whoever is held back by a limit waits for that. */
function wishOf(lately: Lately, { index, share: { cpu }, stage, limits }: GuestView): Bp {
  if (stage !== 'up') return 0;
  const isHeld = limits.cap > 0 || limits.freeze > 0;
  return cpu + (isHeld ? 0 : share(lately.waited(index), lately.capacity));
}

/**
 * What others of its machine leave for a guest, by weight. Those who want less than their part get what they want, and the
 * rest is divided anew: they are passed over in the order of how soon they have enough.
 */
function dueOf(guest: GuestView, others: readonly { weight: Int; wish: Bp }[]): Bp {
  let left = FULL;
  let weights = others.reduce((sum, { weight }) => sum + weight, guest.limits.weight);
  for (const { weight, wish } of [...others].sort((a, b) => a.wish * b.weight - b.wish * a.weight)) {
    if (wish * weights >= left * weight) break;
    left -= wish;
    weights -= weight;
  }
  return Math.floor((left * guest.limits.weight) / Math.max(1, weights));
}

function duesOf(lately: Lately, guests: readonly GuestView[]): Bp[] {
  const wishes = guests.map((guest) => wishOf(lately, guest));
  return guests.map((guest) => {
    const others = guests.filter(
      ({ index, machine, stage }) => index !== guest.index && machine === guest.machine && stage === 'up',
    );
    return guest.stage === 'up'
      ? dueOf(
          guest,
          others.map(({ index, limits }) => ({ weight: limits.weight, wish: wishes[index] ?? 0 })),
        )
      : 0;
  });
}

/**
 * What was moved for a guest and holds nothing back: all that is asked of it, what has come in meanwhile and waits too, is
 * within the limit. Of a weight that is never said, since it robs nobody who does not want more; nor of a freezer.
 */
function idleOf(w: World, { limits, stage, machine }: GuestView, asked: Asked | null): LimitName[] {
  if (stage !== 'up' || asked === null) return [];
  const pcpus = w.pcpus.filter((pcpu) => pcpu.machine === machine && pcpu.interval !== 'off').length;
  const pages = Math.max(1, w.kept.caches?.[machine]?.pages ?? 1);
  const isIdle: Partial<Record<LimitName, boolean>> = {
    cap: limits.cap > 0 && asked.cpu * pcpus < limits.cap,
    pageCap: limits.pageCap > 0 && asked.cache <= (FULL * limits.pageCap) / pages,
    callLimit: limits.callLimit > 0 && asked.calls < limits.callLimit,
  };
  return limits.freeze > 0 ? [] : LIMITS.filter((name) => isIdle[name] === true);
}

type Seen = Board & With<'admission', object> & With<'limits', LimitsView>;

const LIMITS: readonly LimitName[] = ['weight', 'cap', 'pageCap', 'callLimit', 'freeze'];

/** A guest is limited, and none of its limits holds anything back: where one still does, nobody is told that all is over. */
export function isUnheld({ parts }: With<'limits', LimitsView>, { index, limits }: GuestView): boolean {
  const set = LIMITS.filter((name) => name !== 'weight' && limits[name] > 0);
  return set.length > 0 && set.every((name) => parts.limits?.idle[index]?.includes(name));
}

/** `rest`: while no tenant is chosen; `full`: all rows of one, down to the foot of the picture, where else the inspector stands */
type LimitsPlace = { rest: Rect; full: Rect };

/** `door`: somebody may stand above, and ask to enter */
export const limits: SessionPart<LimitsView, Seen, { door: boolean }, LimitsPlace> = {
  verbs: LIMITS,
  nothing: { playfield: 'limits are marks on the meters of the towers' },
  view({ w, lately }, { guests, playSecondNs, hz }) {
    const names = LIMITS.filter((name) => w.setup.verbs.includes(name));
    if (names.length === 0) return null;
    const asked = guests.map((guest) => askedFor(w, guest, (playSecondNs * hz) / 1e9));
    return {
      names,
      idle: guests.map((guest) => idleOf(w, guest, asked[guest.index] ?? null)),
      asked,
      due: duesOf(lately, guests),
    };
  },
  shape: (_, { parts }) => ({ door: parts.admission !== null }),
  /** Beside the shared kernel, below whoever asks to enter. */
  place({ door }, ground) {
    const { slab, main } = ground;
    if (slab === null) return null;
    const above = doorOf(ground);
    const top = door ? Math.max(slab.y, above.y + above.h + 8) : slab.y;
    const to = (foot: number): Rect => ({ x: main.right + 16, y: top, w: 208, h: foot - top });
    return { rest: to(slab.y + slab.h + LIMITS_FOOT), full: to(FOOT) };
  },
  situations: {
    limits({ limits: which }, { guests, parts }) {
      const limited = guests.filter((guest) => guest.present && isLimited(guest));
      if (which === 'none') return limited.length === 0 ? {} : null;
      const idle = limited.find((guest) => isUnheld({ parts }, guest));
      return idle === undefined ? null : { guest: idle.index };
    },
  },
};

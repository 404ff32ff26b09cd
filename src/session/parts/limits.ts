/** Limits of one guest: its weight, and caps on processors, pages and calls (`limits` of its view). */
import { type Bp, type Int, type LimitName, OPS, type World } from '../../sim/index.ts';
import type { Rect } from '../layout-types.ts';
import { doorOf } from '../margin.ts';
import type { SessionPart, With } from '../part.ts';
import type { Lately } from '../view/lately.ts';
import type { Board, GuestView } from '../view-base.ts';

/** of what a tenant reads, so much has to be missing from the cache for it to want more pages */
const LACKS: Bp = 500;
/** so much useful work it has to have done lately for what it read to tell anything: whoever boots reads nothing */
const TELLS: Bp = 100;

const isLimited = ({ limits }: GuestView): boolean => limits.cap > 0 || limits.pageCap > 0 || limits.callLimit > 0;

/** of what a limit allows, a tenant that takes no more than this would not notice if it went */
const FEELS = 0.6;

const LOCK = OPS.indexOf('lock');
const FULL: Bp = 10_000;

/** Limits that the level lets one set, and by guest those that hold nothing back any more: the trouble is over. */
export type LimitsView = { names: LimitName[]; idle: LimitName[][] };

/** Does it read only what it always reads? Under a cap of less than that, what it lacks is the cap's doing. */
function readsAsUsual(w: World, { index, share, limits: { pageCap } }: GuestView): boolean {
  const pages = Math.max(1, w.setup.guests[index]?.pages ?? 1);
  return share.missing < LACKS + FULL * (1 - Math.min(1, pageCap / pages));
}

/** What was moved for a guest and is not felt: a limit that it stays well below, a weight that it would not need. */
function idleOf(w: World, lately: Lately, guest: GuestView): LimitName[] {
  const { index, share, limits, stage } = guest;
  if (stage !== 'up' || share.useful < TELLS) return [];
  const pcpus = w.pcpus.filter(({ machine, interval }) => machine === guest.machine && interval !== 'off').length;
  const calls = (lately.count(index, LOCK) * w.program.hz) / (1000 * Math.max(1, lately.elapsed));
  const given: Int = w.setup.guests[index]?.weight ?? limits.weight;
  const isIdle: Record<LimitName, boolean> = {
    weight: limits.weight > given && share.cpu * limits.weight < share.fairCpu * given,
    cap: limits.cap > 0 && share.cpu * pcpus < FEELS * limits.cap,
    pageCap: limits.pageCap > 0 && readsAsUsual(w, guest),
    callLimit: limits.callLimit > 0 && calls < FEELS * limits.callLimit,
  };
  return LIMITS.filter((name) => isIdle[name]);
}

type Seen = Board & With<'admission', object> & With<'limits', LimitsView>;

const LIMITS: readonly LimitName[] = ['weight', 'cap', 'pageCap', 'callLimit'];

/** `door`: somebody may stand above, and ask to enter */
export const limits: SessionPart<LimitsView, Seen, { door: boolean }, Rect> = {
  verbs: LIMITS,
  nothing: { playfield: 'limits are marks on the meters of the towers' },
  view({ w, lately }, { guests }) {
    const names = LIMITS.filter((name) => w.setup.verbs.includes(name));
    return names.length === 0 ? null : { names, idle: guests.map((guest) => idleOf(w, lately, guest)) };
  },
  shape: (_, { parts }) => ({ door: parts.admission !== null }),
  /** Beside the shared kernel, below whoever asks to enter. */
  place({ door }, ground) {
    const { slab, main } = ground;
    if (slab === null) return null;
    const above = doorOf(ground);
    const top = door ? Math.max(slab.y, above.y + above.h + 8) : slab.y;
    return { x: main.right + 16, y: top, w: 208, h: slab.y + slab.h - top };
  },
  situations: {
    limits({ limits: which }, { guests, parts }) {
      const limited = guests.filter((guest) => guest.present && isLimited(guest));
      if (which === 'none') return limited.length === 0 ? {} : null;
      const idle = limited.find(({ index }) => parts.limits?.idle[index]?.some((name) => name !== 'weight'));
      return idle === undefined ? null : { guest: idle.index };
    },
  },
};

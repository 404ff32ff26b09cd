/** Limits of one guest: its weight, and caps on processors, pages and calls (`limits` of its view). */
import type { Bp, LimitName } from '../../sim/index.ts';
import type { Rect } from '../layout-types.ts';
import { doorOf } from '../margin.ts';
import type { SessionPart, With } from '../part.ts';
import type { Board, GuestView } from '../view-base.ts';

/** of what a tenant reads, so much has to be missing from the cache for it to want more pages */
const LACKS: Bp = 500;
/** so much useful work it has to have done lately for what it read to tell anything: whoever boots reads nothing */
const TELLS: Bp = 100;

const isLimited = ({ limits }: GuestView): boolean => limits.cap > 0 || limits.pageCap > 0 || limits.callLimit > 0;

/** The limits that the level lets one set. */
export type LimitsView = { names: LimitName[] };

type Seen = Board & With<'admission', object>;

const LIMITS: readonly LimitName[] = ['weight', 'cap', 'pageCap', 'callLimit'];

/** `door`: somebody may stand above, and ask to enter */
export const limits: SessionPart<LimitsView, Seen, { door: boolean }, Rect> = {
  verbs: LIMITS,
  nothing: { playfield: 'limits are marks on the meters of the towers' },
  view({ w }) {
    const names = LIMITS.filter((name) => w.setup.verbs.includes(name));
    return names.length === 0 ? null : { names };
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
    limits({ limits: which }, { guests }) {
      const limited = guests.filter((guest) => guest.present && isLimited(guest));
      if (which === 'none') return limited.length === 0 ? {} : null;
      const idle = limited.find(({ share }) => share.useful >= TELLS && share.missing < LACKS);
      return idle === undefined ? null : { guest: idle.index };
    },
  },
};

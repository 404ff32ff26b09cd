/** The address map: which part of memory each program sees, and who has reached for the map itself. */
import { type Cycles, type Int, NONE } from '../../sim/index.ts';
import type { Rect } from '../layout-types.ts';
import type { SessionPart, With } from '../part.ts';
import type { Board } from '../view-base.ts';

/** `at`: by guest, when it was thrown out; NONE: it was not */
export type MapView = { at: Cycles[] };

type Seen = Board & With<'addressMap', MapView>;

/** by guest, its part of memory */
export type MapPlace = { whole: Rect; parts: Rect[] };

const ASIDE = 3;

export const addressMap: SessionPart<MapView, Seen, Int, MapPlace> = {
  verbs: [],
  view: ({ w }) => (w.kept.reached === undefined ? null : { at: [...w.kept.reached] }),
  shape: ({ at }) => at.length,
  /** It is all that stands between the programs and the machine: it lies where a monitor would be. */
  place(guests, { main, middle }) {
    const whole: Rect = { x: main.left, y: middle.y + ASIDE, w: main.right - main.left, h: middle.h - 2 * ASIDE };
    const w = whole.w / Math.max(1, guests);
    const parts = Array.from({ length: guests }, (_, g): Rect => ({ x: whole.x + g * w, y: whole.y, w, h: whole.h }));
    return { whole, parts };
  },
  situations: {
    bounced(_, view) {
      const guest = view.parts.addressMap?.at.findIndex((at) => at !== NONE) ?? NONE;
      return guest === NONE ? null : { guest };
    },
  },
};

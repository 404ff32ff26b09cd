/** Whoever asks to enter (`asks` of its view), and the modes in which it may be let in. */
import type { Cycles, Id } from '../../sim/index.ts';
import { guestWho } from '../find.ts';
import type { Rect } from '../layout-types.ts';
import { doorOf } from '../margin.ts';
import type { SessionPart } from '../part.ts';
import type { Board } from '../view-base.ts';

/** `shares`: a guest in this mode runs on the kernel of all. `start`: cycles until it is up. */
export type WayIn = { mode: Id; shares: boolean; start: Cycles };
export type AdmissionView = { ways: WayIn[] };

export const admission: SessionPart<AdmissionView, Board, object, Rect> = {
  verbs: ['admit'],
  view({ w }) {
    if (w.setup.guests.every(({ enters }) => enters === undefined)) return null;
    const ways = (w.setup.admission?.modes ?? []).flatMap((id): WayIn[] => {
      const mode = w.program.modes.find((one) => one.id === id);
      return mode === undefined ? [] : [{ mode: id, shares: mode.named.kernel === 'host', start: mode.start }];
    });
    return { ways };
  },
  shape: () => ({}),
  place: (_, ground) => doorOf(ground),
  situations: {
    asks(_, view) {
      const found = guestWho(view, ({ asks }) => asks !== null);
      return found === null ? null : { ...found, door: true };
    },
  },
};

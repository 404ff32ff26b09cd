/** Settings of the monitor that may be turned in play: for each guest, or for the whole machine. */
import { HOST_FIRST, type Id, type Int, knobOf, leftFor, NONE } from '../../sim/index.ts';
import type { SessionPart } from '../part.ts';

/** `left`: the most that each guest could have of a knob that is dealt out; null where it is not. */
export type KnobView = {
  knob: Id;
  values: readonly Int[];
  /** by guest; of a knob for the whole machine one value */
  stands: readonly Int[];
  left: readonly Int[] | null;
  per: 'machine' | 'guest';
  /** the guests below whose towers it stands: a machine's knob is at its driver domain, which has none of the others; a host's own at its host */
  at: readonly Int[];
};

export const knobs: SessionPart<readonly KnobView[]> = {
  verbs: ['knob'],
  nothing: { playfield: 'a knob is drawn by the mechanism whose it is' },
  view({ w }) {
    const { tunables = [], verbs } = w.setup;
    if (tunables.length === 0 || !verbs.includes('knob')) return null;
    return tunables.map(({ knob, values, per, total }) => ({
      knob,
      values,
      per,
      stands: per === 'machine' ? [knobOf(w, knob, NONE)] : w.guests.map((_, g) => knobOf(w, knob, g)),
      at: w.setup.guests.flatMap(({ role }, g) =>
        knob !== HOST_FIRST && (role === 'driverDomain') === (per === 'machine') ? [g] : [],
      ),
      left: total === undefined ? null : w.guests.map((_, g) => leftFor(w, knob, g) ?? 0),
    }));
  },
};

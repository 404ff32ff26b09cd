/** Set a knob: one of the numbers that the level says may be turned, for the machine or for one guest. */
import { knobOf, leftFor, turnKnob } from '../mechanisms/knobs.ts';
import { no, yes } from '../messages.ts';
import { type Id, type Int, NONE } from '../types.ts';
import type { VerbRecord } from '../verb.ts';

declare module '../messages.ts' {
  interface Commands {
    /** `guest` where the knob is one for each guest */
    setKnob: { knob: Id; value: Int; guest?: Int };
  }
}

export const setKnob: VerbRecord<'setKnob'> = {
  name: 'setKnob',
  part: 'knobs',
  grants: ['knob'],
  words: { knob: 'id', value: 'value', guest: 'guest?' },
  can(w, { knob: id, value, guest }) {
    const tunable = w.setup.tunables?.find(({ knob }) => knob === id);
    if (tunable === undefined) return no('noSuchKnob');
    if ((tunable.per === 'guest') !== (guest !== undefined)) return no('knobIsFor', { per: tunable.per });
    if (guest !== undefined && w.guests[guest] === undefined) return no('noSuchGuest');
    if (!tunable.values.includes(value)) return no('noSuchValue');
    const left = leftFor(w, id, guest ?? NONE);
    if (left !== null && value > left) return no('noneLeft', { left });
    return knobOf(w, id, guest ?? NONE) === value ? no('knobStands') : yes;
  },
  quote(w, { knob, value, guest }) {
    const parts = w.hooks.forfeits.flatMap((forfeits) => forfeits(w, knob, guest ?? NONE, value));
    return { parts, total: parts.reduce((sum, { cycles }) => sum + cycles, 0), holdsPcpu: false };
  },
  perform: (context, { knob, value, guest }) => turnKnob(context, knob, guest ?? NONE, value),
  sample(w, pick) {
    const all = w.setup.tunables ?? [];
    const tunable = all[pick(all.length)];
    if (tunable === undefined) return null;
    const value = tunable.values[pick(tunable.values.length)] ?? 0;
    const knob = { do: 'setKnob', knob: tunable.knob, value } as const;
    return tunable.per === 'guest' ? { ...knob, guest: pick(w.guests.length) } : knob;
  },
};

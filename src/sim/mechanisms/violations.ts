/** Violations: an instruction that should have trapped and did not, or an attack that took effect. They are counted. */
import { guestOf, taskOf } from '../access.ts';
import type { Mechanism } from '../mechanism.ts';

export const violations: Mechanism = {
  id: 'violations',
  effects: {
    /** a sensitive instruction ran in silence, and its guest went on with a wrong idea of its machine */
    leak: ({ w, sink }, t) => {
      const { guest } = taskOf(w, t);
      guestOf(w, guest).violations++;
      sink?.({ type: 'leaked', at: w.now, guest, cause: 'leak' });
    },
    violate: ({ w, sink }, t) => {
      const { guest } = taskOf(w, t);
      guestOf(w, guest).violations++;
      sink?.({ type: 'violated', at: w.now, guest, cause: 'attack' });
    },
  },
};

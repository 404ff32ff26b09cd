/** Interrupts that wait for their guest: each guest's own (`irqs` of its view). */
import { guestWho } from '../find.ts';
import type { SessionPart } from '../part.ts';

export const interrupts: SessionPart = {
  verbs: ['inject'],
  situations: {
    pending: ({ pending }, view) => guestWho(view, ({ id, irqs }) => id === pending && irqs.some(({ helps }) => helps)),
  },
};

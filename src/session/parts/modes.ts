/** Techniques that may be chosen in play for each guest (`mode` of its view). */
import type { SessionPart } from '../part.ts';

export const modes: SessionPart = {
  verbs: ['mode'],
  nothing: { playfield: 'no level lets one choose a technique yet', ui: 'no level lets one choose a technique yet' },
};

/** Settings of the monitor that may be turned in play (`knobs` of the board). */
import type { SessionPart } from '../part.ts';

export const knobs: SessionPart = {
  verbs: ['knob'],
  nothing: { playfield: 'no level lets one turn a knob yet', ui: 'no level lets one turn a knob yet' },
};

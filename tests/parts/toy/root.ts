/** The toy's root: a bell, there where a level has the knob `bell`. */
import type { SessionPart } from '../../../src/session/part.ts';

export type BellView = { rings: number };

export const bell: SessionPart<BellView> = {
  verbs: [],
  view: ({ w }) => (w.knobs.bell === undefined ? null : { rings: w.knobs.bell }),
};

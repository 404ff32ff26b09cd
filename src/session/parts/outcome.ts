/** How the run goes and ends: goals and stars, which are on the board of every level. */
import type { SessionPart } from '../part.ts';

export const outcome: SessionPart = {
  verbs: [],
  nothing: { playfield: 'where a run was lost is shown at the guest' },
};

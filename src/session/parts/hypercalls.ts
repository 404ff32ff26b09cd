/** Hypercalls: which of them each guest makes, and letters on their way with their answers. */
import type { Id } from '../../sim/index.ts';
import type { SessionPart } from '../part.ts';

/** `calls`: by guest, those that the kernel makes which it has booted. */
export type HypercallsView = { calls: readonly (readonly Id[])[] };

export const hypercalls: SessionPart<HypercallsView> = {
  verbs: [],
  nothing: { ui: 'which calls a kernel makes is on its card, with the parts of its port' },
  view: ({ w }) => (w.kept.ports === undefined ? null : { calls: w.kept.ports.booted }),
};

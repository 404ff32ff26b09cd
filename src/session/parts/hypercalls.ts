/** Hypercalls on their way: a letter that a guest sends, and its answer. */
import type { SessionPart } from '../part.ts';

export const hypercalls: SessionPart = {
  verbs: [],
  nothing: { ui: 'which calls a kernel makes is on its card, with the parts of its port' },
};

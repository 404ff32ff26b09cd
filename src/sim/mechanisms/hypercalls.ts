/**
 * The table of hypercalls: which calls the monitor answers. A ported kernel asks where the table has an entry; where it
 * has none the operation takes its other path. Every entry is code that everybody has to trust.
 */
import type { Mechanism } from '../mechanism.ts';
import type { World } from '../state.ts';
import type { Int } from '../types.ts';

declare module '../state.ts' {
  interface Kept {
    /** the most entries that were enabled at once */
    hypercallsMost?: Int;
  }
}

const enabled = (w: World): Int => w.enabled.filter(Boolean).length;

/** The table has changed: whatever was ever offered had to be trusted. */
export function noteTable(w: World): void {
  if (w.kept.hypercallsMost !== undefined) w.kept.hypercallsMost = Math.max(w.kept.hypercallsMost, enabled(w));
}

export const hypercalls: Mechanism = {
  id: 'hypercalls',
  uses: ({ verbs }) => verbs.includes('hypercall'),
  keeps: () => ({ hypercallsMost: 0 }),
  begin: noteTable,
  tests: {
    /** a rule of reason 'hypercall' names this handler */
    enabled: (w, t, id) => {
      const machine = w.guests[w.tasks[t]?.guest ?? 0]?.machine;
      return w.program.handlers.some((one, h) => one.id === id && one.machine === machine && w.enabled[h] === true);
    },
  },
  metrics: {
    hypercalls: (w) => ({ value: enabled(w), samples: 1 }),
    hypercallsMost: (w) => ({ value: w.kept.hypercallsMost ?? enabled(w), samples: 1 }),
  },
};

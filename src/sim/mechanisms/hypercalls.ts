/**
 * Hypercalls: what a ported kernel asks for instead of trapping. Where kernels are ported part by part, a guest asks for
 * what the kernel that it booted has a part for; elsewhere a rule of reason 'hypercall' says that everybody may. Whatever
 * has none takes its other path.
 */
import type { Mechanism } from '../mechanism.ts';

export const hypercalls: Mechanism = {
  id: 'hypercalls',
  tests: {
    /** is this call there for the guest of task t? */
    enabled: (w, t, id) => {
      const g = w.tasks[t]?.guest ?? 0;
      const own = w.kept.ports?.booted[g];
      if (own !== undefined) return own.includes(id);
      const machine = w.guests[g]?.machine;
      return w.program.handlers.some((one, h) => one.id === id && one.machine === machine && w.enabled[h] === true);
    },
  },
};

/** The price of a command before it is given: "every consequence is shown before you commit". Changes nothing. */
import { quoteStart } from './mechanisms/admission.ts';
import { quoteDrain, quoteRoute } from './mechanisms/handlers.ts';
import { coldOn, switchCost } from './mechanisms/scheduling.ts';
import type { Command, Quote } from './messages.ts';
import type { World } from './state.ts';

/** Cycles by category and cost id. A command without a price of its own costs nothing. */
export function quote(w: World, c: Command): Quote {
  switch (c.do) {
    case 'place': {
      if (w.tasks[c.task] === undefined || w.pcpus[c.pcpu] === undefined || w.tasks[c.task]?.guest === -1) break;
      const change = switchCost(w, c.task, c.pcpu);
      const cold = coldOn(w, c.task, c.pcpu);
      return {
        parts: [
          { as: 'switch', cycles: change, cost: 'switch' },
          { as: 'warmUp', cycles: cold, cost: 'coldLine' },
        ],
        total: change + cold,
        holdsPcpu: true,
      };
    }
    case 'route':
      if (w.tasks[c.task] !== undefined) return quoteRoute(w, c.task, c.handler);
      break;
    case 'drain':
      return quoteDrain(w);
    case 'admit':
      return quoteStart(w, c.guest, c.mode);
    default:
  }
  return { parts: [], total: 0, holdsPcpu: false };
}

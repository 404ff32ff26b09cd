/** The price of a command before it is given: "every consequence is shown before you commit". Changes nothing. */
import { quoteStart } from './mechanisms/admission.ts';
import { quoteDrain, quoteRoute } from './mechanisms/handlers.ts';
import { coldOn, pickNext, switchCost } from './mechanisms/scheduling.ts';
import type { Command, Quote } from './messages.ts';
import type { World } from './state.ts';
import { type Int, NONE } from './types.ts';

const FREE: Quote = { parts: [], total: 0, holdsPcpu: false };

/** A switch and a cold cache for whoever comes; nothing if nobody does. */
function quotePlace(w: World, t: Int, p: Int): Quote {
  if (t === NONE || w.tasks[t] === undefined || w.tasks[t].guest === NONE) return FREE;
  const change = switchCost(w, t, p);
  const cold = coldOn(w, t, p);
  return {
    parts: [
      { as: 'switch', cycles: change, cost: 'switch' },
      { as: 'warmUp', cycles: cold, cost: 'coldLine' },
    ],
    total: change + cold,
    holdsPcpu: true,
  };
}

/** Cycles by category and cost id. A command without a price of its own costs nothing. */
export function quote(w: World, c: Command): Quote {
  switch (c.do) {
    case 'place':
      if (w.pcpus[c.pcpu] !== undefined) return quotePlace(w, c.task, c.pcpu);
      break;
    case 'park':
      if (w.pcpus[c.pcpu] !== undefined) return quotePlace(w, pickNext(w, c.pcpu), c.pcpu);
      break;
    case 'route':
      if (w.tasks[c.task] !== undefined) return quoteRoute(w, c.task, c.handler);
      break;
    case 'drain':
      return quoteDrain(w);
    case 'admit':
      return quoteStart(w, c.guest, c.mode);
    default:
  }
  return FREE;
}

/** The rules as tables: who answers which exit of which guest, and which hypercalls there are. */
import { guestOf } from './access.ts';
import { handlerIndex } from './program.ts';
import type { World } from './state.ts';
import { type Int, NONE, type Rule } from './types.ts';

/**
 * Writes `wired` (guests × reasons → handler) and `enabled` (handler → is it a hypercall that may be made) anew. A rule
 * names a handler; for each guest it means the one of its own machine.
 */
export function wire(w: World): void {
  const { program, setup } = w;
  w.wired = setup.guests.map(() => new Array<Int>(program.reasons.length).fill(NONE));
  w.enabled = program.handlers.map(() => false);
  // a rule for one guest is an exception to the rule for all, whatever their order
  for (const rule of [...w.rules].sort((a, b) => Number(b.guest === '*') - Number(a.guest === '*'))) {
    const reason = program.reasons.indexOf(rule.reason);
    if (rule.reason === 'hypercall')
      program.handlers.forEach(({ id }, h) => {
        if (id === rule.handler) w.enabled[h] = true;
      });
    setup.guests.forEach((guest, g) => {
      const row = w.wired[g];
      if (row !== undefined && (rule.guest === '*' || rule.guest === guest.id))
        row[reason] = handlerIndex(program.handlers, guestOf(w, g).machine, rule.handler);
    });
  }
}

/** A rule by which every ported kernel may make a call: there may be any number of them. */
export const isCall = ({ reason }: Pick<Rule, 'reason'>): boolean => reason === 'hypercall';

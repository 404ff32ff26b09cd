/**
 * Rules: "always". A wire answers exits of a reason by itself, for all guests or, as an exception, for one. With the reason
 * 'hypercall' it is an entry of the table of calls that a ported kernel may make.
 */
import { choose, proceed, wiredFor } from '../mechanisms/exits.ts';
import { no, yes } from '../messages.ts';
import { isCall, wire } from '../rules.ts';
import type { Context, World } from '../state.ts';
import { NONE, type Rule } from '../types.ts';
import type { VerbRecord } from '../verb.ts';

const equal = (a: Rule, b: Rule): boolean =>
  a.reason === b.reason && a.guest === b.guest && (!isCall(a) || a.handler === b.handler);

/** Whoever waits for just this answer has it now. */
function answerHeld(context: Context): void {
  const { w } = context;
  w.tasks.forEach((task, t) => {
    if (task.exit === null || task.exit.handler !== NONE) return;
    const handler = wiredFor(w, task.guest, task.exit.reason);
    if (handler === NONE) return;
    choose(context, t, handler);
    proceed(context, t);
  });
}

const has = (w: World, rule: Rule): boolean =>
  w.rules.some((other) => equal(other, rule) && other.handler === rule.handler);

export const setRule: VerbRecord<'setRule'> = {
  name: 'setRule',
  part: 'exits',
  grants: ['rule'],
  words: { rule: 'rule', on: 'flag' },
  can(w, { rule, on }) {
    const handlers = w.program.handlers.filter(({ id }) => id === rule.handler);
    const reason = w.program.reasons.indexOf(rule.reason);
    if (handlers.length === 0) return no('noSuchHandler');
    if (!handlers.every(({ reasons }) => reasons.includes(reason)))
      return no('handlerNotForReason', { reason: rule.reason });
    if (rule.guest !== '*' && !w.setup.guests.some(({ id }) => id === rule.guest)) return no('noSuchGuest');
    if (has(w, rule) === on) return no(on ? 'ruleStands' : 'noSuchRule');
    return yes;
  },
  perform(context, { rule, on }) {
    const { w, sink } = context;
    // one answer per reason and guest; of hypercalls there may be any number
    w.rules = w.rules.filter((other) => !equal(other, rule));
    // its words in one order, whoever wrote them: they are part of the fingerprint
    if (on) w.rules.push({ reason: rule.reason, guest: rule.guest, handler: rule.handler });
    wire(w);
    sink?.({ type: 'ruleChanged', at: w.now, rule: { ...rule }, on });
    if (on) answerHeld(context);
  },
  sample(w, pick) {
    const { handlers, reasons } = w.program;
    const handler = handlers[pick(handlers.length)];
    const reason = handler?.reasons[pick(handler.reasons.length)];
    if (handler === undefined || reason === undefined) return null;
    return { do: 'setRule', rule: { reason: reasons[reason] ?? '', guest: '*', handler: handler.id }, on: pick(4) > 0 };
  },
};

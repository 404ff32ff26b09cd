/** How exits were answered: by hand, which leads to the offer of a wire, and by wires, which are counted. */
import type { Command, Id, Int, SimEvent } from '../../sim/index.ts';

/** equal answers by hand in a row after which a wire is offered */
const OFFER_AFTER = 3;

export type Answers = {
  /** by reason: the handler chosen last by hand and how often in a row; `order` counts all answers */
  byHand: Map<Id, Readonly<{ handler: Id; times: Int; order: Int }>>;
  /** by reason: exits that a wire answered */
  fired: Map<Id, Int>;
  count: Int;
};

export const noAnswers = (): Answers => ({ byHand: new Map(), fired: new Map(), count: 0 });

export const copyAnswers = ({ byHand, fired, count }: Answers): Answers => ({
  byHand: new Map(byHand),
  fired: new Map(fired),
  count,
});

/** `giving`: the command that is being applied, null while time passes by itself */
export function noteAnswers(answers: Answers, event: SimEvent, giving: Command | null): void {
  if (event.type === 'ruleChanged') {
    // a wire that was set or cut by hand is not offered again before it is felt to be missing again
    answers.byHand.delete(event.rule.reason);
    return;
  }
  if (event.type !== 'exitRouted') return;
  const { reason, handler, task } = event;
  if (giving?.do !== 'route' || giving.task !== task) {
    answers.fired.set(reason, (answers.fired.get(reason) ?? 0) + 1);
    return;
  }
  const last = answers.byHand.get(reason);
  const times = last?.handler === handler ? last.times + 1 : 1;
  answers.byHand.set(reason, { handler, times, order: ++answers.count });
}

/** Reasons that were answered alike often enough, the latest first. */
export function oftenAnswered(answers: Answers): { reason: Id; handler: Id }[] {
  return [...answers.byHand]
    .filter(([, { times }]) => times >= OFFER_AFTER)
    .sort(([, a], [, b]) => b.order - a.order)
    .map(([reason, { handler }]) => ({ reason, handler }));
}

/** How exits were answered: by hand, which leads to the offer of a wire, and by wires; and what flowed from where to whom. */
import type { Command, Cycles, Id, Int, SimEvent, World } from '../../sim/index.ts';

/** equal answers by hand in a row after which a wire is offered */
const OFFER_AFTER = 3;
/** seconds of play that "lately" means for what flows through a wire */
const LATELY = 10;

/** Exits of one guest and reason that one handler took. Never changed, so that copies share them. */
type Flow = Readonly<{
  reason: Id;
  handler: Id;
  guest: Int;
  /** answered by a wire, and by hand */
  wired: Int;
  byHand: Int;
  /** when, of the latest ones */
  latest: readonly Cycles[];
}>;

export type Answers = {
  /** by reason: the handler chosen last by hand and how often in a row; `order` counts all answers */
  byHand: Map<Id, Readonly<{ handler: Id; times: Int; order: Int }>>;
  flows: Map<string, Flow>;
  count: Int;
  /** cycles that "lately" means */
  window: Cycles;
};

/** `second`: one second of play in cycles */
export const noAnswers = (second: Cycles): Answers => ({
  byHand: new Map(),
  flows: new Map(),
  count: 0,
  window: LATELY * second,
});

export const copyAnswers = ({ byHand, flows, count, window }: Answers): Answers => ({
  byHand: new Map(byHand),
  flows: new Map(flows),
  count,
  window,
});

/** So many of a flow's exits fell into the window that ends at `now`. */
export const latelyOf = ({ window }: Answers, { latest }: Flow, now: Cycles): Int =>
  latest.reduce((n, at) => n + (at > now - window && at <= now ? 1 : 0), 0);

function noteFlow(answers: Answers, guest: Int, event: SimEvent & { type: 'exitRouted' }, isByHand: boolean): void {
  const { reason, handler, at } = event;
  const key = `${guest} ${reason} ${handler}`;
  const flow = answers.flows.get(key) ?? { reason, handler, guest, wired: 0, byHand: 0, latest: [] };
  answers.flows.set(key, {
    ...flow,
    wired: flow.wired + (isByHand ? 0 : 1),
    byHand: flow.byHand + (isByHand ? 1 : 0),
    latest: [...flow.latest.filter((one) => one > at - answers.window), at],
  });
}

/** `giving`: the command that is being applied, null while time passes by itself */
export function noteAnswers(answers: Answers, w: World, event: SimEvent, giving: Command | null): void {
  if (event.type === 'ruleChanged') {
    // a wire that was set or cut by hand is not offered again before it is felt to be missing again
    answers.byHand.delete(event.rule.reason);
    return;
  }
  if (event.type !== 'exitRouted') return;
  const { reason, handler, task } = event;
  const isByHand = giving?.do === 'route' && giving.task === task;
  noteFlow(answers, w.tasks[task]?.guest ?? 0, event, isByHand);
  if (!isByHand) return;
  const last = answers.byHand.get(reason);
  const times = last?.handler === handler ? last.times + 1 : 1;
  answers.byHand.set(reason, { handler, times, order: ++answers.count });
}

/** Reasons that were answered alike often enough, the latest first; once, where `isSole`: nobody else could have. */
export function oftenAnswered(answers: Answers, isSole: (reason: Id) => boolean): { reason: Id; handler: Id }[] {
  return [...answers.byHand]
    .filter(([reason, { times }]) => times >= OFFER_AFTER || isSole(reason))
    .sort(([, a], [, b]) => b.order - a.order)
    .map(([reason, { handler }]) => ({ reason, handler }));
}

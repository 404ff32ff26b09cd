/**
 * What waits for an answer now, and how it can be answered. Whatever is numbered on the screen comes from here, so that
 * the digits of the keyboard and the bays of the picture always agree.
 */

import type { Session } from '../../session/contract.ts';
import type { ExitView, Option, View } from '../../session/view-model.ts';
import type { Command, Cycles, Id, Int, Verdict } from '../../sim/index.ts';
import { NONE } from '../../sim/types.ts';
import type { Target } from './target.ts';

/** One numbered answer. */
export type Choice = {
  /** the handler, or 'park' where the exit stays undecided */
  id: Id;
  command: Command;
  verdict: Verdict;
  cycles: Cycles;
  effects: { guest: Int; points: Int }[];
  /** requests that would be served together with it */
  joins: Int;
};

export type Question = { exit: ExitView };

/** Exits that somebody has to decide: those that hold up a pCPU first, the oldest first. */
export function openExits(view: Pick<View, 'exits'>): ExitView[] {
  return view.exits
    .filter((exit) => exit.waiting)
    .sort((a, b) => Number(a.pcpu === NONE) - Number(b.pcpu === NONE) || a.at - b.at || a.task - b.task);
}

/** The question that stands on the screen: the one that was chosen, else the oldest exit that holds up a pCPU. */
export function activeQuestion(view: Pick<View, 'exits'>, chosen: Target | null): Question | null {
  const open = openExits(view);
  const wanted = chosen?.kind === 'exit' ? open.find((exit) => exit.task === chosen.task) : undefined;
  const exit = wanted ?? open.find((candidate) => candidate.pcpu !== NONE);
  return exit ? { exit } : null;
}

/** The next open exit after the chosen one, in turn; null when none is open. */
export function nextExit(view: Pick<View, 'exits'>, chosen: Target | null): Target | null {
  const open = openExits(view);
  const at = chosen?.kind === 'exit' ? open.findIndex((exit) => exit.task === chosen.task) : -1;
  const next = open[(at + 1) % Math.max(1, open.length)];
  return next ? { kind: 'exit', task: next.task } : null;
}

type Asked = Pick<Session, 'options' | 'can' | 'quote'>;

const fromOption = (exit: ExitView, option: Option): Choice => ({
  id: option.handler,
  command: { do: 'route', task: exit.task, exit: exit.n, handler: option.handler },
  verdict: option.verdict,
  cycles: option.cycles,
  effects: option.effects,
  joins: option.joins,
});

function parking(session: Asked, pcpu: Int): Choice {
  const command: Command = { do: 'park', pcpu };
  const { total, effects } = session.quote(command);
  return { id: 'park', command, verdict: session.can(command), cycles: total, effects, joins: 0 };
}

/** The answers to a question, legal ones first, cheapest first: the order in which they are numbered. */
export function choicesFor(session: Asked, view: Pick<View, 'verbs'>, question: Question): Choice[] {
  const { exit } = question;
  const choices = session.options(exit.task).map((option) => fromOption(exit, option));
  if (view.verbs.includes('park') && exit.pcpu !== NONE) {
    choices.push(parking(session, exit.pcpu));
  }
  return choices.sort((a, b) => Number(b.verdict.ok) - Number(a.verdict.ok) || a.cycles - b.cycles);
}

/** How long the bar of a price is beside the dearest legal one, 0 … 1. */
export function barOf(choice: Choice, choices: readonly Choice[]): number {
  const dearest = Math.max(1, ...choices.filter(({ verdict }) => verdict.ok).map(({ cycles }) => cycles));
  return Math.min(1, choice.cycles / dearest);
}

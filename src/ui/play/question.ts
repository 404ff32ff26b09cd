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
export function openExits({ parts }: Pick<View, 'parts'>): ExitView[] {
  return (parts.exits?.open ?? [])
    .filter((exit) => exit.waiting)
    .sort((a, b) => Number(a.pcpu === NONE) - Number(b.pcpu === NONE) || a.at - b.at || a.task - b.task);
}

/**
 * The question that stands on the screen: the one that was chosen, else the oldest exit that holds up a pCPU, else the oldest
 * that is parked. None while a wire is in hand: where the question would lie stand those whom it can be drawn to.
 */
export function activeQuestion(view: Pick<View, 'parts'>, chosen: Target | null): Question | null {
  if (chosen?.kind === 'wire') return null;
  const open = openExits(view);
  const wanted = chosen?.kind === 'exit' ? open.find((exit) => exit.task === chosen.task) : undefined;
  const exit = wanted ?? open[0];
  return exit ? { exit } : null;
}

/** The next open exit after the chosen one, in turn; null when none is open. */
export function nextExit(view: Pick<View, 'parts'>, chosen: Target | null): Target | null {
  const open = openExits(view);
  const at = chosen?.kind === 'exit' ? open.findIndex((exit) => exit.task === chosen.task) : -1;
  const next = open[(at + 1) % Math.max(1, open.length)];
  return next ? { kind: 'exit', task: next.task } : null;
}

type Asked = Pick<Session, 'options' | 'can' | 'quote'>;

/** Handlers that take exits of a reason at all. */
export const takersIn = ({ parts }: Pick<View, 'parts'>, reason: Id) =>
  parts.exits?.handlers.filter(({ reasons }) => reasons.includes(reason)) ?? [];

/** Whom it costs: others that wait meanwhile. Who asks is served by any answer, and who gains by time alone by none. */
const fromOption = (exit: ExitView, option: Option): Choice => ({
  id: option.handler,
  command: { do: 'route', task: exit.task, exit: exit.n, handler: option.handler },
  verdict: option.verdict,
  cycles: option.cycles,
  effects: option.effects.filter(({ guest, points }) => guest !== exit.guest && points < 0),
  joins: option.joins,
});

/** Parking costs nothing by itself; switching in whoever is on deck does. */
function parking(session: Asked, { pcpus }: Pick<View, 'pcpus'>, pcpu: Int): Choice {
  const command: Command = { do: 'park', pcpu };
  const next = pcpus[pcpu]?.deck ?? NONE;
  const { total, effects } = session.quote(next === NONE ? command : { do: 'place', task: next, pcpu });
  return { id: 'park', command, verdict: session.can(command), cycles: total, effects, joins: 0 };
}

/** Refusals that only say that a handler does something else: one of them is enough to learn from. */
const OTHER_WORK = 'handlerNotForReason';
/** Together with illegal answers, no more than this many: they teach, but must not bury the legal ones. */
const WITH_ILLEGAL = 4;

/** It takes no such exits: a number would be one more for what has its own elsewhere. */
export const isOther = ({ verdict }: Choice): boolean => !verdict.ok && verdict.code === OTHER_WORK;

const teaches = (choice: Choice): boolean => !choice.verdict.ok && !isOther(choice);

/** Who puts requests into one queue is one to whoever plays: of these, only the one that can answer is an answer. */
function hasTwin({ id, verdict }: Choice, choices: readonly Choice[], { parts }: Pick<View, 'parts'>): boolean {
  const box = parts.exits?.boxes.find(({ handlers }) => handlers.includes(id));
  return !verdict.ok && choices.some((other) => other.verdict.ok && box?.handlers.includes(other.id) === true);
}

/**
 * The answers to a question in the order in which they are numbered: handlers from cheap to dear, parking, and then a few
 * that are not legal, with what is to be learnt from it first. Who takes such exits, but not now, keeps its number.
 */
export function choicesFor(
  session: Asked,
  view: Pick<View, 'verbs' | 'pcpus' | 'parts'>,
  { exit }: Question,
): Choice[] {
  const all = session.options(exit.task).map((option) => fromOption(exit, option));
  const choices = all.filter((choice) => !hasTwin(choice, all, view));
  const takers = takersIn(view, exit.reason);
  const isOwn = ({ id, verdict }: Choice): boolean => verdict.ok || takers.some((one) => one.id === id);
  const legal = choices.filter(isOwn).sort((a, b) => a.cycles - b.cycles);
  if (view.verbs.includes('park') && exit.pcpu !== NONE) legal.push(parking(session, view, exit.pcpu));
  const illegal = choices.filter((choice) => !isOwn(choice));
  const shown = [...illegal.filter(teaches), ...illegal.filter((choice) => !teaches(choice)).slice(0, 1)];
  return [...legal, ...shown.slice(0, Math.max(0, WITH_ILLEGAL - legal.length))];
}

/** How long the bar of a price is beside the dearest legal one, 0 … 1. */
export function barOf(choice: Choice, choices: readonly Choice[]): number {
  const dearest = Math.max(1, ...choices.filter(({ verdict }) => verdict.ok).map(({ cycles }) => cycles));
  return Math.min(1, choice.cycles / dearest);
}

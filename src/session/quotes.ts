/** What a command would cost, and whom: shown before it is given. Nothing here changes the world. */
import {
  type Command,
  type Cycles,
  can,
  exitHandlers,
  type Int,
  NONE,
  patienceAt,
  queueOf,
  quote,
  type World,
} from '../sim/index.ts';
import type { Quoted } from './contract.ts';
import { patienceThen, points } from './patience.ts';
import type { Option } from './view-model.ts';

type Effects = Quoted['effects'];

/** Patience of a guest that is taken off its pCPU now and waits for so long. */
function takenOff(w: World, guest: Int, cycles: Cycles): Cycles {
  const goal = w.setup.guests[guest]?.goal;
  return Math.max(0, patienceAt(w, guest, w.now) - Math.max(0, cycles - (goal?.tolerance ?? 0)));
}

/** Who gets how much less (or more) patient in so many cycles if all else stays as it is; the worst first. */
function effectsOf(w: World, cycles: Cycles, leaver: Int): Effects {
  return w.guests
    .map((_, guest) => {
      const then = guest === leaver ? takenOff(w, guest, cycles) : patienceThen(w, guest, w.now + cycles);
      return { guest, points: points(w, guest, then) - points(w, guest, patienceAt(w, guest, w.now)) };
    })
    .filter((effect) => effect.points !== 0)
    .sort((a, b) => a.points - b.points);
}

/** The guest that a command takes off a pCPU, NONE when it takes off none. */
function leaverOf(w: World, command: Command): Int {
  if (command.do !== 'place' && command.do !== 'preempt') return NONE;
  return w.tasks[w.pcpus[command.pcpu]?.task ?? NONE]?.guest ?? NONE;
}

export function quoted(w: World, command: Command): Quoted {
  const { parts, total, holdsPcpu } = quote(w, command);
  return { total, holdsPcpu, parts, effects: effectsOf(w, total, leaverOf(w, command)) };
}

/** The ways to answer the exit that a task holds, legal ones first, cheapest first; none when it holds no open exit. */
export function optionsOf(w: World, task: Int): Option[] {
  const exit = w.tasks[task]?.exit;
  if (!exit || exit.handler !== NONE) return [];
  const options = exitHandlers(w).flatMap((index): Option[] => {
    const handler = w.program.handlers[index];
    if (!handler) return [];
    const command: Command = { do: 'route', task, exit: exit.n, handler: handler.id };
    const { parts, total, effects } = quoted(w, command);
    const joins = handler.queue === NONE ? 0 : queueOf(w, handler.queue).requests.length;
    return [{ handler: handler.id, verdict: can(w, command), cycles: total, parts, effects, joins }];
  });
  return options.sort((a, b) => Number(b.verdict.ok) - Number(a.verdict.ok) || a.cycles - b.cycles);
}

/**
 * Scheduling by hand, from thoughtless to careful.
 *
 * `fill` puts the first waiter on a free pCPU and never takes anybody off. `careful` also takes a batch guest off for a
 * short one that waits, unless the batch guest is the less patient of the two, and plans ahead: whoever waits goes on deck.
 */
import type { Command } from '../messages.ts';
import { type Cycles, type Int, NONE } from '../types.ts';
import { busyPcpus, guestOfTask, idlePcpus, isOnDeck, patiencePercent, roleOf, waiting } from './looking.ts';
import { choice, type Look } from './robot.ts';

/** The first waiter to the first free pCPU. */
export function fill({ w }: Look): Command | null {
  const [pcpu] = idlePcpus(w);
  const [task] = w.ready[0] ?? [];
  return pcpu === undefined || task === undefined ? null : { do: 'place', task, pcpu };
}

/** A free pCPU gets the least patient waiter, rather one whose cache is still warm there. */
function fillWarm({ w }: Look): Command | null {
  const free = idlePcpus(w);
  for (const task of waiting(w)) {
    const pcpu = free.find((p) => w.tasks[task]?.lastPcpu === p) ?? free[0];
    if (pcpu !== undefined) return { do: 'place', task, pcpu };
  }
  return null;
}

/** The pCPU whose vCPU can best be taken off for `task`: a patient batch guest that has had some time; NONE if none. */
function victimFor(look: Look, task: Int): Int {
  const { w, second, params } = look;
  const margin = params.margin ?? 0;
  let best: Int = NONE;
  let most = patiencePercent(w, guestOfTask(w, task)) + margin;
  for (const p of busyPcpus(w)) {
    const pcpu = w.pcpus[p];
    if (pcpu === undefined || pcpu.interval === 'switch' || roleOf(w, pcpu.task) !== 'batch') continue;
    const ran: Cycles = w.now - (w.tasks[pcpu.task]?.since ?? w.now);
    if (ran < (params.leastRun ?? 0) * second) continue;
    const patience = patiencePercent(w, guestOfTask(w, pcpu.task)) + (w.tasks[task]?.lastPcpu === p ? 5 : 0);
    if (patience > most) {
      most = patience;
      best = p;
    }
  }
  return best;
}

/** Exchanges a patient batch guest for a short one that has just woken; else plans it on deck. */
function swap(look: Look): Command | null {
  const { w } = look;
  for (const task of waiting(w)) {
    if (roleOf(w, task) !== 'interactive') continue;
    const pcpu = victimFor(look, task);
    const key = `${task}/${w.tasks[task]?.wokenAt}`;
    if (pcpu !== NONE) {
      choice(look, 'swap', key, 'swap');
      return { do: 'place', task, pcpu };
    }
    choice(look, 'swap', key, 'wait');
  }
  return null;
}

/** Whoever is on no pCPU and on nobody's deck goes on deck where there is room: waiters first, then those that will wake. */
function plan({ w }: Look): Command | null {
  const open = w.pcpus.flatMap((pcpu, p) => (pcpu.interval !== 'off' && pcpu.deck === NONE ? [p] : []));
  const halted = w.tasks.flatMap((task, t) =>
    task.state === 'blocked' && task.block === 'halt' && task.guest !== NONE ? [t] : [],
  );
  for (const task of [...waiting(w), ...halted]) {
    if (isOnDeck(w, task)) continue;
    const pcpu = open.find((p) => w.tasks[task]?.lastPcpu === p) ?? open[0];
    if (pcpu !== undefined) return { do: 'deck', pcpu, task };
  }
  return null;
}

/** params: `deck` 0/1 plans ahead, `swap` 0/1 preempts, `margin` in points of patience, `leastRun` seconds of play. */
export function schedule(look: Look): Command | null {
  const { params } = look;
  return (
    fillWarm(look) ?? ((params.swap ?? 1) === 1 ? swap(look) : null) ?? ((params.deck ?? 1) === 1 ? plan(look) : null)
  );
}

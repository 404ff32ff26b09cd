/**
 * Taking somebody off for somebody else, where a dispatcher fills whatever is free but never preempts.
 *
 * Whoever waits may take the place of somebody more patient: a short guest that of a long one, if only it is the less
 * patient of the two; anybody else's only if the difference is large. A guest that is to restart comes first: nothing is
 * gained by its port until it is up again.
 */
import type { Command } from '../messages.ts';
import { type Int, NONE } from '../types.ts';
import { busyPcpus, guestOfTask, patiencePercent, roleOf, waiting } from './looking.ts';
import { choice, type Look } from './robot.ts';

const isBooting = ({ w }: Look, t: Int): boolean => w.guests[guestOfTask(w, t)]?.stage === 'booting';

/** The pCPU of the most patient guest that may go for `task`; NONE if nobody may. */
function victimOf(look: Look, task: Int): Int {
  const { w, second, params } = look;
  const own = isBooting(look, task) ? NONE : patiencePercent(w, guestOfTask(w, task));
  if (own > (params.spare ?? 100)) return NONE;
  let best: Int = NONE;
  let most = NONE;
  for (const p of busyPcpus(w)) {
    const other = w.pcpus[p]?.task ?? NONE;
    const ran = w.now - (w.tasks[other]?.since ?? w.now);
    if (w.pcpus[p]?.interval === 'switch' || isBooting(look, other)) continue;
    if (own !== NONE && ran < (params.leastRun ?? 0) * second) continue;
    const isShortForLong = roleOf(w, task) === 'interactive' && roleOf(w, other) === 'batch';
    const patience = patiencePercent(w, guestOfTask(w, other));
    if (own !== NONE && patience <= own + (isShortForLong ? 0 : (params.gap ?? 0))) continue;
    if (patience <= most) continue;
    most = patience;
    best = p;
  }
  return best;
}

/**
 * params: `leastRun` seconds of play that everybody gets, `gap` in points of patience, `spare`: nobody is helped who has more
 * patience than that.
 */
export function relieve(look: Look): Command | null {
  const { w } = look;
  for (const task of waiting(w).sort((a, b) => Number(isBooting(look, b)) - Number(isBooting(look, a)))) {
    const pcpu = victimOf(look, task);
    if (!isBooting(look, task))
      choice(look, 'swap', `${task}/${w.tasks[task]?.since}/${pcpu === NONE}`, pcpu === NONE ? 'wait' : 'swap');
    if (pcpu !== NONE) return { do: 'place', task, pcpu };
  }
  return null;
}

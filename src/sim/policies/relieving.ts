/**
 * Taking somebody off for somebody else, where a dispatcher fills whatever is free but never preempts.
 *
 * Whoever waits may take the place of somebody more patient: a short guest that of a long one, if only it is the less
 * patient of the two; anybody else's only if the difference is large. A guest that is to restart comes first: nothing is
 * gained by its port until it is up again.
 */
import type { Command } from '../messages.ts';
import { oldestRequest } from '../mood.ts';
import type { World } from '../state.ts';
import { type Cycles, type Int, NEVER, NONE } from '../types.ts';
import { busyPcpus, guestOfTask, isOnDeck, patiencePercent, roleOf, waiting } from './looking.ts';
import { choice, type Look } from './robot.ts';

const isBooting = ({ w }: Look, t: Int): boolean => w.guests[guestOfTask(w, t)]?.stage === 'booting';

/** Nobody is taken off a pCPU that switches to it just now, or on which it boots. */
function givesWay(look: Look, p: Int): boolean {
  const { interval, task = NONE } = look.w.pcpus[p] ?? {};
  return interval !== 'switch' && !isBooting(look, task);
}

/** For how long the vCPU on a pCPU has been there. */
const ranOn = ({ w }: Look, p: Int): Cycles => w.now - (w.tasks[w.pcpus[p]?.task ?? NONE]?.since ?? w.now);

/** The pCPU of the most patient guest that may go for `task`; NONE if nobody may. */
function victimOf(look: Look, task: Int): Int {
  const { w, second, params } = look;
  const own = isBooting(look, task) ? NONE : patiencePercent(w, guestOfTask(w, task));
  if (own > (params.spare ?? 100)) return NONE;
  let best: Int = NONE;
  let most = NONE;
  for (const p of busyPcpus(w)) {
    const other = w.pcpus[p]?.task ?? NONE;
    if (!givesWay(look, p)) continue;
    if (own !== NONE && ranOn(look, p) < (params.leastRun ?? 0) * second) continue;
    const isShortForLong = roleOf(w, task) === 'interactive' && roleOf(w, other) === 'batch';
    const patience = patiencePercent(w, guestOfTask(w, other));
    if (own !== NONE && patience <= own + (isShortForLong ? 0 : (params.gap ?? 0))) continue;
    if (patience <= most) continue;
    most = patience;
    best = p;
  }
  return best;
}

/** Whoever has plenty of patience is no question: only somebody who might soon have too little is. */
const isInQuestion = ({ w }: Look, task: Int, most: Int): boolean => patiencePercent(w, guestOfTask(w, task)) <= most;

/**
 * params: `leastRun` seconds of play that everybody gets, `gap` in points of patience, `spare`: nobody is helped who has more
 * patience than that; `asks`: whoever has more is no question.
 */
export function relieve(look: Look): Command | null {
  const { w } = look;
  for (const task of waiting(w).sort((a, b) => Number(isBooting(look, b)) - Number(isBooting(look, a)))) {
    const pcpu = victimOf(look, task);
    if (!isBooting(look, task) && isInQuestion(look, task, look.params.asks ?? 100))
      choice(look, 'swap', `${task}/${w.tasks[task]?.since}/${pcpu === NONE}`, pcpu === NONE ? 'wait' : 'swap');
    if (pcpu !== NONE) return { do: 'place', task, pcpu };
  }
  return null;
}

/** The pCPU that is likely to be free first, of those that nobody waits for by name; NONE if there is none. */
function nextFree({ w }: Look): Int {
  const open = busyPcpus(w).filter((p) => w.pcpus[p]?.deck === NONE);
  const since = (p: Int): Int => w.tasks[w.pcpus[p]?.task ?? NONE]?.since ?? w.now;
  return open.sort((a, b) => since(a) - since(b))[0] ?? NONE;
}

/**
 * Makes whoever has the least patience the next, ahead of those that have waited longer: it costs no switch. params: `line`,
 * nobody with more patience than that is put ahead.
 */
export function putAhead(look: Look): Command | null {
  const { w, params } = look;
  const queue = waiting(w);
  const [task] = queue;
  if (task === undefined || queue.length < 2 || (w.ready[0] ?? [])[0] === task || isOnDeck(w, task)) return null;
  const line = params.line ?? 0;
  const isImpatient = patiencePercent(w, guestOfTask(w, task)) <= line;
  if (isInQuestion(look, task, Math.floor((3 * line) / 2)))
    choice(look, 'next', `${task}/${w.tasks[task]?.since}`, isImpatient ? 'ahead' : 'inTurn');
  const pcpu = isImpatient ? nextFree(look) : NONE;
  return pcpu === NONE ? null : { do: 'deck', pcpu, task };
}

/** Cycles for which guest g has owed an answer; NONE: nobody has asked it for anything. */
function owes(w: World, g: Int): Cycles {
  const asked = oldestRequest(w, g);
  return asked === NEVER ? NONE : w.now - asked;
}

/**
 * Whoever has owed an answer for long takes the place of somebody who has not, or owes none at all. params: `late`, tenths of
 * a second of play for which an answer may be owed before anybody does anything; `leastRun` as for `relieve`.
 */
export function hasten(look: Look): Command | null {
  const { w, second, params } = look;
  const late = Math.floor(((params.late ?? 0) * second) / 10);
  const [first] = waiting(w)
    .map((task) => ({ task, owed: owes(w, guestOfTask(w, task)) }))
    .sort((a, b) => b.owed - a.owed);
  if (first === undefined || first.owed < late) return null;
  const [place] = busyPcpus(w)
    .filter((p) => givesWay(look, p) && ranOn(look, p) >= (params.leastRun ?? 0) * second)
    .map((p) => ({ p, owed: owes(w, guestOfTask(w, w.pcpus[p]?.task ?? NONE)) }))
    .sort((a, b) => a.owed - b.owed);
  const isDue = place !== undefined && 2 * place.owed < first.owed;
  choice(look, 'swap', `${first.task}/${w.tasks[first.task]?.since}/${isDue}`, isDue ? 'swap' : 'wait');
  return isDue ? { do: 'place', task: first.task, pcpu: place.p } : null;
}

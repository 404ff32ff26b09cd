/**
 * The monitor's own work: wiring what has one answer, answering what has two, and then the decisions that no wire can
 * take: whom to take off for whom, when and where to drain, and which interrupt is worth an exit.
 *
 * `wires` is a bit mask of what is wired at the first chance (1 privileged, 2 page tables, 4 faults, 8 posted writes,
 * 16 reads). What is not wired is answered by hand.
 */

import { rowsOf } from '../mechanisms/ahead.ts';
import { type QueueState, queueOf } from '../mechanisms/queues.ts';
import type { Command } from '../messages.ts';
import { oldestRequest } from '../mood.ts';
import type { Exit, World } from '../state.ts';
import { type Cycles, type Id, type Int, NEVER, NONE } from '../types.ts';
import { busyPcpus, guestOfTask, idlePcpus, patiencePercent, roleOf, waiting } from './looking.ts';
import { choice, type Look } from './robot.ts';

const WIRES: readonly [bit: Int, reason: Id, handler: Id, serveAll: Id][] = [
  [1, 'privileged', 'emulator', 'emulator'],
  [2, 'pageTable', 'shadowPager', 'shadowPager'],
  [4, 'fault', 'reflect', 'reflect'],
  [8, 'ioWrite', 'latch', 'deviceModel'],
  [16, 'ioRead', 'hold', 'deviceModel'],
];

/** Does the guest's output come in bulk in its present phase: many writes that follow each other? */
const isBulky = (w: World, g: Int): boolean => g >= 0 && (rowsOf(w, g).turns[0]?.row ?? 0) > 1;

/**
 * The handler that the robot wants for a reason of a guest, or (guest '*') of everybody. Rows of writes share a crossing in
 * the latch; a write that comes alone only waits there. So wires turn with the guests: either everybody is latched but for
 * guests in the role `own`, or of that id, whose writes come one by one, or (`rows`) everybody is served but for guests
 * whose writes come in rows. Reads of `own` are served at once. Without `turns` an exception is made for good, whatever comes.
 */
function wanted({ params, words, w }: Look, reason: Id, guest: Id): Id {
  const row = WIRES.find(([, of]) => of === reason);
  const g = w.setup.guests.findIndex(({ id }) => id === guest);
  const isOwn = g >= 0 && [guest, w.setup.guests[g]?.role].includes(words.own);
  const isServed =
    params.serveAll === 1 ||
    (reason === 'ioRead' && isOwn) ||
    (reason === 'ioWrite' &&
      params.latchAll !== 1 &&
      (params.rows === 1 ? !isBulky(w, g) : isOwn && (params.turns === 0 || !isBulky(w, g))));
  return (isServed ? row?.[3] : row?.[2]) ?? '';
}

/**
 * The next wire that the robot wants and that does not stand yet: for everybody first, then for each guest that is there;
 * and the next exception that it wants no more.
 */
function wire(look: Look): Command | null {
  const { w, params } = look;
  const there = w.setup.guests.flatMap(({ id }, g) => (w.guests[g]?.stage === 'off' ? [] : [id]));
  const handlerOf = (reason: Id, guest: Id): Id | undefined =>
    w.rules.find((rule) => rule.reason === reason && rule.guest === guest)?.handler;
  for (const [bit, reason] of WIRES) {
    if (((params.wires ?? 31) & bit) === 0 || !w.program.reasons.includes(reason)) continue;
    const all = wanted(look, reason, '*');
    if (handlerOf(reason, '*') === undefined)
      return { do: 'setRule', rule: { reason, guest: '*', handler: all }, on: true };
    for (const guest of there) {
      const handler = wanted(look, reason, guest);
      const present = handlerOf(reason, guest);
      if (handler !== all && present === undefined)
        return { do: 'setRule', rule: { reason, guest, handler }, on: true };
      if (handler === all && present !== undefined)
        return { do: 'setRule', rule: { reason, guest, handler: present }, on: false };
    }
  }
  return null;
}

/** The one latch of the machine; an empty one where there is none. */
const latchOf = (w: World): QueueState => queueOf(w, 0) ?? { requests: [], drainer: NONE, drained: 0, saved: 0 };

const held = (w: World): { t: Int; exit: Exit }[] =>
  w.tasks.flatMap((task, t) => (task.exit !== null && task.exit.handler === NONE ? [{ t, exit: task.exit }] : []));

/** The oldest held exit gets an answer; what does not fit into the latch any more is served. */
function answer(look: Look): Command | null {
  const { w } = look;
  const [first] = held(w).sort((a, b) => a.exit.at - b.exit.at);
  if (first === undefined) return null;
  const handler = wanted(
    look,
    w.program.reasons[first.exit.reason] ?? '',
    w.setup.guests[guestOfTask(w, first.t)]?.id ?? '',
  );
  const full =
    (handler === 'latch' || handler === 'hold') && latchOf(w).requests.length >= (w.program.queues[0]?.room ?? 0);
  return { do: 'route', task: first.t, exit: first.exit.n, handler: full ? 'deviceModel' : handler };
}

/** The pCPU whose guest is the most patient of those in a role, provided that it is more patient than `than` by the margin. */
function mostPatient({ w, params }: Look, than: Int, role = 'batch'): Int {
  let best: Int = NONE;
  let most = than + (params.margin ?? 0);
  for (const p of busyPcpus(w)) {
    const task = w.pcpus[p]?.task ?? NONE;
    const patience = patiencePercent(w, guestOfTask(w, task));
    if (w.pcpus[p]?.interval === 'switch' || roleOf(w, task) !== role || patience <= most) continue;
    most = patience;
    best = p;
  }
  return best;
}

/** A waiter whose request grows old, or whose guest loses patience, takes the place of somebody patient. */
function relieve(look: Look): Command | null {
  const { w, second, params } = look;
  for (const task of waiting(w)) {
    const g = guestOfTask(w, task);
    const patience = patiencePercent(w, g);
    const asked: Cycles = oldestRequest(w, g);
    const late = asked !== NEVER && w.now - asked >= (params.swapAfter ?? 3) * second;
    // for somebody's answer anybody goes who can bear it, whoever of the two is the more patient
    const than = late ? Math.min(patience, params.bears ?? patience) : patience;
    const pcpu = late || patience < (params.patient ?? 40) ? mostPatient(look, than) : NONE;
    const key = `${task}/${w.tasks[task]?.since}`;
    choice(look, 'preempt', `${key}/${pcpu === NONE}`, pcpu === NONE ? 'wait' : 'swap');
    if (pcpu !== NONE) return { do: 'place', task, pcpu };
  }
  return null;
}

/**
 * When: enough has gathered to share a crossing, or somebody waits for what lies in the latch. Where: on an idle pCPU,
 * which costs nobody anything, else on the one whose guest is the most patient, and nobody's who is waited for if there
 * is another.
 */
function drain(look: Look): Command | null {
  const { w, second, params } = look;
  const { requests, drained, drainer } = latchOf(w);
  const busyDoor = w.handlers.some((door, h) => door.busy > 0 && w.program.handlers[h]?.concurrency === 1);
  if (requests.length === 0 || busyDoor || drainer !== NONE) return null;
  const idle = waiting(w).length > 0 ? NONE : (idlePcpus(w)[0] ?? NONE);
  const awaited = requests.some(
    ({ at, blocked, answers }) =>
      (blocked && w.now - at >= (params.readAfter ?? 0) * second) ||
      (answers !== NEVER && w.now - answers >= (params.answerAfter ?? 8) * second),
  );
  const old = w.now - (requests[0]?.at ?? w.now) >= (params.oldest ?? 10) * second;
  const due =
    requests.length >= (params.batch ?? 4) ||
    awaited ||
    old ||
    (idle !== NONE && requests.length >= (params.idleBatch ?? 1));
  choice(look, 'drain', `${drained}/${requests.length}/${due}`, due ? 'drain' : 'wait');
  if (!due) return null;
  const ofBatch = mostPatient(look, NONE);
  const busy = ofBatch !== NONE ? ofBatch : mostPatient(look, NONE, 'interactive');
  const pcpu = idle !== NONE ? idle : busy;
  return pcpu === NONE ? null : { do: 'drain', pcpu };
}

/** An interrupt for a running guest: worth an exit if the guest is at work of its own, not if it serves a request anyway. */
function inject(look: Look): Command | null {
  const { w } = look;
  for (const [g, guest] of w.guests.entries()) {
    const [irq] = guest.irqs;
    const task = w.tasks[w.program.guests[g]?.firstTask ?? NONE];
    if (irq === undefined || task === undefined || task.pcpu === NONE) continue;
    const { interval } = w.pcpus[task.pcpu] ?? { interval: 'idle' };
    const due = task.request.at === NEVER && (interval === 'burst' || interval === 'warm');
    choice(look, 'interrupt', `${g}/${irq.requests[0]?.n}/${due}`, due ? 'inject' : 'hold');
    if (due) return { do: 'inject', guest: g, line: irq.line };
  }
  return null;
}

/**
 * params: `wires`; `serveAll` 0/1: device requests are served at once; `own`: a role, or a guest, for whose reads, and writes that
 * come one by one, an exception is made; `rows` 0/1: exceptions are made for rows instead; `turns` 0: exceptions stay; `swaps`,
 * `drains`, `injects` 0/1; `swapAfter`, `answerAfter`, `readAfter`, `oldest` in seconds of play; `patient`, `margin` and
 * `bears` (with more than that anybody may be taken off for an answer) in points of patience; `batch`, and `idleBatch` on an idle pCPU, in requests.
 */
export function monitor(look: Look): Command | null {
  const { params } = look;
  const on = (name: string): boolean => (params[name] ?? 1) === 1;
  return (
    wire(look) ??
    answer(look) ??
    (on('swaps') ? relieve(look) : null) ??
    (on('injects') ? inject(look) : null) ??
    (on('drains') ? drain(look) : null)
  );
}

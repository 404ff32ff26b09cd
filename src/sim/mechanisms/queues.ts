/**
 * Queues: requests that are put off and served together.
 *
 * Some code is entered through a costly crossing: a device model in user space, another domain, the hypervisor itself. A
 * request can be noted in a queue instead, and the guest goes on at once; a reader has to wait until it is served.
 * *Draining* pays the crossing once and then a small price per request. A latch of posted writes is drained by command, on
 * the pCPU that is chosen for it: at once on an idle one, else at the next entry of its guest, which stands meanwhile, or
 * when its guest leaves. A batch of hypercalls drains by itself when it is full; a ring, by the service on its other side.
 * Output that is put off for longer than the level's knob `latchTolerance` costs its guest patience.
 *
 * KVM's coalesced MMIO, VMware's send combining and Xen's multicalls work like this (design 8, section 4).
 */
import { CATEGORY, type Context, guestOf, isVcpu, pcpuOf, setTimer, taskOf } from '../access.ts';
import { kick, offer, open, refreshMood, setState, settle } from '../core.ts';
import type { Mechanism } from '../mechanism.ts';
import { type CompiledQueue, DEVICE } from '../program.ts';
import type { World } from '../state.ts';
import { type Cycles, type Id, type Int, NEVER, NONE } from '../types.ts';
import { askDevice } from './devices.ts';
import { answered } from './requests.ts';
import { leave } from './scheduling.ts';
import { ask } from './services.ts';

/**
 * `request`: the guest's request that was in service, by ordinal (NONE = none); `answers`: this output is the last of its
 * answer, and the request had arrived then (NEVER = more is to come, or it answers nobody).
 */
export type Put = { task: Int; reason: Int; at: Cycles; blocked: boolean; request: Int; answers: Cycles };

/** What lies in a queue, oldest first; the pCPU that is to drain it at its next entry (NONE = none); totals. */
export type QueueState = { requests: Put[]; drainer: Int; drained: Int; saved: Cycles };

declare module '../state.ts' {
  interface Kept {
    /** by queue, in the order of the program's */
    queues?: QueueState[];
    /** by task: how many requests it is about to serve */
    batches?: Int[];
  }
}
declare module '../messages.ts' {
  interface Events {
    requestLatched: { task: Int; n: Int; queue: Id };
    latchDrained: { pcpu: Int; n: Int; saved: Cycles; queue: Id };
  }
}

export const specOf = (w: World, q: Int): CompiledQueue => w.program.queues[q] as CompiledQueue;

/** What lies in queue q. */
export const queueOf = (w: World, q: Int): QueueState => w.kept.queues?.[q] as QueueState;

/** The queue of a name on a machine that is for all, or for this guest; NONE = it has none. */
const queueOn = (w: World, machine: Int, id: Id, guest: Int): Int =>
  w.program.queues.findIndex(
    (queue) => queue.machine === machine && queue.id === id && (queue.guest === NONE || queue.guest === guest),
  );

/** The queue of a name that guest g puts requests in, NONE = it has none. */
export const queueFor = (w: World, g: Int, id: Id): Int => queueOn(w, guestOf(w, g).machine, id, g);

/** The queues of a machine that a command drains. */
export const latchesOn = (w: World, machine: Int): Int[] =>
  w.program.queues.flatMap((queue, q) => (queue.machine === machine && queue.drained === 'command' ? [q] : []));

/** The queue of that name which task t drains, or else puts something into: its guest's own, or that of all. */
export function here(w: World, t: Int, id: Id): Int {
  const { path, guest, pcpu } = taskOf(w, t);
  const drains = path === NONE ? NONE : w.program.queues.findIndex((queue) => queue.path === path && queue.id === id);
  return drains === NONE ? queueOn(w, pcpuOf(w, pcpu).machine, id, guest) : drains;
}

/** Requests that task t has taken to serve them together. */
export const takenBy = (w: World, t: Int): Int => w.kept.batches?.[t] ?? 0;

/** Is there room for one more request in queue q? */
export const hasRoom = (w: World, q: Int): boolean => queueOf(w, q).requests.length < specOf(w, q).room;

/** pCPU p is to drain queue q: at its next entry, or now if it is free. */
export function drainOn({ w }: Context, q: Int, p: Int): void {
  queueOf(w, q).drainer = p;
  if (pcpuOf(w, p).task === NONE) kick(w, p);
}

/** Notes the request of task t. A full queue takes it too, but then drains on that task's pCPU at its very entry. */
function put(context: Context, t: Int, id: Id): void {
  const { w, sink } = context;
  const task = taskOf(w, t);
  const q = here(w, t, id);
  const { requests } = queueOf(w, q);
  const { room, drained, window, service } = specOf(w, q);
  const request = task.request.at === NEVER ? NONE : task.request.n;
  if (requests.length === 0 && window !== NEVER) setTimer(w, 'queues.window', q, w.now + window);
  const isFull = requests.length >= (drained === 'full' ? room - 1 : room);
  requests.push({ task: t, reason: task.exit?.reason ?? NONE, at: w.now, blocked: false, request, answers: NEVER });
  if (drained === 'service') {
    if (requests.length === 1) ask(context, service, t, specOf(w, q).path);
  } else if (isFull) {
    queueOf(w, q).drainer = task.pcpu;
    task.entering = true;
  }
  if (drained === 'command' && requests.length === Math.ceil(room / 2)) w.decisions++;
  sink?.({ type: 'requestLatched', at: w.now, task: t, n: requests.length, queue: id });
  refreshMood(context, task.guest);
}

/** The queue that pCPU p is to drain, NONE = none. */
const dueOn = (w: World, p: Int): Int => (w.kept.queues ?? []).findIndex(({ drainer }) => drainer === p);

/** The path of a drain that is due on pCPU p, NONE = none. Nobody has to drain what is empty. */
function due(w: World, p: Int): Int {
  const q = dueOn(w, p);
  if (q === NONE) return NONE;
  const queue = queueOf(w, q);
  queue.drainer = NONE;
  return queue.requests.length === 0 ? NONE : specOf(w, q).path;
}

/** A free pCPU drains in the name of its own monitor. False: there is nothing to drain. */
function idle(context: Context, p: Int): boolean {
  const { w } = context;
  const path = due(w, p);
  if (path === NONE) return false;
  const monitor = w.program.firstMonitor + p;
  Object.assign(taskOf(w, monitor), { path, step: 0, pcpu: p });
  pcpuOf(w, p).task = monitor;
  setState(context, monitor, 'running');
  open(context, p, 'step', CATEGORY.backend, w.now);
  return true;
}

/** A reader whose request has been served goes on: to the device, where its path leads to one, else it is ready again. */
function goOn(context: Context, t: Int): void {
  const { w } = context;
  const task = taskOf(w, t);
  const next = w.program.paths[task.path]?.steps[task.step];
  if (next?.kind !== DEVICE) {
    setState(context, t, 'ready');
    offer(context, t);
    return;
  }
  // the handler that put it off is done
  task.handler = NONE;
  task.step++;
  askDevice(context, next.arg, t, 1);
}

/**
 * The oldest requests of queue q, as many as task t has taken, have been served: blocked readers go on. How many?
 * @param paid crossings that were paid for them
 */
export function serve(context: Context, t: Int, q: Int, paid: Int = 1): { n: Int; saved: Cycles } {
  const { w } = context;
  const queue = queueOf(w, q);
  const served = queue.requests.splice(0, takenBy(w, t));
  const saved = Math.max(0, served.length - paid) * specOf(w, q).crossing;
  queue.drained += served.length;
  queue.saved += saved;
  const isLatch = specOf(w, q).drained === 'command';
  for (const { task: other, blocked, answers, at } of served) {
    const task = taskOf(w, other);
    if (answers !== NEVER) answered(context, task.guest, answers, isLatch ? w.now - at : 0);
    refreshMood(context, task.guest);
    if (!blocked || task.state !== 'blocked' || task.block !== 'served') continue;
    goOn(context, other);
  }
  return { n: served.length, saved };
}

/** A queue has been drained. */
function drained(context: Context, t: Int, id: Id): void {
  const { w, sink } = context;
  const { pcpu } = taskOf(w, t);
  const q = here(w, t, id);
  const isOwn = specOf(w, q).guest !== NONE;
  // somebody went by, and there was nothing to take along
  if (isOwn && takenBy(w, t) === 0) return;
  // where it was taken along no crossing was paid
  const { n, saved } = serve(context, t, q, !isOwn || taskOf(w, t).path === specOf(w, q).path ? 1 : 0);
  const queue = queueOf(w, q);
  const { window, service, drained: by, path } = specOf(w, q);
  const oldest = queue.requests[0];
  if (window !== NEVER) setTimer(w, 'queues.window', q, oldest === undefined ? NEVER : oldest.at + window);
  // what came while the service worked is its next request
  if (by === 'service' && oldest !== undefined) ask(context, service, oldest.task, path);
  if (!isOwn) w.decisions++;
  sink?.({ type: 'latchDrained', at: w.now, pcpu, n, saved, queue: id });
}

/** The task on pCPU p waits for the last request that it has put off, unless that has been served already. */
function awaitServed(context: Context, p: Int): 'gone' | 'on' {
  const { w } = context;
  const t = pcpuOf(w, p).task;
  const last = (w.kept.queues ?? []).flatMap(({ requests }) => requests.filter(({ task }) => task === t)).pop();
  if (last === undefined) return 'on';
  last.blocked = true;
  leave(context, p);
  setState(context, t, 'blocked');
  taskOf(w, t).block = 'served';
  refreshMood(context, taskOf(w, t).guest);
  return 'gone';
}

const taskGuest = (w: World, t: Int): Int => (t === NONE ? NONE : taskOf(w, t).guest);

/** Whoever computes on pCPU p is interrupted, so that it stands at an entry. */
function forceEntry(w: World, p: Int): void {
  const { task, interval } = pcpuOf(w, p);
  if (task === NONE) return;
  taskOf(w, task).entering = true;
  if (interval !== 'burst' && interval !== 'warm') return;
  settle(w, p);
  kick(w, p);
}

/**
 * The window of queue q is over: whoever is inside drains it on its own pCPU, else the first free one does. A queue that
 * guests have for themselves is drained by a tick of the host: on the pCPU of its guest, which is interrupted.
 */
function windowOver(context: Context, q: Int): void {
  const { w } = context;
  setTimer(w, 'queues.window', q, NEVER);
  const { machine, guest } = specOf(w, q);
  const of = w.pcpus.flatMap((pcpu, p) => (pcpu.machine === machine && pcpu.interval !== 'off' ? [p] : []));
  const free = of.find((p) => pcpuOf(w, p).task === NONE);
  const own = of.find((p) => isVcpu(w, pcpuOf(w, p).task));
  const mine = of.find((p) => guest !== NONE && taskGuest(w, pcpuOf(w, p).task) === guest);
  const p = mine ?? free ?? own;
  if (p === undefined || queueOf(w, q).requests.length === 0) return;
  drainOn(context, q, p);
  if (guest !== NONE) forceEntry(w, p);
}

/** The first of a guest's requests in any queue that `passes`, null = none. */
function firstOf(w: World, g: Int, passes: (put: Put) => boolean): Put | null {
  for (const { requests } of w.kept.queues ?? [])
    for (const one of requests) if (taskOf(w, one.task).guest === g && passes(one)) return one;
  return null;
}

export const queues: Mechanism = {
  id: 'queues',
  monitors: true,
  keeps: ({ program }) => ({
    queues: program.queues.map(() => ({ requests: [], drainer: NONE, drained: 0, saved: 0 })),
    batches: new Array<Int>(program.firstMonitor + program.machines.reduce((sum, m) => sum + m.pcpus, 0)).fill(0),
  }),
  effects: {
    'queue.add': put,
    'queue.take': ({ w }, t, id) => {
      if (w.kept.batches !== undefined) w.kept.batches[t] = queueOf(w, here(w, t, id)).requests.length;
    },
    'queue.drain': drained,
  },
  registers: { 'queue.n': takenBy },
  waits: { served: awaitServed },
  blocks: { served: { wish: true } },
  timers: { window: { per: 'queue', fire: windowOver } },
  knobs: { latchTolerance: { least: 0, most: NEVER, first: NEVER } },
  events: ['requestLatched', 'latchDrained'],
  asks: {
    /** half full, the only time at which the world counts a decision */
    requestLatched: ({ task, n, queue }, w) =>
      n === Math.ceil((w.program.queues.find(({ id }) => id === queue)?.room ?? 0) / 2)
        ? { kind: 'latch', guest: taskOf(w, task).guest, reason: '' }
        : null,
    // what guests have for themselves comes and goes with their work
    latchDrained: ({ queue }, w) =>
      w.program.queues.some(({ id, guest }) => id === queue && guest !== NONE)
        ? null
        : { kind: 'drained', guest: NONE, reason: '' },
  },
  ride: ({ w }, p) => due(w, p),
  idle,
  // what was answered first was put off first
  oldest: (w, g) => firstOf(w, g, ({ answers }) => answers !== NEVER)?.answers ?? NEVER,
  overdue(w, g) {
    const tolerance = w.knobs.latchTolerance ?? NEVER;
    const first = tolerance === NEVER ? null : firstOf(w, g, () => true);
    return first === null ? null : { since: first.at, until: first.at + tolerance };
  },
  keepOpen(w, t) {
    const { n, at } = taskOf(w, t).request;
    const output = (w.kept.queues ?? []).flatMap(({ requests }) =>
      requests.filter(({ task, request }) => task === t && request === n),
    );
    const last = output.pop();
    if (last !== undefined) last.answers = at;
    return last !== undefined;
  },
  forget(context, g) {
    const { w } = context;
    for (const queue of w.kept.queues ?? []) {
      const own = queue.requests.filter(({ task }) => taskOf(w, task).guest === g);
      queue.requests = queue.requests.filter((one) => !own.includes(one));
      guestOf(w, g).dropped += own.filter(({ answers }) => answers !== NEVER).length;
    }
    refreshMood(context, g);
  },
};

/**
 * Services: work that somebody else does for a guest, and that has to be scheduled.
 *
 * A device model in a process of its own, the backend of a driver domain, a host process: it has an inbox, is blocked
 * while that is empty, and needs a pCPU like anybody else. A `call` queues the caller and frees its pCPU; with `post` the
 * caller goes on. The cycles are charged to the guest that caused them, or to nobody where the machine's owner pays. A
 * driver domain is a guest whose first vCPU also has an inbox: it looks into it at each of its entries. (In KVM the device
 * model runs on the vCPU's own thread: there a handler's steps say all, and no service is needed. Design 9, 10.)
 */
import { type Context, isPolling, isVcpu, setTimer, taskOf } from '../access.ts';
import { offer, setState, wake } from '../core.ts';
import type { Mechanism } from '../mechanism.ts';
import { patienceAt } from '../mood.ts';
import { MAX_OPEN } from '../params.ts';
import type { CompiledService } from '../program.ts';
import type { World } from '../state.ts';
import { type Int, NEVER, NONE } from '../types.ts';

/** What a service is asked to do: a path, for a guest that pays (NONE = nobody), and who waits for it (NONE = nobody). */
export type Call = { path: Int; payer: Int; caller: Int };
export type ServiceState = { inbox: Call[]; serving: Call | null; served: Int };

declare module '../state.ts' {
  interface Kept {
    services?: ServiceState[];
  }
}

const specOf = (w: World, s: Int): CompiledService => w.program.services[s] as CompiledService;
const serviceOf = (w: World, s: Int): ServiceState => w.kept.services?.[s] as ServiceState;

/** A request for service s: it wakes if it sleeps, and looks at its next entry if it is a guest at work. */
function deliver(context: Context, s: Int, call: Call): void {
  const { w } = context;
  const { task: t } = specOf(w, s);
  const { inbox } = serviceOf(w, s);
  inbox.push(call);
  if (inbox.length > MAX_OPEN) w.status = 'budget';
  const task = taskOf(w, t);
  if (isPolling(w, t)) wake(context, t, true);
  else if (task.state !== 'blocked' || task.block === 'absent') task.entering = true;
  else if (isVcpu(w, t)) wake(context, t, task.block === 'halt');
  else {
    setState(context, t, 'ready');
    offer(context, t);
  }
}

/** Task t posts a request to service s; `path`: what is to be done for it. */
export function ask(context: Context, s: Int, t: Int, path: Int): void {
  const { charged } = specOf(context.w, s);
  deliver(context, s, { path, payer: charged ? taskOf(context.w, t).guest : NONE, caller: NONE });
}

/** Task t, which is about to block, calls service s and waits for its answer. */
export function call(context: Context, s: Int, t: Int): void {
  const { charged, path } = specOf(context.w, s);
  deliver(context, s, { path, payer: charged ? taskOf(context.w, t).guest : NONE, caller: t });
}

/** Has service s been asked to walk this path, and not begun? */
export const isAsked = (w: World, s: Int, path: Int): boolean =>
  serviceOf(w, s).inbox.some((call) => call.path === path);

/** Does task t stand for service s? A driver domain may stand for several. */
const standsFor = (w: World, t: Int, s: Int): boolean => w.program.services[s]?.task === t;

/** The first service of task t that is so, NONE = none. */
const serviceBy = (w: World, t: Int, is: (state: ServiceState) => boolean): Int =>
  (w.kept.services ?? []).findIndex((state, s) => standsFor(w, t, s) && is(state));

const isAskedFor = ({ inbox }: ServiceState): boolean => inbox.length > 0;
const isServing = ({ serving }: ServiceState): boolean => serving !== null;

/** Do requests wait for a service that t stands for? */
export const hasRequests = (w: World, t: Int): boolean => serviceBy(w, t, isAskedFor) !== NONE;

/** Takes the next request of a service that t stands for: the path to walk, NONE = none. */
function next(w: World, t: Int): Int {
  const s = serviceBy(w, t, isAskedFor);
  if (s === NONE || serviceBy(w, t, isServing) !== NONE) return NONE;
  const state = serviceOf(w, s);
  const taken = state.inbox.shift();
  if (taken === undefined) return NONE;
  state.serving = taken;
  taskOf(w, t).payer = taken.payer;
  return taken.path;
}

/** The request is served: its caller is ready again. */
function done(context: Context, t: Int): void {
  const { w } = context;
  const s = serviceBy(w, t, isServing);
  const task = taskOf(w, t);
  if (s === NONE) return;
  const state = serviceOf(w, s);
  const caller = state.serving?.caller ?? NONE;
  state.serving = null;
  state.served++;
  task.payer = task.guest;
  // a driver domain looks for more before it goes back to its own work
  if (hasRequests(w, t)) task.entering = true;
  if (caller === NONE) return;
  const waiting = taskOf(w, caller);
  if (waiting.state !== 'blocked' || waiting.block !== 'called') return;
  setState(context, caller, 'ready');
  offer(context, caller);
}

/** A restart takes task t out of all inboxes; a service that is restarted begins its request anew. */
function stop({ w }: Context, t: Int): void {
  for (const [s, state] of (w.kept.services ?? []).entries()) {
    state.inbox = state.inbox.filter(({ caller }) => caller !== t);
    if (state.serving?.caller === t) state.serving = { ...state.serving, caller: NONE };
    if (specOf(w, s).task !== t || state.serving === null) continue;
    state.inbox.unshift(state.serving);
    state.serving = null;
  }
  const task = taskOf(w, t);
  task.payer = task.guest;
}

/** As urgent as the least patient of those who wait: 10,000 = all their patience is left. */
function urgent(w: World, t: Int): Int {
  const s = serviceBy(w, t, () => true);
  if (s === NONE || isVcpu(w, t)) return NONE;
  const { inbox, serving } = serviceOf(w, s);
  let least = 10_000;
  for (const one of serving === null ? inbox : [serving, ...inbox]) {
    const goal = w.setup.guests[one.payer]?.goal;
    if (goal !== undefined)
      least = Math.min(least, Math.floor((patienceAt(w, one.payer, w.now) * 10_000) / goal.patience));
  }
  return least;
}

export const services: Mechanism = {
  id: 'services',
  uses: (setup) => (setup.services ?? []).length > 0,
  keeps: ({ program }) => ({ services: program.services.map(() => ({ inbox: [], serving: null, served: 0 })) }),
  begin(w) {
    w.program.services.forEach(({ own, every }, s) => {
      if (own !== NONE) setTimer(w, 'services.own', s, every);
    });
  },
  effects: { 'service.done': done },
  blocks: { called: { wish: true } },
  timers: {
    own: {
      per: 'service',
      fire(context, s) {
        const { own, every } = specOf(context.w, s);
        setTimer(context.w, 'services.own', s, own === NONE ? NEVER : context.w.now + every);
        if (own !== NONE) deliver(context, s, { path: own, payer: NONE, caller: NONE });
      },
    },
  },
  awake: hasRequests,
  ride: ({ w }, p) => next(w, w.pcpus[p]?.task ?? NONE),
  serve({ w }, t) {
    const path = next(w, t);
    Object.assign(taskOf(w, t), { path, step: 0 });
    return path !== NONE;
  },
  stop,
  urgent,
};

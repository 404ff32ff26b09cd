/**
 * Rings: queues that each guest shares with the other side, and the notices that say how much lies in them.
 *
 * A guest writes its requests into memory that it shares with whoever serves them: as a rule a *driver domain*, a guest
 * that has the drivers and has to be scheduled like any other. Writing crosses nothing. What costs is telling: a crossing
 * into the hypervisor, which sends an event, a switch to the domain, its answer, a switch back. So the guest tells once
 * per *batch* of b requests, its knob: the price per request is divided by b, and the first of them waits for b - 1
 * others. It does not know whether the other side has looked meanwhile: of a ring that is full or neglected it tells once
 * per b all the same. The other side takes all that lies there, and events that wait for it together are one.
 * Where nobody serves a ring but the hypervisor itself (a multicall), being told means draining it in that very call.
 *
 * A domain that is told runs at once: on a free pCPU, else where it was told, in the place of that guest, which comes
 * after it. The knob `domainPcpu` keeps the last pCPU of a machine for its driver domains, and them there.
 *
 * Barham et al. 2003, section 3.2: requests and notices are separate, so that each domain trades latency for throughput.
 */
import { type Context, compiledOf, guestOf, isVcpu, pcpuOf, taskOf } from '../access.ts';
import { kick, refreshMood } from '../core.ts';
import { ratio } from '../measure.ts';
import type { Mechanism } from '../mechanism.ts';
import type { World } from '../state.ts';
import { type Cycles, type Id, type Int, NEVER, NONE } from '../types.ts';
import { knobOf } from './knobs.ts';
import { here, queueOf, serve, specOf, takenBy } from './queues.ts';
import { isBarred, isOpen, preemptTask } from './scheduling.ts';
import { ask, hasRequests, isAsked } from './services.ts';

/**
 * `since`: requests of which nobody has been told; `calls`: notices of what lies there, `taken`: of what is worked at.
 * `told`: notices so far, `served`: requests; `last`: how many were served in one go last, NONE = none yet, for how many
 * notices, and when. `gap`: cycles from one request to the next, a running mean (NONE = not
 * known), `putAt`: when the last one came.
 */
export type RingState = {
  since: Int;
  calls: Int;
  taken: Int;
  told: Int;
  served: Int;
  last: Int;
  lastCalls: Int;
  lastAt: Cycles;
  gap: Cycles;
  putAt: Cycles;
};

declare module '../state.ts' {
  interface Kept {
    /** by queue, in the order of the program's; of those that are rings */
    rings?: RingState[];
  }
}
declare module '../messages.ts' {
  interface Events {
    /** the other side of a guest's ring is told of so many requests */
    ringTold: { guest: Int; n: Int };
    /** … and has served so many in one go */
    ringServed: { guest: Int; n: Int; calls: Int };
  }
}

export const BATCH = 'batch';
export const DOMAIN_PCPU = 'domainPcpu';
/** of the running mean, the part that the newest request brings */
const NEWEST = 6;

const ringOf = (w: World, q: Int): RingState => w.kept.rings?.[q] as RingState;

/** The rings of guest g. */
export const ringsOf = (w: World, g: Int): Int[] =>
  w.program.queues.flatMap(({ guest, machine }, q) => (guest === g && machine === guestOf(w, g).machine ? [q] : []));

/** Of what lies in ring q, what its other side has taken and works at. */
export function takenFrom(w: World, q: Int): Int {
  const { path } = specOf(w, q);
  const t = w.tasks.findIndex((task) => task.path === path);
  return t === NONE ? 0 : takenBy(w, t);
}

/** Has the other side of ring q been told of what lies there, and not come yet? */
function isTold(w: World, q: Int): boolean {
  const { service, path } = specOf(w, q);
  return service === NONE ? queueOf(w, q).drainer !== NONE : isAsked(w, service, path);
}

/** What lies in ring q that nobody works at. */
const waitingIn = (w: World, q: Int): Int => queueOf(w, q).requests.length - takenFrom(w, q);

/** The requests at which ring q's guest tells its other side. */
const batchOf = (w: World, q: Int): Int => Math.min(knobOf(w, BATCH, specOf(w, q).guest), specOf(w, q).room);

/** Task t writes a request into its ring. Outside of a request of its guest's, it is one of its own. */
function put({ w, sink }: Context, t: Int, id: Id): void {
  const task = taskOf(w, t);
  const q = here(w, t, id);
  const { guest } = task;
  const ring = ringOf(w, q);
  const request = task.request.at === NEVER ? NONE : task.request.n;
  const own = request === NONE && compiledOf(w, guest).arrivals === null;
  if (own) guestOf(w, guest).arrived++;
  const answers = own ? w.now : NEVER;
  queueOf(w, q).requests.push({ task: t, reason: NONE, at: w.now, blocked: false, request, answers });
  if (ring.putAt !== NEVER) {
    const gap = w.now - ring.putAt;
    ring.gap = ring.gap === NONE ? gap : ring.gap + Math.trunc((gap - ring.gap) / NEWEST);
  }
  ring.putAt = w.now;
  ring.since++;
  refreshMood({ w, sink }, guest);
}

/** The domain that serves ring q runs next on pCPU p, where it was told, unless it finds a free one. */
function warp({ w }: Context, q: Int, p: Int): void {
  const { service } = specOf(w, q);
  const domain = w.program.services[service]?.task ?? NONE;
  if (!isVcpu(w, domain) || taskOf(w, domain).state !== 'ready' || w.setup.scheduler.kind === 'hand') return;
  const pcpu = pcpuOf(w, p);
  const free = w.pcpus.some(
    (one, other) => one.machine === pcpu.machine && one.interval === 'idle' && !isBarred(w, domain, other),
  );
  if (free || isBarred(w, domain, p) || pcpu.deck !== NONE || w.pcpus.some(({ deck }) => deck === domain)) return;
  pcpu.deck = domain;
  pcpu.resched = true;
}

/** Tells the other side of ring q, in the name of task t; `crossed`: its guest has paid a crossing for that. */
function tell(context: Context, q: Int, t: Int, crossed: boolean): void {
  const { w, sink } = context;
  const { service, path, guest } = specOf(w, q);
  const { pcpu } = taskOf(w, t);
  const ring = ringOf(w, q);
  ring.since = 0;
  if (crossed) {
    ring.told++;
    ring.calls++;
  }
  sink?.({ type: 'ringTold', at: w.now, guest, n: waitingIn(w, q) });
  if (isTold(w, q)) return;
  if (service === NONE) {
    queueOf(w, q).drainer = pcpu;
    if (pcpu !== NONE) taskOf(w, t).entering = true;
    return;
  }
  ask(context, service, t, path);
  if (pcpu !== NONE) warp(context, q, pcpu);
}

/** The other side takes all that lies there. */
function take({ w }: Context, t: Int, id: Id): void {
  const q = here(w, t, id);
  const ring = ringOf(w, q);
  if (w.kept.batches !== undefined) w.kept.batches[t] = queueOf(w, q).requests.length;
  Object.assign(ring, { taken: ring.calls, calls: 0, since: 0 });
}

/** What was taken has been served. */
function drain(context: Context, t: Int, id: Id): void {
  const { w, sink } = context;
  const q = here(w, t, id);
  const { guest } = specOf(w, q);
  const { n } = serve(context, t, q);
  if (w.kept.batches !== undefined) w.kept.batches[t] = 0;
  const ring = ringOf(w, q);
  ring.served += n;
  Object.assign(ring, { last: n, lastCalls: ring.taken, lastAt: w.now });
  sink?.({ type: 'ringServed', at: w.now, guest, n, calls: ring.taken });
}

/** The pCPU that is kept for the driver domains of a machine, NONE = none is. A lone pCPU is everybody's. */
export function keptPcpu(w: World, machine: Int): Int {
  if ((w.knobs[DOMAIN_PCPU] ?? 0) === 0) return NONE;
  const of = w.pcpus.flatMap((pcpu, p) => (pcpu.machine === machine && pcpu.interval !== 'off' ? [p] : []));
  return of.length < 2 ? NONE : (of[of.length - 1] as Int);
}

/** Is task t a vCPU of a guest that serves others? */
export const isDomain = (w: World, t: Int): boolean =>
  isVcpu(w, t) &&
  w.program.services.some(({ task }) => isVcpu(w, task) && taskOf(w, task).guest === taskOf(w, t).guest);

/** Whoever runs where it may not run any more leaves at its next entry, and whoever may run looks for a place. */
function move(context: Context): void {
  const { w } = context;
  w.pcpus.forEach((pcpu, p) => {
    const { task, deck } = pcpu;
    if (deck !== NONE && isBarred(w, deck, p)) pcpuOf(w, p).deck = NONE;
    if (task !== NONE && isVcpu(w, task) && isBarred(w, task, p)) preemptTask(context, p);
    else if (isOpen(pcpu)) kick(w, p);
  });
}

export const rings: Mechanism = {
  id: 'rings',
  uses: ({ tunables }) => (tunables ?? []).some(({ knob }) => knob === BATCH || knob === DOMAIN_PCPU),
  keeps: ({ program }) => ({
    rings: program.queues.map(() => ({
      since: 0,
      calls: 0,
      taken: 0,
      told: 0,
      served: 0,
      last: NONE,
      lastCalls: 0,
      lastAt: NEVER,
      gap: NONE,
      putAt: NEVER,
    })),
  }),
  tests: {
    /** with one more request there is a batch of which nobody has been told */
    'ring.fills': (w, t, id) => {
      const q = here(w, t, id);
      return ringOf(w, q).since + 1 >= batchOf(w, q);
    },
    'ring.full': (w, t, id) => {
      const q = here(w, t, id);
      return queueOf(w, q).requests.length >= specOf(w, q).room;
    },
  },
  effects: {
    'ring.put': put,
    'ring.tell': (context, t, id) => tell(context, here(context.w, t, id), t, true),
    'ring.take': take,
    'ring.drain': drain,
  },
  knobs: { [BATCH]: { least: 1, most: 1024, first: 1 }, [DOMAIN_PCPU]: { least: 0, most: 1, first: 0 } },
  events: ['ringTold', 'ringServed'],
  metrics: {
    /** crossings in which guests told of requests, per request that they wrote; null where nobody has rings */
    crossingShare: (w, guests) => {
      if (w.kept.rings === undefined) return null;
      const own = w.program.queues.flatMap(({ guest }, q) => (guests.includes(guest) ? [q] : []));
      const sum = (of: (q: Int) => Int): Int => own.reduce((all, q) => all + of(q), 0);
      const samples = sum((q) => ringOf(w, q).served + queueOf(w, q).requests.length);
      return samples === 0
        ? null
        : {
            value: ratio(
              sum((q) => ringOf(w, q).told),
              samples,
              10_000,
            ),
            samples,
          };
    },
  },
  bars(w, t, p) {
    const kept = keptPcpu(w, pcpuOf(w, p).machine);
    return kept !== NONE && isVcpu(w, t) && isDomain(w, t) !== (p === kept);
  },
  /** a domain that others wait for goes first */
  urgent: (w, t) => (isDomain(w, t) && hasRequests(w, t) ? 0 : NONE),
  turned(context, knob, g) {
    const { w } = context;
    if (knob === DOMAIN_PCPU) move(context);
    if (knob !== BATCH) return;
    // whoever lowers a batch to what lies there already has the hypervisor tell of it
    w.program.queues.forEach(({ guest }, q) => {
      if (guest === NONE || (g !== NONE && guest !== g)) return;
      const last = queueOf(w, q).requests.at(-1);
      if (last !== undefined && ringOf(w, q).since >= batchOf(w, q)) tell(context, q, last.task, false);
    });
  },
  forget({ w }, g) {
    w.program.queues.forEach(({ guest, path }, q) => {
      if (guest !== g) return;
      // what its other side works at is gone
      const t = w.tasks.findIndex((task) => task.path === path);
      if (t !== NONE && w.kept.batches !== undefined) w.kept.batches[t] = 0;
      queueOf(w, q).drainer = NONE;
      Object.assign(ringOf(w, q), { since: 0, calls: 0, gap: NONE, putAt: NEVER });
    });
  },
};

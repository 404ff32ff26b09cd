/**
 * Drivers for the closed: a guest whose kernel nobody may change can still be given a driver.
 *
 * As it comes it talks to a card that somebody emulates, register by register, and each access is an exit. A paravirtual
 * driver, which its system loads like any other, writes what it wants into memory that both sides see, and knocks once for
 * all of it. It has to be installed: it comes through the emulated card, packet by packet, and then the guest restarts.
 * Meanwhile nobody is served. Kernels that are open had such drivers built in soon (`drivers` of a guest).
 *
 * Which way a packet goes, the model's paths decide by the test `driver.has`; of what they tell, a guest's last volley of
 * knocks is remembered, and what has gone in one go.
 */
import { type Context, compiledOf, guestOf, setTimer, taskOf } from '../access.ts';
import { kick, settle, wake } from '../core.ts';
import type { Mechanism } from '../mechanism.ts';
import type { CompiledDriver } from '../program.ts';
import { EFFECT } from '../program.ts';
import type { World } from '../state.ts';
import { type Cycles, type Id, type Int, NEVER, NONE } from '../types.ts';
import { computingOn } from './modes.ts';
import { bootCost, restart } from './restarts.ts';

/** Packets that an installation fetches through the emulated card. */
export const DRIVER_PACKETS = 'driver.packets';
const MOST_PACKETS = 1000;

/** Of one guest: which drivers it has; the one that it is given now (NONE = none), packets to fetch, and since when. */
export type DriverState = { has: boolean[]; due: Int; left: Int; from: Cycles };

/**
 * Of one guest: the last volley, the n-th knock of so many and when; how many packets went in one go last (0: by knocks);
 * knocks and packets so far. `alone`: the operation that went by itself, of those drawn in one (NONE = none).
 */
export type Traffic = { n: Int; of: Int; at: Cycles; together: Int; knocks: Int; letters: Int; alone: Int };

declare module '../state.ts' {
  interface Kept {
    /** by guest */
    drivers?: DriverState[];
    traffic?: Traffic[];
  }
}
declare module '../messages.ts' {
  interface Events {
    driverChosen: { guest: Int; driver: Id };
    /** it is there, and its guest restarts with it */
    driverInstalled: { guest: Int; driver: Id };
    /** a register of an emulated card was accessed: the n-th of so many for one packet */
    registerKnocked: { task: Int; guest: Int; n: Int; of: Int };
    /** a driver has put so many packets where the other side sees them, and knocks once */
    lettersDropped: { task: Int; guest: Int; n: Int };
  }
}

/** The driver of a name on a machine, NONE = it has none. */
export const driverIndex = (w: World, machine: Int, id: Id): Int =>
  w.program.drivers.findIndex((driver) => driver.machine === machine && driver.id === id);

const specOf = (w: World, d: Int): CompiledDriver | undefined => w.program.drivers[d];
const stateOf = (w: World, g: Int): DriverState | undefined => w.kept.drivers?.[g];
const trafficOf = (w: World, t: Int): Traffic | undefined => w.kept.traffic?.[taskOf(w, t).guest];

/** Has guest g the driver of that name, for the machine where it is? */
const hasDriver = (w: World, g: Int, id: Id): boolean =>
  stateOf(w, g)?.has[driverIndex(w, guestOf(w, g).machine, id)] === true;

/** Guest g is to have driver d: its first vCPU fetches it from its next entry on. */
export function installDriver(context: Context, g: Int, d: Int): void {
  const { w, sink } = context;
  const state = stateOf(w, g);
  if (state === undefined) return;
  state.due = d;
  state.left = w.knobs[DRIVER_PACKETS] ?? 1;
  state.from = w.now;
  sink?.({ type: 'driverChosen', at: w.now, guest: g, driver: specOf(w, d)?.id ?? '' });
  const { firstTask } = compiledOf(w, g);
  const task = taskOf(w, firstTask);
  task.entering = true;
  if (task.block === 'halt' || task.pcpu !== NONE) wake(context, firstTask, false);
  const p = computingOn(w, g);
  if (p === NONE) return;
  settle(w, p);
  kick(w, p);
}

/** A first vCPU stands at its entry: it fetches the next packet of a driver that its guest is to have. */
function fetch({ w }: Context, p: Int): Int {
  const { guest: g, vcpu } = taskOf(w, w.pcpus[p]?.task ?? NONE);
  const state = stateOf(w, g);
  if (state === undefined || vcpu > 0 || state.due === NONE || state.left === 0) return NONE;
  return specOf(w, state.due)?.path ?? NONE;
}

/** One packet of it is there; after the last the guest restarts. */
function fetched({ w }: Context, t: Int): void {
  const { guest } = taskOf(w, t);
  const state = stateOf(w, guest);
  if (state === undefined || state.due === NONE || state.left === 0) return;
  state.left--;
  if (state.left === 0) setTimer(w, 'drivers.restart', guest, w.now);
}

function finish(context: Context, g: Int): void {
  const { w, sink } = context;
  const state = stateOf(w, g);
  setTimer(w, 'drivers.restart', g, NEVER);
  if (state === undefined || state.due === NONE) return;
  const { due } = state;
  state.has[due] = true;
  state.due = NONE;
  w.decisions++;
  sink?.({ type: 'driverInstalled', at: w.now, guest: g, driver: specOf(w, due)?.id ?? '' });
  restart(context, g, bootCost(w, g, guestOf(w, g).nextMode), 'planned');
}

/** A packet begins its way through the emulated card: so many knocks of its path are to come. */
function begin({ w }: Context, t: Int): void {
  const traffic = trafficOf(w, t);
  if (traffic === undefined) return;
  const { path, op } = taskOf(w, t);
  const steps = w.program.paths[path]?.steps ?? [];
  const of = steps.filter(({ kind, arg }) => kind === EFFECT && w.hooks.effects[arg] === knock).length;
  Object.assign(traffic, { n: 0, of, at: w.now, together: 0, alone: op });
}

function knock({ w, sink }: Context, t: Int): void {
  const traffic = trafficOf(w, t);
  if (traffic === undefined) return;
  traffic.n++;
  traffic.knocks++;
  traffic.at = w.now;
  sink?.({
    type: 'registerKnocked',
    at: w.now,
    task: t,
    guest: taskOf(w, t).guest,
    n: traffic.n,
    of: traffic.of,
  });
}

/** All packets that were drawn in one go where the other side sees them. */
function drop({ w, sink }: Context, t: Int): void {
  const traffic = trafficOf(w, t);
  if (traffic === undefined) return;
  const { count, guest } = taskOf(w, t);
  traffic.letters += count;
  Object.assign(traffic, { n: 0, of: 0, at: w.now, together: count, alone: NONE });
  sink?.({ type: 'lettersDropped', at: w.now, task: t, guest, n: count });
}

export const drivers: Mechanism = {
  id: 'drivers',
  keeps: ({ setup, program }) => ({
    drivers: setup.guests.map(({ drivers: own = [] }) => ({
      has: program.drivers.map(({ id }) => own.includes(id)),
      due: NONE,
      left: 0,
      from: 0,
    })),
    traffic: setup.guests.map(() => ({ n: 0, of: 0, at: NEVER, together: 0, knocks: 0, letters: 0, alone: NONE })),
  }),
  tests: { 'driver.has': (w, t, id) => hasDriver(w, taskOf(w, t).guest, id) },
  effects: { 'driver.begin': begin, 'driver.knock': knock, 'driver.drop': drop, 'driver.fetched': fetched },
  timers: { restart: { per: 'guest', fire: finish } },
  knobs: { [DRIVER_PACKETS]: { least: 1, most: MOST_PACKETS, first: 1 } },
  events: ['driverChosen', 'driverInstalled', 'registerKnocked', 'lettersDropped'],
  asks: { driverInstalled: ({ guest }) => ({ kind: 'driver', guest, reason: '' }) },
  ride: fetch,
  /** who is given a driver does not sleep before all of it is there; then it waits for its restart as it pleases */
  awake(w, t) {
    const { guest, vcpu } = taskOf(w, t);
    return vcpu === 0 && (stateOf(w, guest)?.left ?? 0) > 0;
  },
  /** packets that go through the card go one by one */
  turn(w, t) {
    const traffic = trafficOf(w, t);
    if (traffic === undefined || traffic.alone === NONE || traffic.alone !== taskOf(w, t).op) return 0;
    traffic.alone = NONE;
    return 1;
  },
  forget({ w }, g) {
    const state = stateOf(w, g);
    if (state !== undefined) Object.assign(state, { due: NONE, left: 0 });
    setTimer(w, 'drivers.restart', g, NEVER);
    const traffic = w.kept.traffic?.[g];
    if (traffic !== undefined) traffic.alone = NONE;
  },
  metrics: {
    /** drivers that guests have been given in play */
    installs: (w, guests) => ({
      value: guests.reduce((sum, g) => {
        const first = w.setup.guests[g]?.drivers ?? [];
        return (
          sum + w.program.drivers.filter(({ id }, d) => stateOf(w, g)?.has[d] === true && !first.includes(id)).length
        );
      }, 0),
      samples: guests.length,
    }),
  },
};

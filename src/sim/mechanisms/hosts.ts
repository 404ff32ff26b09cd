/**
 * Hosts: drivers that a machine's driver domain comes without. A monitor on the bare machine has none of its own; its driver
 * domain has those that it was built with, and whoever needs another device cannot be on that machine. One more driver can be
 * admitted to the domain in play: the domain restarts with it, and until it is up again nobody there has a request served.
 * From then on the device costs what every device costs there: a call, and the domain's time.
 */
import { type Context, compiledOf, guestOf, isHere, taskOf } from '../access.ts';
import type { Mechanism } from '../mechanism.ts';
import type { Verdict } from '../messages.ts';
import { no, yes } from '../messages.ts';
import type { World } from '../state.ts';
import { type DomainDriver, type Id, type Int, NONE, type Op, type Workload } from '../types.ts';
import { restart } from './restarts.ts';

declare module '../state.ts' {
  interface Kept {
    /** by row of the setup's `domainDrivers`: it has been admitted */
    domainDrivers?: boolean[];
  }
}
declare module '../messages.ts' {
  interface Events {
    driverAdmitted: { machine: Int; driver: Id; guest: Int };
  }
}

const rowsOf = (w: World): readonly DomainDriver[] => w.setup.domainDrivers ?? [];

/** The guest to which a driver is admitted. */
export const domainOf = (w: World, { domain }: DomainDriver): Int =>
  w.setup.guests.findIndex(({ id }) => id === domain);

/** Does a workload ever do that? */
const does = (workload: Workload, op: Op): boolean =>
  'script' in workload
    ? workload.script.some((item) => 'op' in item && item.op === op)
    : workload.phases.some(({ ops }) => (ops[op] ?? 0) > 0);

/** Of a driver that guest g needs on a machine, and that has to be admitted there: its row, NONE = it needs none. */
export const domainDriverFor = (w: World, g: Int, machine: Int): Int => {
  const guest = w.setup.guests[g];
  if (guest === undefined) return NONE;
  return rowsOf(w).findIndex((row) => row.machine === w.setup.machines[machine]?.id && does(guest.workload, row.op));
};

/** Why guest g cannot be on a machine, as far as its device's driver goes; null where that is there, or not needed. */
export function driverProblem(w: World, g: Int, machine: Int): Id | null {
  const d = domainDriverFor(w, g, machine);
  const row = rowsOf(w)[d];
  if (row === undefined) return null;
  if (w.kept.domainDrivers?.[d] !== true) return 'noDriver';
  return guestOf(w, domainOf(w, row)).stage === 'up' ? null : 'driverStarts';
}

/** Does somebody who asks, or is here, need it? */
function isWanted(w: World, d: Int): boolean {
  const on = w.setup.machines.findIndex(({ id }) => id === rowsOf(w)[d]?.machine);
  return w.guests.some(({ stage }, g) => (stage === 'asking' || isHere(stage)) && domainDriverFor(w, g, on) === d);
}

/** May driver d be admitted now? */
export function mayAdmitDriver(w: World, d: Int): Verdict {
  const row = rowsOf(w)[d];
  if (row === undefined) return no('noSuchDriver');
  if (w.kept.domainDrivers?.[d] === true) return no('hasDriver');
  if (!isWanted(w, d)) return no('nobodyNeeds');
  return guestOf(w, domainOf(w, row)).stage === 'up' ? yes : no('driverStarts');
}

/** The domain restarts with the driver; who has asked it for something waits on, and is served when it is up. */
export function admitDriver(context: Context, d: Int): void {
  const { w, sink } = context;
  const row = rowsOf(w)[d];
  const has = w.kept.domainDrivers;
  if (row === undefined || has === undefined) return;
  const guest = domainOf(w, row);
  has[d] = true;
  sink?.({ type: 'driverAdmitted', at: w.now, machine: guestOf(w, guest).machine, driver: row.id, guest });
  restart(context, guest, row.restart, 'planned');
  // it looks for what waits as soon as it is up
  taskOf(w, compiledOf(w, guest).firstTask).entering = true;
}

export const hosts: Mechanism = {
  id: 'hosts',
  uses: ({ domainDrivers }) => domainDrivers !== undefined,
  keeps: ({ setup }) => ({ domainDrivers: (setup.domainDrivers ?? []).map(() => false) }),
  events: ['driverAdmitted'],
};

/**
 * A printer that is not virtualized: one device, real, and had by one program at a time.
 *
 * A job is a row of records with the program's own work between them (a chain of `print` operations). Whoever comes to
 * the printer *holds* it to the end of its job: that is free, and all others stand in line at the door, blocked, for all
 * that is left. Or the job is *spooled*: record by record it goes to a file, which costs its program the price of a file
 * each time, and the printer is free. The file is printed when nobody holds the printer. It has room for so many
 * records, and a job is spooled only where there is room for all that is left of it. (Spooling is of the 1950s and 60s;
 * OS/360 did it with readers and writers, HASP and ASP.)
 */
import { type Context, machineOf, pcpuOf, setTimer, taskOf } from '../access.ts';
import { offer, refreshMood, setState } from '../core.ts';
import { createHistogram, quantile, record } from '../histogram.ts';
import { nanoseconds } from '../measure.ts';
import type { Measured, Mechanism } from '../mechanism.ts';
import { cyclesOf, type ScriptedItem } from '../program.ts';
import { draw, sample } from '../rng.ts';
import type { Task, World } from '../state.ts';
import { type Bp, type Cycles, type Int, NEVER, NONE, OPS } from '../types.ts';
import { leave } from './scheduling.ts';

declare module '../messages.ts' {
  interface Events {
    /** a guest's job holds the printer from now on */
    printerTaken: { guest: Int };
    /** … finds it taken, and stands in line */
    printerAwaited: { guest: Int };
    /** … has printed its last record */
    jobPrinted: { guest: Int };
    /** … goes to the file instead, with all that is left of it */
    jobSpooled: { guest: Int; records: Int };
  }
}

/**
 * The printer of one machine. `filed`: records in the file; `due`: room kept for what jobs that are being spooled have
 * left. `until`: it prints a record of the file till then, NEVER = it does not.
 */
export type Printer = { holder: Int; line: Int[]; filed: Int; due: Int; until: Cycles };
/** Of one vCPU: its job is being spooled; it has stood in line since then (NEVER = it does not). */
export type Job = { spool: boolean; since: Cycles };

declare module '../state.ts' {
  interface Kept {
    /** by machine */
    printers?: Printer[];
    /** by vCPU */
    jobs?: Job[];
    /** by guest: how long its jobs stood in line */
    lined?: Histogram[];
  }
}

const PRINT = OPS.indexOf('print');
const ROOM = 'spoolRoom';
const SPOOLING = 'spool.record';

export const printerOf = (w: World, t: Int): Printer | null => w.kept.printers?.[machineOf(w, t)] ?? null;
const jobOf = (w: World, t: Int): Job => w.kept.jobs?.[t] as Job;

/** The device that is the printer of machine m, NONE = it has none. */
const deviceOf = (w: World, m: Int): Int =>
  w.program.devices.findIndex(({ machine, kind }) => machine === m && kind === 'printer');

/** What of a task's job comes after the operation at which it is. */
const rest = (w: World, { chain, link }: Task): readonly ScriptedItem[] => (w.program.chains[chain] ?? []).slice(link);

/** Records of task t's job that come after the one at which it is. */
const recordsAfter = (w: World, task: Task): Int =>
  rest(w, task).reduce((sum, { op, count }) => sum + (op === PRINT ? count : 0), 0);

/** Records that are left of task t's job. */
export function recordsLeft(w: World, t: Int): Int {
  const task = taskOf(w, t);
  return (task.op === PRINT ? task.count : 0) + recordsAfter(w, task);
}

/** Cycles of its own work that task t does until its job's last record: so long it holds the printer, if it runs. */
export function workLeft(w: World, t: Int): Cycles {
  const task = taskOf(w, t);
  const links = rest(w, task);
  const last = links.findLastIndex(({ op }) => op === PRINT);
  return task.burst + links.slice(0, last + 1).reduce((sum, { burst }) => sum + burst, 0);
}

/** What spooling one record costs on the machine of task t. */
export const spoolPrice = (w: World, t: Int): Cycles => cyclesOf(w.program, machineOf(w, t), SPOOLING) ?? 0;

/** Records for which the file of a printer has room. */
export const roomIn = (w: World, { filed, due }: Printer): Int => (w.knobs[ROOM] ?? 0) - filed - due;

/** Is task t at the printer, holding it or in line? */
export const isAtPrinter = (w: World, t: Int): boolean => {
  const printer = printerOf(w, t);
  return printer !== null && (printer.holder === t || printer.line.includes(t));
};

/**
 * What goes on holding, or waiting to, costs in waiting: what stands before task t's job, and its own length for each of
 * those behind it.
 */
export function waitingCost(w: World, t: Int): Cycles {
  const printer = printerOf(w, t);
  if (printer === null) return 0;
  const { holder, line } = printer;
  const all = holder === NONE ? line : [holder, ...line];
  const place = all.indexOf(t);
  const before = all.slice(0, place).reduce((sum, other) => sum + workLeft(w, other), 0);
  return before + (all.length - place - 1) * workLeft(w, t);
}

function noteWait(w: World, t: Int): void {
  const job = jobOf(w, t);
  const histogram = w.kept.lined?.[taskOf(w, t).guest];
  if (histogram !== undefined) record(histogram, job.since === NEVER ? 0 : w.now - job.since);
  job.since = NEVER;
}

function take({ w, sink }: Context, printer: Printer, t: Int): void {
  printer.holder = t;
  noteWait(w, t);
  sink?.({ type: 'printerTaken', at: w.now, guest: taskOf(w, t).guest });
}

/** Task t, which is blocked at the door, goes on. */
function goOn(context: Context, t: Int): void {
  setState(context, t, 'ready');
  offer(context, t);
}

/** The printer of machine m is free: the next in line has it, else it prints from the file. */
function next(context: Context, m: Int): void {
  const { w } = context;
  const printer = w.kept.printers?.[m];
  if (printer === undefined || printer.holder !== NONE || printer.until !== NEVER) return;
  const first = printer.line.shift();
  if (first !== undefined) {
    take(context, printer, first);
    goOn(context, first);
    return;
  }
  const d = deviceOf(w, m);
  const device = w.program.devices[d];
  const state = w.devices[d];
  if (printer.filed === 0 || device === undefined || state === undefined) return;
  printer.until = w.now + Math.max(1, sample(device.service, draw(device.stream, state.drawn++)));
  setTimer(w, 'printing.record', m, printer.until);
}

/** A record of the file is on paper. */
function printed(context: Context, m: Int): void {
  const printer = context.w.kept.printers?.[m];
  setTimer(context.w, 'printing.record', m, NEVER);
  if (printer === undefined) return;
  printer.until = NEVER;
  printer.filed--;
  next(context, m);
}

/** The task on pCPU p comes to the printer: it has it, or it stands in line. */
function come(context: Context, p: Int): 'on' | 'gone' {
  const { w, sink } = context;
  const t = pcpuOf(w, p).task;
  const printer = printerOf(w, t);
  if (printer === null || printer.holder === t) return 'on';
  if (printer.holder === NONE && printer.until === NEVER && printer.line.length === 0) {
    take(context, printer, t);
    return 'on';
  }
  printer.line.push(t);
  jobOf(w, t).since = w.now;
  leave(context, p);
  setState(context, t, 'blocked');
  taskOf(w, t).block = 'printer';
  refreshMood(context, taskOf(w, t).guest);
  w.decisions++;
  sink?.({ type: 'printerAwaited', at: w.now, guest: taskOf(w, t).guest });
  return 'gone';
}

function release(context: Context, t: Int): void {
  const printer = printerOf(context.w, t);
  if (printer?.holder !== t) return;
  printer.holder = NONE;
  next(context, machineOf(context.w, t));
}

/** A record of task t is at the printer; with the last one it lets go. */
function recordDone(context: Context, t: Int): void {
  const { w, sink } = context;
  const task = taskOf(w, t);
  const job = jobOf(w, t);
  const printer = printerOf(w, t);
  // it was told to spool while this one was under way
  if (job.spool && printer !== null) printer.due -= task.count;
  if (recordsAfter(w, task) > 0) return;
  job.spool = false;
  sink?.({ type: 'jobPrinted', at: w.now, guest: task.guest });
  release(context, t);
}

/** A record of task t is in the file. */
function recordFiled(context: Context, t: Int): void {
  const { w } = context;
  const task = taskOf(w, t);
  const printer = printerOf(w, t);
  if (printer === null) return;
  printer.filed += task.count;
  printer.due -= task.count;
  if (recordsAfter(w, task) === 0) jobOf(w, t).spool = false;
  next(context, machineOf(w, t));
}

/** All that is left of task t's job, which is at the printer, goes to the file. */
export function spoolJob(context: Context, t: Int): void {
  const { w, sink } = context;
  const printer = printerOf(w, t);
  if (printer === null) return;
  const task = taskOf(w, t);
  const records = recordsLeft(w, t);
  jobOf(w, t).spool = true;
  printer.due += records;
  sink?.({ type: 'jobSpooled', at: w.now, guest: task.guest, records });
  if (printer.holder === t) {
    release(context, t);
    return;
  }
  printer.line.splice(printer.line.indexOf(t), 1);
  noteWait(w, t);
  // its record is not printed but filed: another path of the same operation
  task.path = NONE;
  task.step = 0;
  goOn(context, t);
}

/** A restart takes task t, and its job, away from the printer. */
function abandon(context: Context, t: Int): void {
  const { w } = context;
  const printer = printerOf(w, t);
  const job = w.kept.jobs?.[t];
  if (printer === null || job === undefined) return;
  if (job.spool) printer.due -= recordsLeft(w, t);
  job.spool = false;
  const place = printer.line.indexOf(t);
  if (place >= 0) {
    printer.line.splice(place, 1);
    noteWait(w, t);
  }
  release(context, t);
}

/** How long jobs stood in line, at a rank; those that stand there now included. */
const linedAt =
  (bp: Bp) =>
  (w: World, guests: readonly Int[]): Measured => {
    const { lined, jobs } = w.kept;
    if (lined === undefined || jobs === undefined) return null;
    const of = new Set(guests);
    const open = jobs.flatMap(({ since }, t) => (since !== NEVER && of.has(taskOf(w, t).guest) ? [w.now - since] : []));
    const found = quantile(
      lined.filter((_, g) => of.has(g)),
      open,
      bp,
    );
    return found === null ? null : { value: nanoseconds(w, found.value), samples: found.samples };
  };

export const printing: Mechanism = {
  id: 'printing',
  uses: ({ machines }) => machines.some((machine) => machine.devices.some(({ kind }) => kind === 'printer')),
  keeps: ({ program }) => ({
    printers: program.machines.map(() => ({ holder: NONE, line: [], filed: 0, due: 0, until: NEVER })),
    jobs: Array.from({ length: program.vcpus }, () => ({ spool: false, since: NEVER })),
    lined: program.guests.map(() => createHistogram()),
  }),
  tests: { spools: (w, t) => w.kept.jobs?.[t]?.spool === true },
  waits: { printer: come },
  effects: { 'printer.next': recordDone, 'spool.add': recordFiled },
  blocks: { printer: { wish: true } },
  timers: { record: { per: 'machine', fire: printed } },
  knobs: { [ROOM]: { least: 0, most: 4096, first: 12 } },
  events: ['printerTaken', 'printerAwaited', 'jobPrinted', 'jobSpooled'],
  asks: { printerAwaited: ({ guest }) => ({ kind: 'printer', guest, reason: '' }) },
  stop: abandon,
  metrics: { printerWaitP90: linedAt(9000), printerWaitWorst: linedAt(10_000) },
};

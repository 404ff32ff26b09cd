/**
 * Porting: changing guest kernels so that they ask the hypervisor instead of trapping into it.
 *
 * Kernels are ported part by part, a part for each hypercall that they are to make, and all parts are written by the same
 * people, one after another, in an order that the player chooses and may change. A closed kernel is for its vendor to port.
 *
 * A part belongs to a kernel. Its guests have it from their next restart on: they boot the kernel as it has been written by
 * then. A kernel of which some part is written runs under the ported mode; what it has no part for still traps there.
 * (A real port takes people months; the level's knobs `partCycles` and `lineCycles` stand for that.)
 */
import { type Context, guestOf, setTimer } from '../access.ts';
import type { Mechanism } from '../mechanism.ts';
import { MAX_LENGTH } from '../params.ts';
import type { World } from '../state.ts';
import { type Cycles, type Id, type Int, NEVER, NONE } from '../types.ts';

/** A part of a port: a kernel (an index into the setup's kernels), and the handler of the call that it is to make. */
export type Part = { kernel: Int; call: Id };

/**
 * The parts that are to be written, in that order; the first has been in hand since then. `begun`: parts that are not done,
 * with what is left of them.
 */
type Porting = {
  queue: Part[];
  since: Cycles;
  begun: (Part & { left: Cycles })[];
  /** by kernel: the calls that it makes by now */
  written: Id[][];
  /** by guest: the calls that the kernel makes which it has booted */
  booted: Id[][];
};

declare module '../state.ts' {
  interface Kept {
    ports?: Porting;
  }
}
declare module '../messages.ts' {
  interface Events {
    partBegun: { kernel: Id; call: Id };
    partWritten: { kernel: Id; call: Id };
    /** it was told to boot its kernel as it is written by now */
    guestRestarted: { guest: Int };
  }
}

const NOTHING: Porting = { queue: [], since: 0, begun: [], written: [], booted: [] };

/** What is written and to be written; nothing where the level has no such verb. */
export const portingOf = (w: World): Porting => w.kept.ports ?? NOTHING;

export const kernelIndex = (w: World, id: Id): Int => w.setup.kernels.findIndex((kernel) => kernel.id === id);

const isSame = (a: Part, b: Part): boolean => a.kernel === b.kernel && a.call === b.call;

export const placeOf = (w: World, part: Part): Int => portingOf(w).queue.findIndex((one) => isSame(one, part));

/** How long a part takes to write: some for the kernel's side of it, and more the larger the call is. */
export function wholeOf(w: World, { call }: Part): Cycles {
  const { codeLines = 0 } = w.program.handlers.find(({ id }) => id === call) ?? {};
  return (w.knobs.partCycles ?? 0) + (w.knobs.lineCycles ?? 0) * codeLines;
}

/** What is left to be written of a part. */
export function leftOf(w: World, part: Part): Cycles {
  const { queue, since, begun } = portingOf(w);
  const left = begun.find((one) => isSame(one, part))?.left ?? wholeOf(w, part);
  return queue[0] !== undefined && isSame(queue[0], part) ? Math.max(0, left - (w.now - since)) : left;
}

/** Can kernel k come to make a call? Only if nobody owns it but those who write, and it has a ported mode here. */
export function partProblem(w: World, { kernel: k, call }: Part): string | null {
  const kernel = w.setup.kernels[k];
  if (kernel === undefined) return 'noSuchKernel';
  if (kernel.closed) return 'closedKernel';
  const own = w.program.guests.filter((guest) => guest.kernel.id === kernel.id);
  if (own.some(({ ported }) => w.program.modes[ported] === undefined)) return 'noPortedMode';
  if (own.some(({ portable }) => !portable)) return 'notPortable';
  const handler = w.program.handlers.find(({ id }) => id === call);
  if (handler === undefined) return 'noSuchHandler';
  if (!handler.reasons.includes(w.program.reasons.indexOf('hypercall'))) return 'handlerNotForReason';
  return portingOf(w).written[k]?.includes(call) === true ? 'alreadyPorted' : null;
}

/** How many more parts the queue takes; null where nothing limits it. */
export function queueRoom(w: World): Int | null {
  const most = w.knobs.queueParts ?? 0;
  return most > 0 ? Math.max(0, most - portingOf(w).queue.length) : null;
}

/** How many parts may wait behind the one in hand, where the queue is full; null where it takes one more. */
export const fullWith = (w: World): Int | null => (queueRoom(w) === 0 ? (w.knobs.queueParts ?? 0) - 1 : null);

/** Changes the queue: what was in hand keeps what is written of it, and whoever is first now goes on. */
function rearrange({ w, sink }: Context, change: (queue: Part[]) => void): void {
  const state = w.kept.ports;
  if (state === undefined) return;
  const [before] = state.queue;
  if (before !== undefined) {
    const left = leftOf(w, before);
    state.begun = [...state.begun.filter((one) => !isSame(one, before)), { ...before, left }];
  }
  state.since = w.now;
  change(state.queue);
  const [first] = state.queue;
  setTimer(w, 'porting.done', 0, first === undefined ? NEVER : w.now + leftOf(w, first));
  if (first === undefined || (before !== undefined && isSame(first, before))) return;
  sink?.({ type: 'partBegun', at: w.now, kernel: w.setup.kernels[first.kernel]?.id ?? '', call: first.call });
}

/** Puts a part at the end of the queue; if it is there already, takes it out, and keeps what is written of it. */
export function toggle(context: Context, part: Part): void {
  const at = placeOf(context.w, part);
  rearrange(context, (queue) => (at < 0 ? queue.push({ ...part }) : queue.splice(at, 1)));
}

/** Takes a part of the queue in hand at once: whatever is there waits behind it. */
export function putFirst(context: Context, part: Part): void {
  const at = placeOf(context.w, part);
  rearrange(context, (queue) => queue.unshift(...queue.splice(at, 1)));
}

/** The kernel of guest g, as an index into the setup's. */
export const kernelOf = (w: World, g: Int): Int => kernelIndex(w, w.setup.guests[g]?.kernel ?? '');

/** The first of the queue is written: whoever boots that kernel from now on has it. */
function finish(context: Context): void {
  const { w, sink } = context;
  const state = w.kept.ports;
  const done = state?.queue[0];
  if (state === undefined || done === undefined) return;
  rearrange(context, (queue) => queue.shift());
  state.begun = state.begun.filter((one) => !isSame(one, done));
  state.written[done.kernel]?.push(done.call);
  w.setup.guests.forEach((_, g) => {
    if (kernelOf(w, g) === done.kernel) guestOf(w, g).nextMode = w.program.guests[g]?.ported ?? guestOf(w, g).nextMode;
  });
  w.decisions++;
  sink?.({ type: 'partWritten', at: w.now, kernel: w.setup.kernels[done.kernel]?.id ?? '', call: done.call });
}

/** Parts of guest g's kernel that it would have after a restart, and has not now. */
export function partsNewTo(w: World, g: Int): Id[] {
  const { written, booted } = portingOf(w);
  return (written[kernelOf(w, g)] ?? []).filter((call) => booted[g]?.includes(call) !== true);
}

export const porting: Mechanism = {
  id: 'porting',
  uses: ({ verbs }) => verbs.includes('port'),
  keeps: ({ setup }) => ({
    ports: {
      queue: [],
      since: 0,
      begun: [],
      written: setup.kernels.map(() => []),
      booted: setup.guests.map(() => []),
    },
  }),
  timers: { done: { per: 'world', fire: finish } },
  knobs: {
    partCycles: { least: 0, most: MAX_LENGTH, first: 0 },
    /** … more for each line of a call's code */
    lineCycles: { least: 0, most: 1_000_000, first: 0 },
    /** how many parts the queue holds, the one in hand among them; 0: any number */
    queueParts: { least: 0, most: 1000, first: 0 },
  },
  events: ['partBegun', 'partWritten', 'guestRestarted'],
  asks: { partWritten: ({ kernel }) => ({ kind: 'port', guest: NONE, reason: kernel }) },
  /** whoever stops boots the newest kernel next */
  forget({ w }, g) {
    const state = w.kept.ports;
    if (state !== undefined) state.booted[g] = [...(state.written[kernelOf(w, g)] ?? [])];
  },
};

/**
 * The host's own work. A hosted monitor shares the machine with an operating system that has drivers, services and users
 * of its own: what comes in there has to be done as well, and takes the processors from the guests. Whether it goes
 * before them or only when none of them wants to run is chosen in play, by the knob `hostFirst`.
 *
 * Own work comes one piece at a time (Service.own); a piece is not interrupted, and between two of them whoever goes first
 * takes the pCPU. A piece is in time if it is done within the level's knob `hostSoon`.
 */
import { type Context, guestOf, isVcpu, machineOf, taskOf } from '../access.ts';
import { kick } from '../core.ts';
import type { Mechanism } from '../mechanism.ts';
import { MAX_LENGTH } from '../params.ts';
import type { World } from '../state.ts';
import { type Cycles, type Int, NONE } from '../types.ts';
import { canRunOn, isOpen, preemptTask } from './scheduling.ts';

/** `done`: pieces of own work so far, and how many of them in time; by service */
export type HostWork = { done: Int; soon: Int };

declare module '../state.ts' {
  interface Kept {
    hostWork?: HostWork[];
  }
}

export const HOST_FIRST = 'hostFirst';
export const HOST_SOON = 'hostSoon';

/** Own work that has come to service s, and that is not done. */
export function ownWaiting(w: World, s: Int): Int {
  const { inbox = [], serving = null } = w.kept.services?.[s] ?? {};
  const own = w.program.services[s]?.own ?? NONE;
  return inbox.filter(({ path }) => path === own).length + (serving?.path === own ? 1 : 0);
}

/** For how long the oldest of it has waited: pieces come at a fixed pace. */
export function ownOldest(w: World, s: Int): Cycles {
  const n = ownWaiting(w, s);
  const every = w.program.services[s]?.every ?? 0;
  return n === 0 ? 0 : w.now - (Math.floor(w.now / every) - n + 1) * every;
}

/** Services with work of their own. */
export const hostServices = (w: World): Int[] => w.program.services.flatMap(({ own }, s) => (own === NONE ? [] : [s]));

/** Is task t one that has own work, and goes after the guests? */
const isLast = (w: World, t: Int): boolean =>
  !isVcpu(w, t) && (w.knobs[HOST_FIRST] ?? 1) === 0 && hostServices(w).some((s) => w.program.services[s]?.task === t);

/** First means at once: where no pCPU is free for own work that waits, one is taken from the guest that has received most. */
function claim(context: Context, t: Int): void {
  const { w } = context;
  const waits = hostServices(w).some((s) => w.program.services[s]?.task === t && ownWaiting(w, s) > 0);
  if (!waits || (w.knobs[HOST_FIRST] ?? 1) === 0) return;
  const machine = machineOf(w, t);
  let [most, taken] = [NONE, NONE];
  for (const [p, pcpu] of w.pcpus.entries()) {
    if (pcpu.machine !== machine) continue;
    // it is free, or about to be
    if (isOpen(pcpu) || pcpu.resched) return;
    const credit = isVcpu(w, pcpu.task) ? guestOf(w, taskOf(w, pcpu.task).guest).credit : NONE;
    if (credit > most) [most, taken] = [credit, p];
  }
  if (taken !== NONE) preemptTask(context, taken);
}

function done({ w }: Context, t: Int): void {
  const s = w.program.services.findIndex(({ task }) => task === t);
  const state = w.kept.hostWork?.[s];
  if (state === undefined) return;
  state.done++;
  if (ownOldest(w, s) <= (w.knobs[HOST_SOON] ?? 0)) state.soon++;
}

export const hostWork: Mechanism = {
  id: 'hostWork',
  uses: ({ tunables }) => (tunables ?? []).some(({ knob }) => knob === HOST_FIRST),
  keeps: ({ program }) => ({ hostWork: program.services.map(() => ({ done: 0, soon: 0 })) }),
  effects: { 'host.done': done },
  knobs: {
    [HOST_FIRST]: { least: 0, most: 1, first: 1 },
    [HOST_SOON]: { least: 0, most: MAX_LENGTH, first: 0 },
  },
  /** whoever goes last is kept from a pCPU that a guest wants */
  bars: (w, t, p) =>
    isLast(w, t) &&
    (w.ready[machineOf(w, t)] ?? []).some(
      (other) => isVcpu(w, other) && taskOf(w, other).pcpu === NONE && canRunOn(w, other, p),
    ),
  moved(context, t, from) {
    if (from === 'blocked' && !isVcpu(context.w, t)) claim(context, t);
  },
  turned(context, knob) {
    const { w } = context;
    if (knob !== HOST_FIRST) return;
    for (const [p, pcpu] of w.pcpus.entries()) if (isOpen(pcpu)) kick(w, p);
    for (const s of hostServices(w)) {
      const t = w.program.services[s]?.task ?? NONE;
      if (taskOf(w, t).state === 'ready') claim(context, t);
    }
  },
  metrics: {
    /** of the host's own work that has come, the part that was done in time; what waits still, and is late, is not */
    hostInTime(w) {
      let [soon, all] = [0, 0];
      for (const s of hostServices(w)) {
        const { done: count = 0, soon: good = 0 } = w.kept.hostWork?.[s] ?? {};
        const every = w.program.services[s]?.every ?? 1;
        const late = Math.ceil(Math.max(0, ownOldest(w, s) - (w.knobs[HOST_SOON] ?? 0)) / every);
        soon += good;
        all += count + Math.min(ownWaiting(w, s), late);
      }
      return { value: all === 0 ? 10_000 : Math.floor((soon * 10_000) / all), samples: 1 };
    },
  },
};

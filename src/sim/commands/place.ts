/** Place: put a vCPU on a pCPU. On a busy one it is preempt and place; whoever made room is next in line. */
import { isSchedulable, machineOf, pcpuOf, taskOf } from '../access.ts';
import { coldOn, isBarred, isPreemptible, placeTask, preemptTask, switchCost } from '../mechanisms/scheduling.ts';
import { FREE, later, no, type Quote, type Verdict, yes } from '../messages.ts';
import type { World } from '../state.ts';
import { type Int, NONE } from '../types.ts';
import type { VerbRecord } from '../verb.ts';

declare module '../messages.ts' {
  interface Commands {
    place: { task: Int; pcpu: Int };
  }
}

export const isOn = (w: World, p: Int): boolean => w.pcpus[p] !== undefined && w.pcpus[p]?.interval !== 'off';

/** A switch and a cold cache for whoever comes; nothing if nobody does. */
export function quotePlace(w: World, t: Int, p: Int): Quote {
  if (!isSchedulable(w, t) || w.pcpus[p] === undefined) return FREE;
  const change = switchCost(w, t, p);
  const cold = coldOn(w, t, p);
  return {
    parts: [
      { as: 'switch', cycles: change, cost: 'switch' },
      { as: 'warmUp', cycles: cold, cost: 'coldLine' },
    ],
    total: change + cold,
    holdsPcpu: true,
  };
}

function can(w: World, { task: t, pcpu: p }: { task: Int; pcpu: Int }): Verdict {
  if (!isSchedulable(w, t)) return no('noSuchTask');
  if (!isOn(w, p)) return no('noSuchPcpu');
  const { state, pcpu, block } = taskOf(w, t);
  if (state === 'dead') return no('dead');
  if (pcpu !== NONE) return no('alreadyPlaced');
  if (state === 'exited') return no('undecided');
  if (state === 'blocked') return no('blocked', { block });
  if (machineOf(w, t) !== pcpuOf(w, p).machine) return no('otherMachine');
  if (isBarred(w, t, p)) return no('kept');
  return pcpuOf(w, p).task !== NONE && !isPreemptible(w, p) ? later : yes;
}

export const place: VerbRecord<'place'> = {
  name: 'place',
  part: 'scheduling',
  grants: ['place'],
  words: { task: 'task', pcpu: 'pcpu' },
  can,
  perform(context, { task, pcpu: p }) {
    const { w } = context;
    const pcpu = pcpuOf(w, p);
    const before = pcpu.task;
    if (before !== NONE && preemptTask(context, p).deferred) {
      // next in one place only
      for (const other of w.pcpus) if (other.deck === task) other.deck = NONE;
      pcpu.deck = task;
      return;
    }
    placeTask(context, task, p, true);
    // who made room is next in line, as a preempted vCPU is at the head of a run queue
    const isFree = pcpu.deck === NONE && w.pcpus.every(({ deck }) => deck !== before);
    if (before !== NONE && taskOf(w, before).state === 'ready' && isFree) pcpu.deck = before;
  },
  quote: (w, { task, pcpu }) => quotePlace(w, task, pcpu),
  sample: (w, pick) => ({ do: 'place', task: pick(w.program.firstMonitor), pcpu: pick(w.pcpus.length) }),
};

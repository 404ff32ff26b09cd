/**
 * Which event slot belongs to whom. The order of the slots decides between events of one cycle, for ever: the machine
 * first (pCPUs, devices), then its tenants, then what mechanisms have of their own, in the order of their list.
 */
import type { Int } from './types.ts';

export type SlotPlan = {
  /** 2 per pCPU: end of the open interval, end of the slice */
  readonly pcpu: Int;
  /** 1 per device channel */
  readonly device: Int;
  /** 1 per task: end of a sleep or of a delay */
  readonly task: Int;
  /** 3 per guest: next request, patience, start or restart */
  readonly guest: Int;
  /** those of mechanisms; what they are for, the hooks say */
  readonly mechanism: Int;
  readonly count: Int;
};

/** The slot of pCPU p for the end of its open interval, and the one for the end of its slice. */
export const stepSlot = (plan: SlotPlan, p: Int): Int => plan.pcpu + 2 * p;
export const sliceSlot = (plan: SlotPlan, p: Int): Int => plan.pcpu + 2 * p + 1;
/** A slot of guest g: ARRIVAL, PATIENCE or START. */
export const guestSlot = (plan: SlotPlan, g: Int, which: Int): Int => plan.guest + 3 * g + which;

export const ARRIVAL = 0;
export const PATIENCE = 1;
export const START = 2;

/** `own`: how many slots the mechanisms have. */
export function planSlots(pcpus: Int, channels: Int, tasks: Int, guests: Int, own: Int): SlotPlan {
  const device = 2 * pcpus;
  const task = device + channels;
  const guest = task + tasks;
  const mechanism = guest + 3 * guests;
  return { pcpu: 0, device, task, guest, mechanism, count: mechanism + own };
}

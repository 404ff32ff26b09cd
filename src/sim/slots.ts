/**
 * Which event slot belongs to whom. The order of the slots decides between events of one cycle, for ever: the machine
 * first (pCPUs, devices), then its tenants, then what the level deals out.
 */
import type { Int } from './types.ts';

export type SlotPlan = {
  /** 2 per pCPU: end of the open interval, end of the slice */
  readonly pcpu: Int;
  /** 1 per device channel */
  readonly device: Int;
  /** 1 per task: end of a sleep or of a throttle */
  readonly task: Int;
  /** 3 per guest: next arrival, patience, stage */
  readonly guest: Int;
  /** end of the cap period; the kernel port; the next episode; the end of the oldest episode */
  readonly period: Int;
  readonly port: Int;
  readonly episode: Int;
  readonly episodeEnd: Int;
  /** 1 per pCPU: powers up */
  readonly power: Int;
  readonly count: Int;
};

/** The slot of pCPU p for the end of its open interval, and the one for the end of its slice. */
export const stepSlot = (plan: SlotPlan, p: Int): Int => plan.pcpu + 2 * p;
export const sliceSlot = (plan: SlotPlan, p: Int): Int => plan.pcpu + 2 * p + 1;
/** A slot of guest g: ARRIVAL, PATIENCE or STAGE. */
export const guestSlot = (plan: SlotPlan, g: Int, which: Int): Int => plan.guest + 3 * g + which;

export const ARRIVAL = 0;
export const PATIENCE = 1;
export const STAGE = 2;

export function planSlots(pcpus: Int, channels: Int, tasks: Int, guests: Int): SlotPlan {
  const device = 2 * pcpus;
  const task = device + channels;
  const guest = task + tasks;
  const period = guest + 3 * guests;
  const power = period + 4;
  return {
    pcpu: 0,
    device,
    task,
    guest,
    period,
    port: period + 1,
    episode: period + 2,
    episodeEnd: period + 3,
    power,
    count: power + pcpus,
  };
}

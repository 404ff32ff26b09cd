/** Short ways to the rows of a world. An index that is no row is a mistake of the caller, so none of them checks. */
import type { CompiledGuest, CompiledMachine, CompiledMode } from './program.ts';
import { setSlot } from './queue.ts';
import type { Guest, Pcpu, Stage, Task, World } from './state.ts';
import { CATEGORIES, type Category, type Cycles, type Expectation, type Id, type Int, NONE } from './types.ts';

export type { Context } from './state.ts';

export const CATEGORY = Object.fromEntries(CATEGORIES.map((name, index) => [name, index])) as Readonly<
  Record<Category, Int>
>;

export const pcpuOf = (w: World, p: Int): Pcpu => w.pcpus[p] as Pcpu;
export const taskOf = (w: World, t: Int): Task => w.tasks[t] as Task;
export const guestOf = (w: World, g: Int): Guest => w.guests[g] as Guest;
export const compiledOf = (w: World, g: Int): CompiledGuest => w.program.guests[g] as CompiledGuest;
export const goalOf = (w: World, g: Int): Expectation | null => compiledOf(w, g).goal;
export const modeOf = (w: World, g: Int): CompiledMode => w.program.modes[guestOf(w, g).mode] as CompiledMode;

/** Is a guest of this stage on its machine: does it start, boot, or is it up? */
export const isHere = (stage: Stage): boolean => stage === 'starting' || stage === 'booting' || stage === 'up';

/** The machine that a task runs on: its guest's, its service's, or that of its pCPU. */
export function machineOf(w: World, t: Int): Int {
  const { guest, vcpu } = taskOf(w, t);
  if (guest !== NONE) return guestOf(w, guest).machine;
  if (t < w.program.firstMonitor) return w.program.services[vcpu]?.machine ?? NONE;
  return pcpuOf(w, vcpu).machine;
}
export const compiledMachineOf = (w: World, t: Int): CompiledMachine =>
  w.program.machines[machineOf(w, t)] as CompiledMachine;

/** Instructions of the block of code at which task t's operation happens. */
export const instructionsAt = (w: World, t: Int): Int => compiledOf(w, taskOf(w, t).guest).code[taskOf(w, t).site] ?? 1;

/** Does this task stay on its pCPU only to look for work, though it has halted (mechanisms/polling.ts)? */
export function isPolling(w: World, t: Int): boolean {
  const { pcpu } = taskOf(w, t);
  return pcpu !== NONE && pcpuOf(w, pcpu).interval === 'poll';
}

/** Is this task a vCPU of a guest? */
export const isVcpu = (w: World, t: Int): boolean => t >= 0 && t < w.program.vcpus;
/** Can this task be scheduled: a vCPU, or a service that is a task of its own? Monitors come and go by themselves. */
export const isSchedulable = (w: World, t: Int): boolean => t >= 0 && t < w.program.firstMonitor;

/** Sets a timer of a mechanism: `name` is "mechanism.timer", `index` its machine, pCPU, task or guest. */
export function setTimer(w: World, name: Id, index: Int, at: Cycles): void {
  const first = w.hooks.slots.get(name);
  if (first !== undefined) setSlot(w.queue, first + index, at);
}

/** When a timer of a mechanism goes off; NEVER when it is not set. */
export const timerOf = (w: World, name: Id, index: Int): Cycles =>
  w.queue.time[(w.hooks.slots.get(name) ?? NONE) + index] ?? Number.MAX_SAFE_INTEGER;

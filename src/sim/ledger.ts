/**
 * Reading the ledger: what has been booked plus the part of every open interval that has passed.
 *
 * At all times the sum over pCPUs and categories is elapsed cycles × pCPUs, and the sum over a vCPU's states is the
 * elapsed cycles. Nothing here writes.
 */
import { CATEGORY, compiledOf, guestOf, modeOf, pcpuOf, taskOf } from './access.ts';
import { instructions, untaxed, warmPart } from './pace.ts';
import type { Ledger, World } from './state.ts';
import { type Cycles, type Int, NONE, STATES } from './types.ts';

/** The ledger at `now`: rows of pCPUs and of guests (the last guest row is nobody), by category. */
export function ledger(w: World): Ledger {
  const out: Ledger = {
    byGuest: w.ledger.byGuest.map((row) => row.slice()),
    byPcpu: w.ledger.byPcpu.map((row) => row.slice()),
  };
  const add = (p: Int, guest: Int, category: Int, cycles: Cycles): void => {
    const rows = [out.byPcpu[p], out.byGuest[guest === NONE ? w.guests.length : guest]];
    for (const row of rows) if (row !== undefined) row[category] = (row[category] as Cycles) + cycles;
  };
  w.pcpus.forEach((pcpu, p) => {
    const elapsed = w.now - pcpu.since;
    if (elapsed === 0) return;
    if (pcpu.interval === 'warm') {
      const { warmUp, useful } = warmPart(elapsed);
      add(p, pcpu.guest, CATEGORY.warmUp, warmUp);
      add(p, pcpu.guest, CATEGORY.guestUser, useful);
    } else if (pcpu.interval === 'burst') {
      const { guest, kernelBp } = taskOf(w, pcpu.task);
      const mode = modeOf(w, guest);
      const useful = untaxed(mode, kernelBp, elapsed);
      add(p, pcpu.guest, CATEGORY.guestUser, useful);
      add(p, pcpu.guest, mode.taxCategory, elapsed - useful);
    } else add(p, pcpu.guest, pcpu.mode, elapsed);
  });
  return out;
}

/**
 * The hypervisor's cycles for each guest's operations at `now`: what has been booked plus what has passed of those that are
 * under way. Rows of guests with none under way are the world's own.
 */
export function operations(w: World): Cycles[][] {
  const rows = w.opCycles.slice();
  for (const pcpu of w.pcpus) {
    const elapsed = w.now - pcpu.since;
    if (pcpu.interval !== 'step' || pcpu.task === NONE || pcpu.mode === CATEGORY.guestKernel || elapsed === 0) continue;
    const { guest, op } = taskOf(w, pcpu.task);
    if (guest === NONE || op === NONE) continue;
    const row = rows[guest] === w.opCycles[guest] ? (rows[guest] ?? []).slice() : (rows[guest] ?? []);
    row[op] = (row[op] ?? 0) + elapsed;
    rows[guest] = row;
  }
  return rows;
}

/** Cycles by category over all pCPUs. */
export function totals(w: World): Cycles[] {
  const rows = ledger(w).byPcpu;
  const sum = (rows[0] ?? []).map(() => 0);
  for (const row of rows)
    for (const [category, cycles] of row.entries()) sum[category] = (sum[category] as Cycles) + cycles;
  return sum;
}

/** Cycles of pCPU time there have been: those that power up later count from then. */
export function capacity(w: World): Cycles {
  return w.pcpus.reduce((sum, pcpu) => sum + Math.max(0, w.now - pcpu.onAt), 0);
}

/** Cycles that a vCPU has spent per state, in the order of STATES; the sum is `now`. */
export function timeOf(w: World, t: Int): Cycles[] {
  const task = w.tasks[t];
  if (task === undefined) return STATES.map(() => 0);
  const out = task.spent.slice();
  const index = STATES.indexOf(task.state);
  out[index] = (out[index] as Cycles) + w.now - task.since;
  return out;
}

/** Instructions that the task on a pCPU has executed in the interval that is open there. */
function workIn(w: World, p: Int): Cycles {
  const { interval, task, since } = pcpuOf(w, p);
  if (interval !== 'warm' && interval !== 'burst') return 0;
  const { guest, kernelBp } = taskOf(w, task);
  const mode = modeOf(w, guest);
  const elapsed = w.now - since;
  return instructions(mode, interval === 'warm' ? warmPart(elapsed).useful : untaxed(mode, kernelBp, elapsed));
}

/** Work of guest g so far, as cycles that it would take on the bare machine: its instructions, and operations that are done. */
export function workOf(w: World, g: Int): Cycles {
  const { firstTask, vcpus } = compiledOf(w, g);
  let work = guestOf(w, g).work;
  for (let t = firstTask; t < firstTask + vcpus; t++) {
    const { pcpu } = taskOf(w, t);
    if (pcpu !== NONE) work += workIn(w, pcpu);
  }
  return work;
}

/**
 * The event queue: a winner tree over a fixed set of slots, ordered by (time, slot).
 *
 * Every thing that can happen has a slot of its own which holds one time or NEVER. Setting a slot overwrites it, so there
 * are no stale entries, the number of pending events is bounded when the world is made, and equal times have an order
 * that does not depend on history. Each inner node holds the slot that wins its subtree. A change climbs: at each node
 * whoever won below meets the winner of the neighbouring subtree, until the winner stays the same.
 */
import type { Queue } from './state.ts';
import { type Cycles, type Int, NEVER } from './types.ts';

/** A queue of `slots` slots, all NEVER. */
export function createQueue(slots: Int): Queue {
  let size = 1;
  while (size < slots) size *= 2;
  const win = new Int32Array(2 * size);
  for (let i = 0; i < size; i++) win[size + i] = i;
  for (let node = size - 1; node >= 1; node--) win[node] = win[2 * node] ?? 0;
  return { time: new Float64Array(size).fill(NEVER), win };
}

/** Slot `slot` is to fire at `at`. */
export function setSlot({ time, win }: Queue, slot: Int, at: Cycles): void {
  if (time[slot] === at) return;
  time[slot] = at;
  let winner = slot;
  let earliest = at;
  for (let node = slot + time.length; node > 1; node >>= 1) {
    const rival = win[node ^ 1] as Int;
    const other = time[rival] as Cycles;
    if (other < earliest || (other === earliest && rival < winner)) {
      winner = rival;
      earliest = other;
    }
    const parent = node >> 1;
    if (winner === win[parent] && winner !== slot) return;
    win[parent] = winner;
  }
}

/** The slot that fires next; read its time from `time`. */
export function nextSlot(queue: Queue): Int {
  return queue.win[1] as Int;
}

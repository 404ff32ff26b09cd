/** Which glyph stands for which exit. */
import type { Id, Op } from '../sim/index.ts';
import type { Glyph } from './bake/glyphs.ts';

/** By the reason that the cost model gives to the exit … */
const BY_REASON: Readonly<Record<Id, Glyph>> = {
  privileged: 'privileged',
  pageTable: 'pageTable',
  fault: 'fault',
  ioRead: 'read',
  ioWrite: 'write',
  hypercall: 'hypercall',
  halt: 'halt',
  timer: 'timer',
};

/** … and, for reasons that a level brings along, by the operation that the guest attempted. */
const BY_OP: Readonly<Partial<Record<Op, Glyph>>> = {
  ptWrite: 'pageTable',
  ptMap: 'pageTable',
  ptUnmap: 'pageTable',
  contextSwitch: 'pageTable',
  tlbFlush: 'pageTable',
  pageFault: 'fault',
  exception: 'fault',
  portIn: 'read',
  mmio: 'read',
  blockRead: 'read',
  packetIn: 'read',
  portOut: 'write',
  blockWrite: 'write',
  packetOut: 'write',
  halt: 'halt',
  setTimer: 'timer',
  readClock: 'timer',
  syscall: 'privileged',
  irqMask: 'privileged',
  identify: 'privileged',
  msrWrite: 'privileged',
  interruptReturn: 'privileged',
};

export const glyphOf = (reason: Id, op?: Op): Glyph => BY_REASON[reason] ?? (op ? BY_OP[op] : undefined) ?? 'other';

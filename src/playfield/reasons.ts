/** Which glyph stands for which exit. */
import { type Glyph, REASONS } from '../levels/reasons.ts';
import type { Id, Op } from '../sim/index.ts';

/** By the operation that the guest attempted, for reasons that the table does not have. */
const BY_OP: Readonly<Partial<Record<Op, Glyph>>> = {
  ptWrite: 'mapping',
  ptMap: 'mapping',
  ptUnmap: 'mapping',
  contextSwitch: 'mapping',
  tlbFlush: 'mapping',
  pageFault: 'exception',
  exception: 'exception',
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
  syscall: 'instruction',
  irqMask: 'instruction',
  identify: 'instruction',
  msrWrite: 'instruction',
  interruptReturn: 'instruction',
};

export const glyphOf = (reason: Id, op?: Op): Glyph =>
  REASONS.reasons.get(reason)?.glyph ?? (op ? BY_OP[op] : undefined) ?? 'other';

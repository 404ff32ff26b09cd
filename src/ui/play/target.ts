/**
 * The things on the stage that can be focused, chosen and inspected.
 */
import type { Id, Int } from '../../sim/index.ts';

export const SHARED_THINGS = ['runQueue', 'pageCache', 'kernelLocks'] as const;
export type SharedThing = (typeof SHARED_THINGS)[number];

export type Target =
  | { kind: 'guest'; guest: Int }
  /** one chip of a guest that has several */
  | { kind: 'vcpu'; task: Int; guest: Int }
  | { kind: 'socket'; pcpu: Int }
  | { kind: 'deck'; pcpu: Int }
  /** a held or parked exit */
  | { kind: 'exit'; task: Int }
  | { kind: 'interrupt'; guest: Int; line: Id }
  | { kind: 'wire'; reason: Id }
  | { kind: 'latch' }
  | { kind: 'device'; device: Id }
  | { kind: 'kernel'; kernel: Id }
  | { kind: 'hypercall'; handler: Id }
  | { kind: 'shared'; what: SharedThing };

/** One string per thing: the DOM id of its control, and what two targets are compared by. */
export function keyOf(target: Target): string {
  switch (target.kind) {
    case 'guest':
      return `guest-${target.guest}`;
    case 'vcpu':
      return `vcpu-${target.task}`;
    case 'socket':
      return `socket-${target.pcpu}`;
    case 'deck':
      return `deck-${target.pcpu}`;
    case 'exit':
      return `exit-${target.task}`;
    case 'interrupt':
      return `interrupt-${target.guest}-${target.line}`;
    case 'wire':
      return `wire-${target.reason}`;
    case 'latch':
      return 'latch';
    case 'device':
      return `device-${target.device}`;
    case 'kernel':
      return `kernel-${target.kernel}`;
    case 'hypercall':
      return `hypercall-${target.handler}`;
    case 'shared':
      return `shared-${target.what}`;
  }
}

export const same = (a: Target | null, b: Target | null): boolean =>
  a === b || (a !== null && b !== null && keyOf(a) === keyOf(b));

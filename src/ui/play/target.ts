/**
 * The things on the stage that can be focused, chosen and inspected. Each part adds its kinds to `Targets`, with what
 * tells one thing of the kind from another.
 *
 * ```ts
 * declare module '../target.ts' {
 *   interface Targets { wire: { reason: Id } }
 * }
 * ```
 */

import type { Int } from '../../sim/index.ts';

// biome-ignore lint/suspicious/noEmptyInterface: open on purpose
export interface Targets {}
export type Kind = keyof Targets;
export type TargetOf<K extends Kind> = Readonly<{ kind: K } & Targets[K]>;
export type Target = { [K in Kind]: TargetOf<K> }[Kind];

/** One string per thing: the DOM id of its control, and what two targets are compared by. */
export function keyOf({ kind, ...which }: Target): string {
  const names = Object.entries(which).sort(([a], [b]) => (a < b ? -1 : 1));
  return [kind, ...names.map(([, value]) => value)].join('-');
}

/** The guest that a thing is, or belongs to; null where it is nobody's. */
export const guestIn = (target: Target | null): Int | null =>
  target !== null && 'guest' in target ? target.guest : null;

export const same = (a: Target | null, b: Target | null): boolean =>
  a === b || (a !== null && b !== null && keyOf(a) === keyOf(b));

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

export const same = (a: Target | null, b: Target | null): boolean =>
  a === b || (a !== null && b !== null && keyOf(a) === keyOf(b));

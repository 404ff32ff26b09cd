/**
 * Saves of earlier versions → the present one, step by step. `MIGRATIONS[n]` turns version n into version n + 1; each has
 * a golden file in tests/session/golden that it must read for ever.
 */
export type Migrations = Readonly<Record<number, (save: unknown) => unknown>>;

export const VERSION = 1;
export const MIGRATIONS: Migrations = {};

/** Null when a step is missing. The steps must accept anything: what they return is validated afterwards. */
export function migrate(save: unknown, from: number, to = VERSION, steps = MIGRATIONS): { save: unknown } | null {
  let current = save;
  for (let version = from; version < to; version++) {
    const step = steps[version];
    if (!step) return null;
    current = step(current);
  }
  return { save: current };
}

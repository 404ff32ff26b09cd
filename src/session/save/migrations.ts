/**
 * Saves of earlier versions → the present one, step by step. `MIGRATIONS[n]` turns version n into version n + 1; each has
 * a golden file in tests/session/golden that it must read for ever.
 */
import { placeOfTyped } from './typedKeys.ts';

export type Migrations = Readonly<Record<number, (save: unknown) => unknown>>;

export const VERSION = 3;
export const MIGRATIONS: Migrations = { 1: withoutSeeds, 2: keysByPlace };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Version 1 had room for a seed beside each level's tries. Nothing ever wrote it: every try has its own. */
function withoutSeeds(save: unknown): unknown {
  if (!isRecord(save) || !isRecord(save.levels)) return save;
  const levels = Object.entries(save.levels).map(([id, level]) => {
    if (!isRecord(level)) return [id, level];
    const { seed: _, ...rest } = level;
    return [id, rest];
  });
  return { ...save, levels: Object.fromEntries(levels) };
}

/** Version 2 named the keys of actions by what they type; now they are named by where they stand. */
function keysByPlace(save: unknown): unknown {
  if (!isRecord(save) || !isRecord(save.settings)) return save;
  const settings = Object.entries(save.settings).map(([name, stamped]) => {
    if (!name.startsWith('key.') || !isRecord(stamped) || typeof stamped.value !== 'string') return [name, stamped];
    return [name, { ...stamped, value: placeOfTyped(stamped.value) }];
  });
  return { ...save, settings: Object.fromEntries(settings) };
}

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

/**
 * What the game remembers in the browser: progress per level, and settings.
 *
 * Two open tabs both write, and neither may lose what the other knows. So a save is made of parts of which any two can be
 * joined (merge.ts): maxima, unions, and values stamped with a counter of which the later wins.
 */
import * as v from 'valibot';
import type { Id, Int } from '../../sim/index.ts';
import { id, int, LIMITS, list, record, seed } from '../untrusted.ts';

/** how much is kept; the newest tries stay */
export const CAPS = { levels: 200, tries: 60, metrics: 32, answers: 16, settings: 100, text: 200 } as const;

/** The value with the greater `n` is the later one. */
export type Stamped<T> = { n: Int; value: T };
export type Setting = string | number | boolean;

/** A finished run. `n` counts the tries of the level, `id` is the run's last fingerprint. */
export type Try = { n: Int; id: string; seed: Int; stars: Int; straight: boolean; metrics: Record<Id, Int> };

export type LevelProgress = {
  /** best stars, and best stars of a run that never went back */
  stars: Int;
  straight: Int;
  tutorialSeen: boolean;
  /** newest first */
  tries: Try[];
  /** latest answer to each prediction question */
  answers: Record<Id, Stamped<Id>>;
};

/** `epoch` counts how often progress was erased on purpose: levels of an earlier epoch are not joined in again. */
export type Save = { epoch: Int; levels: Record<Id, LevelProgress>; settings: Record<Id, Stamped<Setting>> };

const counter = int(0, 1e9);
const stars = int(0, 3);
const stamped = <T extends v.GenericSchema>(value: T) => v.strictObject({ n: counter, value });

const attempt: v.GenericSchema<unknown, Try> = v.strictObject({
  n: counter,
  id,
  seed,
  stars,
  straight: v.boolean(),
  metrics: record(int(-LIMITS.cycles, LIMITS.cycles), CAPS.metrics),
});

const levelProgress: v.GenericSchema<unknown, LevelProgress> = v.strictObject({
  stars,
  straight: stars,
  tutorialSeen: v.boolean(),
  tries: list(attempt, CAPS.tries),
  answers: record(stamped(id), CAPS.answers),
});

const setting = v.union([v.boolean(), v.pipe(v.number(), v.finite()), v.pipe(v.string(), v.maxLength(CAPS.text))]);

export const saveSchema: v.GenericSchema<unknown, Save> = v.strictObject({
  epoch: counter,
  levels: record(levelProgress, CAPS.levels),
  settings: record(stamped(setting), CAPS.settings),
});

export const emptySave = (): Save => ({ epoch: 0, levels: {}, settings: {} });
export const emptyLevel = (): LevelProgress => ({
  stars: 0,
  straight: 0,
  tutorialSeen: false,
  tries: [],
  answers: {},
});

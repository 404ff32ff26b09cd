/**
 * What the game remembers in the browser: progress per level, and settings.
 *
 * Two open tabs both write, and neither may lose what the other knows. So a save is made of parts of which any two can be
 * joined (merge.ts): maxima, unions, and values stamped with a counter of which the later wins.
 *
 * One schema is for reading and for writing: what `fitted` lets through can be read again.
 */
import * as v from 'valibot';
import type { Id, Int } from '../../sim/index.ts';
import { check, id, list, mapOf, seed } from '../untrusted.ts';

/** How much is kept; the newest tries stay. `allTries`: of all levels together, so that the text has a bound. */
export const CAPS = {
  levels: 200,
  tries: 60,
  allTries: 600,
  metrics: 32,
  answers: 16,
  settings: 100,
  text: 200,
} as const;

/** The value with the greater `n` is the later one. */
export type Stamped<T> = { n: Int; value: T };
export type Setting = string | number | boolean;

/** A finished run. `n` counts the tries of the level, `id` is the run's last fingerprint. */
export type Try = { n: Int; id: string; seed: Int; stars: Int; straight: boolean; metrics: ReadonlyMap<Id, Int> };

export type LevelProgress = {
  /** best stars, and best stars of a run that never went back */
  stars: Int;
  straight: Int;
  tutorialSeen: boolean;
  /** newest first */
  tries: readonly Try[];
  /** latest answer to each prediction question */
  answers: ReadonlyMap<Id, Stamped<Id>>;
};

/** `epoch` counts how often progress was erased on purpose: levels of an earlier epoch are not joined in again. */
export type Save = {
  epoch: Int;
  levels: ReadonlyMap<Id, LevelProgress>;
  settings: ReadonlyMap<Id, Stamped<Setting>>;
};

/**
 * A counter that goes up by one. Nobody counts this far, so one that stands beyond is forged or damaged; it is taken back
 * to where there is room above it, or what is counted next could not be told from it.
 */
const FAR = 1e12;
export const near = (n: Int): Int => (n > 2 * FAR ? FAR : n);

const whole = v.pipe(v.number(), v.safeInteger());
const counter = v.pipe(whole, v.minValue(0), v.transform(near));
const stars = v.pipe(whole, v.minValue(0), v.maxValue(3));
const stamped = <T>(value: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, Stamped<T>> =>
  v.strictObject({ n: counter, value });

const attempt: v.GenericSchema<unknown, Try> = v.strictObject({
  n: counter,
  id,
  seed,
  stars,
  straight: v.boolean(),
  metrics: mapOf(whole, CAPS.metrics),
});
const answer = stamped(id);

const levelProgress: v.GenericSchema<unknown, LevelProgress> = v.strictObject({
  stars,
  straight: stars,
  tutorialSeen: v.boolean(),
  tries: list(attempt, CAPS.tries),
  answers: mapOf(answer, CAPS.answers),
});

const setting = stamped(
  v.union([v.boolean(), v.pipe(v.number(), v.finite()), v.pipe(v.string(), v.maxLength(CAPS.text))]),
);

export const saveSchema: v.GenericSchema<unknown, Save> = v.strictObject({
  epoch: counter,
  levels: mapOf(levelProgress, CAPS.levels),
  settings: mapOf(setting, CAPS.settings),
});

export const emptySave = (): Save => ({ epoch: 0, levels: new Map(), settings: new Map() });
export const emptyLevel = (): LevelProgress => ({
  stars: 0,
  straight: 0,
  tutorialSeen: false,
  tries: [],
  answers: new Map(),
});

/** A save as JSON writes it: maps as objects. */
export const jsonOf = (save: Save): string =>
  JSON.stringify(save, (_, value: unknown) => (value instanceof Map ? Object.fromEntries(value) : value));

/** The items that the schema lets through, as it reads them. */
function fitting<T>(schema: v.GenericSchema<unknown, T>, items: Iterable<readonly [Id, unknown]>): [Id, T][] {
  return [...items].flatMap(([name, item]) => {
    const read = check(schema, item);
    return read.ok && v.is(id, name) ? [[name, read.value]] : [];
  });
}

const entriesOf = (data: unknown): [Id, unknown][] =>
  typeof data === 'object' && data !== null ? Object.entries(data) : [];

/** What can be kept of a level of which something cannot: its stars first of all. */
function fitLevel(data: unknown): LevelProgress {
  const part = new Map(entriesOf(data));
  const starsIn = (name: string): Int => {
    const read = check(stars, part.get(name));
    return read.ok ? read.value : 0;
  };
  return {
    stars: starsIn('stars'),
    straight: starsIn('straight'),
    tutorialSeen: part.get('tutorialSeen') === true,
    tries: fitting(
      attempt,
      entriesOf(part.get('tries')).map(([, one]) => ['try', one]),
    )
      .map(([, one]) => one)
      .slice(0, CAPS.tries),
    answers: new Map(fitting(answer, entriesOf(part.get('answers'))).slice(0, CAPS.answers)),
  };
}

/** A save that can be read once it is written: what the schema does not let through is left out, and nothing else. */
export function fitted(save: Save): Save {
  const json = jsonOf(save);
  const data: unknown = JSON.parse(json);
  const read = check(saveSchema, data);
  if (read.ok) return jsonOf(read.value) === json ? save : read.value;
  const part = new Map(entriesOf(data));
  const epoch = check(counter, part.get('epoch'));
  const levels = entriesOf(part.get('levels')).filter(([name]) => v.is(id, name));
  return {
    epoch: epoch.ok ? epoch.value : 0,
    levels: new Map(levels.map(([name, level]) => [name, fitLevel(level)])),
    settings: new Map(fitting(setting, entriesOf(part.get('settings')))),
  };
}

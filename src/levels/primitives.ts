/** The smallest schemas, from which all others are made: bounded integers, ids, lists and records. */
import * as v from 'valibot';
import { LIMITS } from './limits.ts';

/** a safe integer between `least` and `most`, both included */
export const int = (least: number, most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most));

/** a span or a point of time, in cycles */
export const cycles = int(0, LIMITS.cycles);
/** a span that has to take time */
export const span = int(1, LIMITS.cycles);
/** a share in basis points; 40000 = four processors' worth */
export const basisPoints = (most = 10_000) => int(0, most);

/** a word that may become part of a key or a path: no separators, no dot at either end */
const ID = /^[A-Za-z0-9](?:[A-Za-z0-9._+-]*[A-Za-z0-9+])?$/;
export const id = v.pipe(v.string(), v.maxLength(LIMITS.idLength), v.regex(ID));

export const list = <T extends v.GenericSchema>(item: T, most: number, least = 0) =>
  v.pipe(v.array(item), v.minLength(least), v.maxLength(most));

export const record = <T extends v.GenericSchema>(value: T, most: number) =>
  v.pipe(v.record(id, value), v.maxEntries(most));

/**
 * Shapes told apart by the key that only one of them has, so that a problem is reported where it sits and not as "none of
 * the shapes". Data with none of the keys is checked against the first shape.
 */
export const byKey = <T>(
  shapes: Readonly<Record<string, v.GenericSchema<unknown, T>>>,
): v.GenericSchema<unknown, T> => {
  const [first] = Object.values(shapes);
  if (!first) throw new Error('no shapes');
  return v.lazy((input) => {
    const key = Object.keys(shapes).find((name) => typeof input === 'object' && input !== null && name in input);
    return (key === undefined ? undefined : shapes[key]) ?? first;
  });
};

/** sentences by key; keys follow from ids ("guest.desk", "goal.alive") */
export const words = record(v.pipe(v.string(), v.maxLength(LIMITS.wordLength)), LIMITS.words);

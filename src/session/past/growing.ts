/**
 * A list that only grows, as it stood at some moment: the items are shared, the count is one's own.
 *
 * A copy therefore costs two words however long the list is. Whoever goes on from a copy writes over what lies beyond its
 * count. That harms no other copy: replaying the same commands writes equal items there, and playing on otherwise gives up
 * every moment that lay ahead.
 */
import type { Int } from '../../sim/index.ts';

export type Growing<T> = { readonly items: T[]; count: Int };

export const growing = <T>(): Growing<T> => ({ items: [], count: 0 });

export function grow<T>(list: Growing<T>, item: T): void {
  list.items[list.count++] = item;
}

export const copyGrowing = <T>({ items, count }: Growing<T>): Growing<T> => ({ items, count });

/** What the list holds at this moment, as an array of one's own. */
export const grown = <T>({ items, count }: Growing<T>): T[] => items.slice(0, count);

/**
 * The parts that every machine has: guests, who runs where, how it ends. They come with the play screen; all others are
 * fetched together, by the first level that has one of them. So the first level is not slower for every level after it.
 */
import type { SessionPart } from './part.ts';
import { PARTS } from './parts/index.ts';
import type { View } from './view-model.ts';

/** In no level can one of these be missing, since none has a view of its own that could be null. */
export const BASIC_PARTS = ['guests', 'interrupts', 'outcome', 'scheduling'] as const;

const isBasic = (name: string): boolean => BASIC_PARTS.some((basic) => basic === name);

/**
 * Is there a part in this run that does not come with the play screen?
 * @param view of any moment: what a level has, it has from its beginning to its end
 */
export function hasMore({ verbs, parts }: Pick<View, 'verbs' | 'parts'>): boolean {
  const all: Readonly<Record<string, Pick<SessionPart, 'verbs'>>> = PARTS;
  const shown = Object.values(parts).some((own) => own !== null);
  return (
    shown ||
    Object.entries(all).some(([name, part]) => !isBasic(name) && part.verbs.some((verb) => verbs.includes(verb)))
  );
}

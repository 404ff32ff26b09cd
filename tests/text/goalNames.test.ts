/** Names of goals stand whole in the strip of the play screen, down to 960 × 540 pixels, where they were measured. */
import { expect, test } from 'vitest';
import { allWords } from '../../src/text/whole.ts';
import { levelIds, readJson, wordsOf } from './data.ts';

type Goal = { metric: string; of?: string; unit: 'bp' | 'ns' | 'count' | 'lines' };
type File = { setup: { goals: Goal[]; guests: { id: string }[] } };

/** pixels of all goals together, between two of them, of a letter and of a digit */
const [ROOM, GAP, LETTER, DIGIT] = [365, 10.5, 5, 8];
/** where so many stand side by side, names have a line of their own (goalStrip.tsx) */
const MANY = 4;
const DIGITS = { bp: 5, ns: 7, count: 3, lines: 6 } as const;

function widthOf({ metric, of, unit }: Goal, { setup }: File, many: boolean, level: string): number {
  const name = allWords[`metric.${metric}.short`] ?? '';
  const whose = setup.guests.some(({ id }) => id === of) ? (wordsOf(level).words[`guest.${of}`] ?? '') : '';
  const words = (name.length + whose.length + (whose === '' ? 0 : 1)) * LETTER;
  return many ? words : words + DIGITS[unit] * DIGIT;
}

test.each(levelIds)('the names of the goals of %s fit beside each other', (level) => {
  const file = readJson(`levels/${level}/level.json`) as File;
  const columns = [...new Map(file.setup.goals.map((goal) => [`${goal.metric}.${goal.of}`, goal])).values()];
  const names = columns.map((goal) => widthOf(goal, file, columns.length >= MANY, level));
  expect(names.every((width) => width > 0)).toBe(true);
  expect(names.reduce((sum, width) => sum + width + GAP, -GAP)).toBeLessThanOrEqual(ROOM);
});

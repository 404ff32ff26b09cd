import { describe, expect, test } from 'vitest';
import type { Figure } from '../../src/text/figures.ts';
import { figures, levelIds, questions, wordsOf } from './data.ts';
import { answersOf, measuredOf, type QuestionRule, rightAnswer } from './rightAnswer.ts';

const row = (id: string, value: number): [string, Figure] => [
  id,
  { id, value, technique: '-', operation: '-', unit: 'us', hardware: '-', source: '-', table: '-', status: 'primary' },
];
const few = new Map([row('a', 2), row('b', 10), row('c', 30)]);
const answers = [{ id: 'low', below: 4 }, { id: 'middle', below: 15 }, { id: 'high' }];

describe('the right answer follows from the figures', () => {
  test.each<[string, QuestionRule, string | null, number | null]>([
    ['a figure', { figure: 'b', answers }, 'middle', 10],
    ['a figure on the border', { figure: 'b', answers: [{ id: 'low', below: 10 }, { id: 'high' }] }, 'high', 10],
    ['a ratio', { ratio: ['c', 'a'], answers }, 'high', 15],
    ['a small ratio', { ratio: ['c', 'b'], answers }, 'low', 3],
    [
      'the largest',
      {
        largest: [
          { id: 'x', ratio: ['b', 'a'] },
          { id: 'y', ratio: ['c', 'b'] },
        ],
      },
      'x',
      null,
    ],
    ['a figure that is missing', { figure: 'nothing', answers }, null, null],
    ['a comparison with one missing', { largest: [{ id: 'x', ratio: ['nothing', 'a'] }] }, null, null],
  ])('%s', (_, rule, right, measured) => {
    expect(rightAnswer(rule, few)).toBe(right);
    expect(measuredOf(rule, few)).toBe(measured);
  });
});

describe.each(levelIds)('the question of %s', (level) => {
  const question = questions[level];
  const { words } = wordsOf(level);

  test('has words for itself, for each answer and for the explanation', () => {
    const { id, rule } = question ?? { id: '', rule: { largest: [] } };
    const keys = [`question.${id}`, `explain.${id}`, ...answersOf(rule).map((answer) => `answer.${answer}`)];
    expect(keys.filter((key) => words[key] === undefined)).toEqual([]);
    expect(answersOf(rule).length).toBeGreaterThanOrEqual(3);
  });

  test('has a right answer', () => {
    expect(question && rightAnswer(question.rule, figures)).toEqual(expect.any(String));
  });
});

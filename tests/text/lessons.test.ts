/** The pages for teachers: one page each, with every number beside the id of the figure that it must equal. */
import { describe, expect, test } from 'vitest';
import { figures, guideNodes, guideWords, levelIds, readText, wordCount, wordsOf } from './data.ts';

const SECTIONS = [
  'Goal',
  'Objectives',
  'Vocabulary',
  'Warm-up without a computer',
  'Predict, then run',
  'Discuss',
  'Answer key',
  'Further',
];
const UNITS: Readonly<Record<string, string>> = { µs: 'us', ms: 'ms', cycles: 'cycles', '%': '%', lines: 'lines' };
const NUMBER = /(\d[\d,.]*)\s?(µs|ms|cycles|%|lines)\b(?:\s+\(`([^`]+)`\))?|(\d[\d,.]*)(%)(?:\s+\(`([^`]+)`\))?/g;

const names = new Set(
  guideNodes
    .flatMap(({ id }) => [guideWords[id]?.title ?? '', ...(guideWords[id]?.aliases ?? [])])
    .map((name) => name.toLowerCase()),
);

/** Measured numbers of a text that do not stand beside the figure that they are. */
function unproven(text: string): string[] {
  return [...text.matchAll(NUMBER)].flatMap(([all, n, unit, id, n2, unit2, id2]) => {
    const figure = figures.get(id ?? id2 ?? '');
    const value = Number((n ?? n2 ?? '').replaceAll(',', ''));
    return figure?.value === value && figure.unit === UNITS[unit ?? unit2 ?? ''] ? [] : [all];
  });
}

describe.each(levelIds)('the lesson of %s', (level) => {
  const lesson = readText(`levels/${level}/lesson.md`);
  const section = (name: string): string => lesson.split(`## ${name}\n`)[1]?.split('\n## ')[0] ?? '';

  test('has its title, and its sections in order', () => {
    expect(lesson.split('\n')[0]).toBe(`# Level ${Number(level.slice(0, 2))}: ${wordsOf(level).words.title}`);
    expect([...lesson.matchAll(/^## (.*)$/gm)].map((match) => match[1])).toEqual(SECTIONS);
  });

  test('fits on a page', () => {
    expect(wordCount(lesson)).toBeLessThanOrEqual(560);
  });

  test('has a vocabulary that the field guide explains', () => {
    const terms = [...section('Vocabulary').matchAll(/\*\*([^*]+)\*\*/g)].map((match) => match[1] ?? '');
    expect(terms.length).toBeGreaterThanOrEqual(6);
    expect(terms.filter((term) => !names.has(term.toLowerCase()))).toEqual([]);
  });

  test('answers every question that it asks', () => {
    const numbered = (name: string) => [...section(name).matchAll(/^\d\. /gm)].length;
    expect(numbered('Answer key')).toBe(numbered('Predict, then run'));
  });

  test('proves its numbers', () => {
    expect(unproven(lesson)).toEqual([]);
  });

  test('plays its own level', () => {
    const played = [...lesson.matchAll(/sim -- play (\S+)/g)].map((match) => match[1]);
    expect(new Set(played)).toEqual(new Set([level]));
  });
});

test('a number without its figure, with a wrong value, or in a wrong unit is caught', () => {
  expect(
    unproven('It took 5 µs, then 2,031 cycles (`aa06.rdtsc.te`), then 2,030 µs (`aa06.rdtsc.te`), or 3%.'),
  ).toHaveLength(4);
  expect(unproven('It took 2,030 cycles (`aa06.rdtsc.te`) and lost 2% (`felt.mysql.docker`).')).toEqual([]);
});

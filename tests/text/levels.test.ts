/** The words of the four levels: complete, short, and with numbers from published figures only. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CATEGORIES, type LevelFile } from '../../src/sim/index.ts';
import { figuresOf, placeholdersOf } from '../../src/text/figures.ts';
import { allWords } from '../../src/text/whole.ts';
import { longerThan, typewriter, untidy } from './checks.ts';
import { figures, guideNodes, guideWords, LEVELS, levelIds, questions, readJson, wordCount, wordsOf } from './data.ts';
import { answersOf, rightAnswer } from './rightAnswer.ts';

const english = allWords;
const ALWAYS = ['title', 'idea', 'timed', 'new', 'cost', 'published', 'aside'];
/** what the screens put in, by the beginning of the key */
const ARGUMENTS: readonly [prefix: string, names: readonly string[]][] = [
  ['goal.', ['target']],
  ['said.', ['time']],
  ['knob.', ['time']],
  ['step.', ['guest', 'kernel', 'call', 'target']],
  ['explain.', CATEGORIES],
  ['gear.', ['calls', 'misses', 'mapping', 'faults', 'packets', 'key']],
];

/** every word that leads to an entry of the guide, in lower case */
const known = new Set(
  guideNodes.flatMap(({ id }) =>
    [guideWords[id]?.title ?? '', ...(guideWords[id]?.aliases ?? [])].map((name) => name.toLowerCase()),
  ),
);
/** abbreviations that are units, names or plain English */
const PLAIN = new Set(['API', 'ARM', 'CP-67', 'KVM', 'LXC', 'OpenVZ', 'QEMU', 'VE', 'VMware', 'XP']);

describe.each(levelIds)('the words of %s', (level) => {
  const { words, figures: listed, language } = wordsOf(level);

  test('are complete', () => {
    expect(language).toBe('en');
    expect(ALWAYS.filter((key) => words[key] === undefined)).toEqual([]);
    expect(words.title).toBe(english[`map.level.${level}.title`]);
  });

  test('name the year of the map', () => {
    expect(words.idea).toBe(`Idea ${english[`map.level.${level}.idea`]}`);
  });

  test('are short', () => {
    expect(longerThan(words, /^step\./, 8)).toEqual([]);
    expect(longerThan(words, /^said\.|^role\.|^goal\.[^.]+$/, 8)).toEqual([]);
    expect(longerThan(words, /^(new|cost|question|hint)\b/, 36)).toEqual([]);
    expect(longerThan(words, /^(explain|published)\b/, 75)).toEqual([]);
    expect(wordCount(words.aside ?? '')).toBeLessThanOrEqual(16);
  });

  test('are typeset', () => {
    expect(untidy(words)).toEqual([]);
    expect(typewriter(words)).toEqual([]);
  });

  test('list exactly the figures that they show, and each was published as a number', () => {
    const shown = new Set(Object.values(words).flatMap(figuresOf));
    expect([...listed].sort()).toEqual([...shown].sort());
    expect(listed.filter((id) => figures.get(id)?.value === undefined)).toEqual([]);
  });

  test('ask for no argument that the screens do not give', () => {
    const open = Object.entries(words).flatMap(([key, text]) => {
      const given = ARGUMENTS.find(([prefix]) => key.startsWith(prefix))?.[1] ?? [];
      return placeholdersOf(text)
        .filter((name) => !/^(fig|ratio):/.test(name) && !given.includes(name))
        .map((name) => `${key}: ${name}`);
    });
    expect(open).toEqual([]);
  });

  test('type no measured number', () => {
    const typed = Object.entries(words).filter(([, text]) =>
      /\d[\d,.]*\s?(µs|ms|ns|cycles|%)/.test(text.replace(/\{\{[^}]*\}\}/g, '')),
    );
    expect(typed).toEqual([]);
  });

  test('use no abbreviation that the field guide cannot explain', () => {
    const all = Object.values(words)
      .join(' ')
      .replace(/\{\{[^}]*\}\}/g, '');
    const abbreviations = [...all.matchAll(/\b[A-Za-z]*[A-Z]{2,}[\w-]*/g)].map(([word]) => word);
    expect(abbreviations.filter((word) => !known.has(word.toLowerCase()) && !PLAIN.has(word))).toEqual([]);
  });
});

/** A number that is nought may be said in words ("No guest gives up."); any other is taken from the data. */
test('goals say their targets', () => {
  const silent = levelIds.flatMap((level) => {
    const path = `levels/${level}/level.json`;
    if (!existsSync(path)) return [];
    const file = readJson(path) as LevelFile;
    const { words } = wordsOf(level);
    return file.setup.goals
      .filter(({ id }) => !placeholdersOf(words[`goal.${id}.says`] ?? '').includes('target'))
      .filter((goal) => goal.atMost !== 0)
      .map(({ id }) => `${level}: ${id}`);
  });
  expect(silent).toEqual([]);
});

/** Levels whose set-up exists; the words of the others wait for it. */
const built = levelIds.filter((level) => existsSync(join(LEVELS, level, 'level.json')));

test('words and set-up of each level fit together', () => {
  const problems = built.flatMap((level) => {
    const file = readJson(`levels/${level}/level.json`) as LevelFile;
    const { words } = wordsOf(level);
    const question = questions[level];
    const right = question && rightAnswer(question.rule, figures);
    const needed = [
      ...file.setup.guests.flatMap(({ id }) => [`guest.${id}`, `role.${id}`]),
      ...file.setup.goals.flatMap(({ id }) => [`goal.${id}`, `goal.${id}.says`]),
      ...file.steps.map(({ id }) => `step.${id}`),
      ...file.hints.map((id) => `hint.${id}`),
      ...(file.setup.tunables ?? []).flatMap(({ knob }) => [`knob.${knob}`, `knob.${knob}.says`]),
      ...file.question.answers.map((id) => `answer.${id}`),
      `question.${file.question.id}`,
      `explain.${file.question.id}`,
    ];
    const idle = Object.keys(words).filter(
      (key) =>
        /^(guest|goal|step|hint|answer|question|explain)\./.test(key) &&
        !needed.includes(key) &&
        !file.setup.goals.some(({ id }) => key === `hint.for.${id}`),
    );
    return [
      ...needed.filter((key) => words[key] === undefined).map((key) => `${level}: no words for ${key}`),
      ...idle.map((key) => `${level}: nobody says ${key}`),
      ...(file.question.right === right ? [] : [`${level}: the right answer is ${right}, not ${file.question.right}`]),
      ...(question && 'own' in question.rule && JSON.stringify(question.rule.own) !== JSON.stringify(file.question.own)
        ? [`${level}: other categories than questions.json`]
        : []),
      ...(question && file.question.answers.join() !== answersOf(question.rule).join()
        ? [`${level}: other answers than questions.json`]
        : []),
      ...file.guide.filter((id) => guideWords[id] === undefined).map((id) => `${level}: no guide entry ${id}`),
      ...file.figures.filter((id) => figures.get(id)?.value === undefined).map((id) => `${level}: no figure ${id}`),
    ];
  });
  expect(problems).toEqual([]);
});

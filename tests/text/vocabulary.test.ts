/** Whatever has an id in the data or in the core has words: nothing on screen is ever a bare id. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SPEEDS } from '../../src/session/contract.ts';
import { CATEGORIES, type CostModel, METRIC_NAMES, VERBS } from '../../src/sim/index.ts';
import { wholeText } from '../../src/text/whole.ts';
import { ACTIONS } from '../../src/ui/settings/keys.ts';
import { LEVELS, readJson, sources } from './data.ts';

const text = wholeText('en');
const MODELS = readdirSync(join(LEVELS, 'costs'))
  .map((name) => readJson(`levels/costs/${name}`) as Partial<CostModel>)
  .filter((model): model is CostModel => model.modes !== undefined);

const handlers = MODELS.flatMap((model) => model.handlers);
const KINDS: readonly [what: string, ids: readonly string[], keys: (id: string) => string[]][] = [
  [
    'category',
    CATEGORIES,
    (id) => [`category.${id}.short`, `category.${id}.long`, `category.${id}.means`, `loss.${id}`],
  ],
  ['cause of a loss', ['ready', 'served', 'putOff', 'request', 'flag', 'panic', 'breakOut'], (id) => [`loss.${id}`]],
  ['verb', VERBS, (id) => [`verb.${id}.name`, `verb.${id}.means`]],
  ['metric', METRIC_NAMES, (id) => [`metric.${id}.short`, `metric.${id}.long`, `metric.${id}.means`]],
  ['speed', SPEEDS.map(String), (id) => [`play.speed.${id}`, `play.speed.${id}.name`]],
  ['action', ACTIONS, (id) => [`help.action.${id}`]],
  ['exit reason', handlers.flatMap(({ reasons }) => reasons), (id) => [`exit.${id}.name`, `exit.${id}.asks`]],
  ['handler', handlers.map(({ id }) => id), (id) => [`handler.${id}.name`, `handler.${id}.does`]],
  ['technique', MODELS.flatMap((model) => Object.keys(model.modes)), (id) => [`mode.${id}`]],
];

describe('everything with an id has words', () => {
  test.each(KINDS)('each %s', (_, ids, keys) => {
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.flatMap(keys).filter((key) => !text.exists(key))).toEqual([]);
  });
});

/** Letters that two lines of a bay hold, beside the effects on two guests; a third line would be cut. */
const BAY = 52;

test('what an answer does fits its bay', () => {
  const ids = [...new Set(handlers.map(({ id }) => id).filter((id) => !id.startsWith('hc.'))), 'park'];
  const words = ids.flatMap((id) =>
    ['does', 'switches'].flatMap((form) =>
      text.exists(`handler.${id}.${form}`) ? [text.word('handler', id, {}, form)] : [],
    ),
  );
  expect(words.length).toBeGreaterThan(ids.length);
  expect(words.filter(({ length }) => length > BAY)).toEqual([]);
});

/** what mechanisms' events ask for, by their records */
const ASKED = /\{ kind: '(\w+)', guest/g;

test('every moment that wants a look has words', () => {
  const kinds = sources('src/sim/mechanisms').flatMap(([, source]) =>
    [...source.matchAll(ASKED)].map(([, kind]) => kind),
  );
  expect(kinds).toContain('exit');
  const keys = kinds.flatMap((kind) => [`play.next.${kind}`, `play.stopped.${kind}`]);
  expect(keys.filter((key) => !text.exists(key))).toEqual([]);
});

/** `no('code'`, `bad('code'`, `fail(build, 'code'`, `code: 'code'`, and functions that answer with a code. */
const CODES = /\b(?:no|bad)\(\s*'(\w+)'|fail\(build, '(\w+)'|\bcode: '([\w.]+)'/g;
const RETURNED = /return '(\w+)'/g;
const codesOf = (files: [string, string][], pattern: RegExp): string[] =>
  files.flatMap(([, source]) => [...source.matchAll(pattern)].map((match) => match.slice(1).find(Boolean) ?? ''));

describe('every code has a sentence', () => {
  const sim = sources('src/sim');
  const session = sources('src/session');
  /** what checks files that come from outside, in the core and around it */
  const border = /src\/sim\/(setup|compile|compileMachine|bounds|checks)\.ts$/;
  const outside = /src\/session\/(?!history\.ts$)/;

  test('refused commands', () => {
    const commands = [...sim, ...session].filter(([path]) => !border.test(path) && !outside.test(path));
    const answers = sim.filter(([path]) => /(porting|modes|handlers)\.ts$/.test(path));
    const codes = [...codesOf(commands, CODES), ...codesOf(answers, RETURNED)];
    expect(codes).toContain('latchFull');
    expect(codes).toContain('logFull');
    expect(codes).toContain('closedKernel');
    expect(codes.filter((code) => !text.exists(`refusal.${code}`))).toEqual([]);
  });

  test('files from outside', () => {
    // formulas are written by the authors of cost models, and answered to them by a test
    const levels = sources('src/levels').filter(([path]) => !path.endsWith('formula.ts'));
    const readers = [...sim, ...session].filter(([path]) => border.test(path) || outside.test(path)).concat(levels);
    const codes = codesOf(readers, CODES);
    expect(codes).toContain('missingStar');
    expect(codes.filter((code) => !text.exists(`problem.${code}`))).toEqual([]);
  });
});

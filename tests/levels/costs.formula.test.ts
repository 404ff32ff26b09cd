import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate, idsOf, MAX_DEPTH, MAX_LENGTH } from '../../src/levels/costs/formula.ts';
import { fromDecimal, type Rational, rational, roundHalfUp } from '../../src/levels/costs/rational.ts';

const HZ = 2_400_000_000;
const FIGURES: Record<string, string> = { 'lm.call': '0.45', 'a-b_c.D': '7', zero: '0', third: '3' };
const lookup = (id: string): Rational | null => fromDecimal(FIGURES[id] ?? '');

/** the formula's value as a rounded integer, or its error */
function value(formula: string): number | null | { code: string; at: number } {
  const result = evaluate(formula, HZ, lookup);
  return result.ok ? roundHalfUp(result.value) : { code: result.code, at: result.at };
}

test.each([
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['10 - 4 - 3', 3],
  ['100 / 10 / 5', 2],
  ['-2 * -(3 + 1)', 8],
  ['[lm.call] * hz / 1000000', 1080],
  ['[a-b_c.D]/[third]*[third]', 7],
  ['1 / 3 + 1 / 3 + 1 / 3', 1],
  ['0.1 + 0.2 - 0.3', 0],
  ['5 / 2', 3],
  ['7 / 2', 4],
  ['-5 / 2', -2],
  ['-7 / 2', -3],
  ['2.4999', 2],
])('%s = %s, rounded once and half up', (formula, expected) => {
  expect(value(formula)).toBe(expected);
});

test.each([
  ['', 'unexpected', 0],
  ['1 +', 'unexpected', 3],
  ['1 2', 'unexpected', 2],
  ['(1', 'unexpected', 2],
  ['1)', 'unexpected', 1],
  ['[lm.call', 'unexpected', 0],
  ['[]', 'unexpected', 0],
  ['[lm call]', 'unexpected', 0],
  ['2 ** 3', 'unexpected', 3],
  ['hzz', 'unexpected', 0],
  ['alert(1)', 'unexpected', 0],
  ['1.2.3', 'badNumber', 0],
  ['1.', 'badNumber', 0],
  ['123456789012345678901', 'badNumber', 0],
  ['1 + [nobody]', 'unknownId', 4],
  ['4 / [zero]', 'divisionByZero', 2],
  ['4 / (2 - 2)', 'divisionByZero', 2],
  [`${'('.repeat(MAX_DEPTH)}1${')'.repeat(MAX_DEPTH)}`, 'tooDeep', MAX_DEPTH],
  [`${'-'.repeat(300)}1`, 'tooDeep', MAX_DEPTH],
  [`1${'+1'.repeat(MAX_LENGTH)}`, 'tooLong', MAX_LENGTH],
])('%s is refused: %s at %i', (formula, code, at) => {
  expect(value(formula)).toEqual({ code, at });
});

test('the ids of a formula are known without evaluating it', () => {
  expect(idsOf('[a.b] + 2 * ([c] - [a.b])')).toEqual(['a.b', 'c', 'a.b']);
  expect(idsOf('[a.b')).toEqual([]);
});

type Tree = number | { sign: '+' | '-' | '*'; left: Tree; right: Tree };

describe('any formula', () => {
  const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      fc.integer({ min: 0, max: 999 }),
      fc.record({ sign: fc.constantFrom('+', '-', '*'), left: tie('tree'), right: tie('tree') }),
    ),
  }));
  const written = (t: Tree): string =>
    typeof t === 'number' ? String(t) : `(${written(t.left)} ${t.sign} ${written(t.right)})`;
  const meant = (t: Tree): bigint => {
    if (typeof t === 'number') return BigInt(t);
    const [left, right] = [meant(t.left), meant(t.right)];
    return t.sign === '+' ? left + right : t.sign === '-' ? left - right : left * right;
  };

  test('over integers gives what BigInt gives', () => {
    fc.assert(
      fc.property(tree, (t) => {
        const formula = written(t);
        fc.pre(formula.length <= MAX_LENGTH);
        const result = evaluate(formula, HZ, lookup);
        expect(result).toEqual({ ok: true, value: { over: meant(t), under: 1n } });
      }),
    );
  });

  test('of any characters ends with a value or a code inside its length', () => {
    const characters = fc.constantFrom(...'0123456789.+-*/()[] hzab_'.split(''));
    fc.assert(
      fc.property(fc.string({ unit: characters, maxLength: MAX_LENGTH + 20 }), (formula) => {
        const result = evaluate(formula, HZ, lookup);
        if (!result.ok) expect(result.at).toBeLessThanOrEqual(formula.length);
      }),
    );
  });

  test('a fraction divided and multiplied by the same comes back exactly', () => {
    const amount = fc.integer({ min: 1, max: 10 ** 9 });
    fc.assert(
      fc.property(amount, amount, amount, (a, b, c) => {
        const result = evaluate(`${a} / ${b} * ${c} / ${c} * ${b}`, HZ, lookup);
        expect(result).toEqual({ ok: true, value: { over: BigInt(a), under: 1n } });
      }),
    );
  });
});

test('halves round upwards, beyond the safe integers nothing is rounded', () => {
  const rounded = (over: bigint, under: bigint): number | null => {
    const fraction = rational(over, under);
    return fraction === null ? null : roundHalfUp(fraction);
  };
  expect([rounded(1n, 2n), rounded(-1n, 2n), rounded(-3n, 2n), rounded(3n, 2n)]).toEqual([1, 0, -1, 2]);
  expect(rounded(2n ** 53n, 1n)).toBeNull();
  expect(rounded(1n, 0n)).toBeNull();
});

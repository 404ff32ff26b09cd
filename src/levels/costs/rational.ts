/**
 * Exact fractions. Costs are made from published figures by formulas; floating point would make 0.45 µs × 2.4 GHz come
 * out next to 1080 instead of at it, and differently in different orders of the same sum. BigInt does not round.
 */

/** a fraction in lowest terms; `under` is above 0 */
export type Rational = { readonly over: bigint; readonly under: bigint };

const magnitude = (n: bigint): bigint => (n < 0n ? -n : n);

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let x = magnitude(a);
  let y = magnitude(b);
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** over / under in lowest terms; null when `under` is 0 */
export function rational(over: bigint, under: bigint): Rational | null {
  if (under === 0n) return null;
  const common = greatestCommonDivisor(over, under) * (under < 0n ? -1n : 1n);
  return { over: over / common, under: under / common };
}

const lowest = (over: bigint, under: bigint): Rational => rational(over, under) ?? { over: 0n, under: 1n };

export const whole = (n: number): Rational => ({ over: BigInt(n), under: 1n });

export const add = (a: Rational, b: Rational): Rational =>
  lowest(a.over * b.under + b.over * a.under, a.under * b.under);
export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b));
export const multiply = (a: Rational, b: Rational): Rational => lowest(a.over * b.over, a.under * b.under);
/** null when b is 0 */
export const divide = (a: Rational, b: Rational): Rational | null => rational(a.over * b.under, a.under * b.over);
export const negate = (a: Rational): Rational => ({ over: -a.over, under: a.under });

const DECIMAL = /^(-?)(\d{1,20})(?:\.(\d{1,20}))?$/;

/** "12.50" → 25/2; null when the text is no plain decimal of at most 20 digits before and after the point */
export function fromDecimal(text: string): Rational | null {
  const match = DECIMAL.exec(text);
  if (match === null) return null;
  const [, sign = '', before = '0', after = ''] = match;
  const value = lowest(BigInt(before + after), 10n ** BigInt(after.length));
  return sign === '' ? value : negate(value);
}

/** The nearest integer, halves upwards: 2.5 → 3, −2.5 → −2. Null beyond the safe integers. */
export function roundHalfUp({ over, under }: Rational): number | null {
  const doubled = 2n * over + under;
  const quotient = doubled / (2n * under);
  const floor = doubled < 0n && doubled % (2n * under) !== 0n ? quotient - 1n : quotient;
  const rounded = Number(floor);
  return Number.isSafeInteger(rounded) ? rounded : null;
}

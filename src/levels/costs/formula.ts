/**
 * Formulas over published figures: how a cost follows from what somebody measured.
 *
 *   sum     = product (('+' | '-') product)*
 *   product = factor (('*' | '/') factor)*
 *   factor  = '-' factor | '(' sum ')' | '[' id ']' | 'hz' | decimal
 *
 * `[id]` is a figure or another cost of the same model, `hz` the clock of the machine: `[x] * hz / 1000000` turns
 * microseconds into cycles. All arithmetic is exact; whoever asks rounds once, at the end.
 *
 * Formulas come from files, so their length and depth are bounded and every failure is a code with a position.
 */
import type { Id, Int } from '../../sim/index.ts';
import { add, divide, fromDecimal, multiply, negate, type Rational, subtract, whole } from './rational.ts';

export const MAX_LENGTH = 400; // characters
export const MAX_DEPTH = 16; // brackets and signs inside each other

export type FormulaCode = 'tooLong' | 'tooDeep' | 'unexpected' | 'badNumber' | 'unknownId' | 'divisionByZero';
/** `at`: index of the offending character */
export type FormulaError = { ok: false; code: FormulaCode; at: Int };
export type Evaluated = { ok: true; value: Rational } | FormulaError;
/** The value of an id, or null if nobody knows it. */
export type Lookup = (id: Id) => Rational | null;

type Token = { kind: 'sign' | 'id' | 'hz' | 'number' | 'end'; text: string; at: Int };

const TOKEN = /\s*(?:([-+*/()])|\[([A-Za-z0-9._-]{1,64})\]|(hz)\b|(\d[\d.]*))/y;
const SPACE_TO_END = /\s*$/y;

function tokenize(formula: string): Token[] | FormulaError {
  if (formula.length > MAX_LENGTH) return { ok: false, code: 'tooLong', at: MAX_LENGTH };
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    SPACE_TO_END.lastIndex = at;
    if (SPACE_TO_END.test(formula)) break;
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(formula);
    if (match === null) return { ok: false, code: 'unexpected', at };
    const [, sign, id, hz, number] = match;
    const text = sign ?? id ?? hz ?? number ?? '';
    const kind = sign !== undefined ? 'sign' : id !== undefined ? 'id' : hz !== undefined ? 'hz' : 'number';
    at = TOKEN.lastIndex;
    tokens.push({ kind, text, at: at - text.length - (kind === 'id' ? 2 : 0) });
  }
  tokens.push({ kind: 'end', text: '', at: formula.length });
  return tokens;
}

/** Recursive descent; the first error ends everything by unwinding through `Stop`. */
class Stop extends Error {
  constructor(
    readonly code: FormulaCode,
    readonly at: Int,
  ) {
    super(code);
  }
}

class Parser {
  private next = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly hz: Int,
    private readonly lookup: Lookup,
  ) {}

  formula(): Rational {
    const value = this.sum();
    const rest = this.peek();
    if (rest.kind !== 'end') throw new Stop('unexpected', rest.at);
    return value;
  }

  private peek(): Token {
    return this.tokens[this.next] ?? { kind: 'end', text: '', at: 0 };
  }

  /** the next token, if it is one of these signs */
  private take(...signs: string[]): Token | null {
    const token = this.peek();
    if (token.kind !== 'sign' || !signs.includes(token.text)) return null;
    this.next++;
    return token;
  }

  private sum(): Rational {
    let value = this.product();
    for (let sign = this.take('+', '-'); sign !== null; sign = this.take('+', '-')) {
      const right = this.product();
      value = sign.text === '+' ? add(value, right) : subtract(value, right);
    }
    return value;
  }

  private product(): Rational {
    let value = this.factor();
    for (let sign = this.take('*', '/'); sign !== null; sign = this.take('*', '/')) {
      const right = this.factor();
      const result = sign.text === '*' ? multiply(value, right) : divide(value, right);
      if (result === null) throw new Stop('divisionByZero', sign.at);
      value = result;
    }
    return value;
  }

  private factor(): Rational {
    const token = this.peek();
    if (++this.depth > MAX_DEPTH) throw new Stop('tooDeep', token.at);
    const value = this.inner(token);
    this.depth--;
    return value;
  }

  private inner(token: Token): Rational {
    if (this.take('-')) return negate(this.factor());
    if (this.take('(')) {
      const value = this.sum();
      if (this.take(')') === null) throw new Stop('unexpected', this.peek().at);
      return value;
    }
    this.next++;
    switch (token.kind) {
      case 'id': {
        const value = this.lookup(token.text);
        if (value === null) throw new Stop('unknownId', token.at);
        return value;
      }
      case 'hz':
        return whole(this.hz);
      case 'number': {
        const value = fromDecimal(token.text);
        if (value === null) throw new Stop('badNumber', token.at);
        return value;
      }
      case 'sign':
      case 'end':
        throw new Stop('unexpected', token.at);
    }
  }
}

/** Evaluates a formula exactly. `hz`: cycles per second of the machine. */
export function evaluate(formula: string, hz: Int, lookup: Lookup): Evaluated {
  const tokens = tokenize(formula);
  if ('ok' in tokens) return tokens;
  try {
    return { ok: true, value: new Parser(tokens, hz, lookup).formula() };
  } catch (error) {
    if (error instanceof Stop) return { ok: false, code: error.code, at: error.at };
    throw error;
  }
}

/** The ids that a formula names, in order; none when it cannot be read. */
export function idsOf(formula: string): Id[] {
  const tokens = tokenize(formula);
  return 'ok' in tokens ? [] : tokens.filter(({ kind }) => kind === 'id').map(({ text }) => text);
}

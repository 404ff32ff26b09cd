/**
 * The published figures (levels/costs/published.json): what has been measured, by whom, on what.
 *
 * A row has one number in `value`, or `text` when its source gives none. `approximate`: read from a bar or rounded by
 * the source; `bound`: the source says "at least" or "at most"; `quoted`: the source's own wording where a range or a
 * list was divided into rows.
 */
import * as v from 'valibot';
import type { Id } from '../../sim/index.ts';
import { check } from '../check.ts';
import { list, record } from '../primitives.ts';
import { bad, good, type Result } from '../result.ts';
import { fromDecimal, type Rational } from './rational.ts';

/** primary: read at the source; derived: arithmetic on primary figures; abstract, secondary: not read at the source */
const STATUS = ['primary', 'derived', 'abstract', 'secondary'] as const;

export type Row = {
  id: Id;
  technique: string;
  operation: string;
  value?: number;
  unit: string;
  approximate?: boolean;
  bound?: 'atLeast' | 'atMost';
  text?: string;
  quoted?: string;
  hardware: string;
  source: string;
  table: string;
  status: (typeof STATUS)[number];
};
/** A row that has a number. */
export type Figure = Row & { value: number };
export type Published = {
  rows: readonly Row[];
  /** the rows with numbers, by id */
  figures: ReadonlyMap<Id, Figure>;
  /** rows of the original collection → the rows that each became */
  split: Readonly<Record<Id, readonly Id[]>>;
};

const MOST_ROWS = 5000;
export const FIGURE_ID = /^[a-z0-9][A-Za-z0-9._-]*$/;
const id = v.pipe(v.string(), v.maxLength(64), v.regex(FIGURE_ID));
const words = v.pipe(v.string(), v.minLength(1), v.maxLength(1000));
/** magnitudes whose decimal form has no exponent, so that it can be read back exactly */
const value = v.pipe(v.number(), v.minValue(-1e15), v.maxValue(1e15));

const row: v.GenericSchema<unknown, Row> = v.strictObject({
  id,
  technique: words,
  operation: words,
  value: v.exactOptional(value),
  unit: words,
  approximate: v.exactOptional(v.boolean()),
  bound: v.exactOptional(v.picklist(['atLeast', 'atMost'])),
  text: v.exactOptional(words),
  quoted: v.exactOptional(words),
  hardware: words,
  source: words,
  table: words,
  status: v.picklist(STATUS),
});

const schema = v.strictObject({
  schema: v.literal(1),
  note: words,
  split: record(list(id, 32, 1), MOST_ROWS),
  figures: list(row, MOST_ROWS, 1),
});

/** Problems beside those of `check`: `repeated` id, `valueOrText` (a row has exactly one of them), `unknownId` in `split`. */
export function checkPublished(data: unknown): Result<Published> {
  const formed = check(schema, data);
  if (!formed.ok) return formed;
  const { figures: rows, split } = formed.value;
  const ids = new Set<Id>();
  for (const [i, one] of rows.entries()) {
    if (ids.has(one.id)) return bad('repeated', `figures.${i}.id`);
    if ((one.value === undefined) === (one.text === undefined)) return bad('valueOrText', `figures.${i}`);
    ids.add(one.id);
  }
  for (const [from, into] of Object.entries(split))
    if (into.some((one) => !ids.has(one))) return bad('unknownId', `split.${from}`);
  const numbers = rows.filter((one): one is Figure => one.value !== undefined);
  return good({ rows, split, figures: new Map(numbers.map((one) => [one.id, one])) });
}

/** The figure's number, exactly as it is written. */
export function exactly(figure: Figure): Rational | null {
  return fromDecimal(String(figure.value));
}

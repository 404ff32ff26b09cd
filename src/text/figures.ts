/**
 * Published figures inside sentences.
 *
 * A text of a level or of the field guide holds `{{fig:aa06.rdtsc.te}}` where a measured number belongs and
 * `{{ratio:aa06.rdtsc.te|aa06.syscall.native}}` where a quotient of two does. The numbers themselves stand once, in
 * levels/costs/published.json, each with its source.
 */

import type { Value } from './catalogue.ts';
import type { Format } from './format.ts';

/** One row of published.json, as far as words need it. */
export type Figure = {
  readonly id: string;
  readonly technique: string;
  readonly operation: string;
  /** absent where the row holds a text, such as a theorem */
  readonly value?: number;
  readonly unit: string;
  /** read off a chart, or rounded by those who published it */
  readonly approximate?: boolean;
  /** what was published is a limit, not a value */
  readonly bound?: 'atLeast' | 'atMost';
  readonly hardware: string;
  readonly source: string;
  readonly table: string;
  readonly status: 'primary' | 'derived' | 'abstract' | 'secondary';
};
export type Figures = ReadonlyMap<string, Figure>;

const PLACEHOLDER = /\{\{([^{}]+)\}\}/g;

/** The placeholders of a text, without their braces: `['guest', 'fig:aa06.rdtsc.te']`. */
export const placeholdersOf = (text: string): string[] =>
  [...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');

/** The ids of all figures that a text shows, alone or in a ratio. */
export function figuresOf(text: string): string[] {
  return placeholdersOf(text).flatMap((name) => {
    if (name.startsWith('fig:')) return [name.slice('fig:'.length)];
    if (name.startsWith('ratio:')) return name.slice('ratio:'.length).split('|');
    return [];
  });
}

/** a / b of two figures; null where one is missing or the divisor is zero */
export function ratioOf(figures: Figures, [a, b]: readonly [string, string]): number | null {
  const over = figures.get(a);
  const under = figures.get(b);
  if (over?.value === undefined || under?.value === undefined || under.value === 0) return null;
  return over.value / under.value;
}

/** A figure as a reader should see it: "2,030 cycles", "about 73 µs", "at least 40%". Null for a row that is a text. */
export function figureText(figure: Figure, format: Format): string | null {
  if (figure.value === undefined) return null;
  const value = format.figure(figure.value, figure.unit);
  if (figure.bound !== undefined) return format.bounded(value, figure.bound);
  return figure.approximate === true ? format.bounded(value, 'about') : value;
}

function written(name: string, figures: Figures, format: Format): string | null {
  if (name.startsWith('fig:')) {
    const figure = figures.get(name.slice('fig:'.length));
    return figure === undefined ? null : figureText(figure, format);
  }
  if (name.startsWith('ratio:')) {
    const [a = '', b = ''] = name.slice('ratio:'.length).split('|');
    const ratio = ratioOf(figures, [a, b]);
    return ratio === null ? null : format.ratio(ratio);
  }
  return null;
}

/**
 * `text` with its placeholders filled, in one pass: what is put in is never read again, so that the name of a guest in
 * somebody's level cannot bring placeholders of its own. What nobody fills stays as it is.
 */
export function fill(text: string, args: Readonly<Record<string, Value>>, figures: Figures, format: Format): string {
  return text.replace(PLACEHOLDER, (whole, name: string) => {
    const value = Object.hasOwn(args, name) ? args[name] : undefined;
    if (typeof value === 'number') return format.integer(value);
    return value ?? written(name, figures, format) ?? whole;
  });
}

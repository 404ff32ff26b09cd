/** Measured quantities in the units that their goals name. */
import type { Cycles, Int, Unit } from '../../sim/types.ts';
import { timeUnitFor } from '../../text/format.ts';
import type { Words } from '../shell/context.ts';

/** Basis points → "63.4%", nanoseconds → "48.1 µs", counts and lines as whole numbers. */
export function quantity({ text, format }: Words, value: Int, unit: Unit): string {
  switch (unit) {
    case 'bp':
      return format.percent(value, value % 100 === 0 ? 0 : 1);
    case 'ns':
      return format.machineTime(value);
    case 'lines':
      return text.t('unit.lines', { count: value });
    case 'count':
      return format.integer(value);
  }
}

/** Basis points as whole percents; with a decimal where they would look like a bar that they are not. */
export function shortShare(format: Words['format'], value: Int, bar: Int): string {
  const short = format.percent(value);
  return value !== bar && short === format.percent(bar) ? format.percent(value, 1) : short;
}

/** of a run: how long it has lasted, in the cycles of its machine */
export type Lasted = { cycles: Cycles; hz: Int };

/** What took as long as the run took is not over, or was lost: nobody knows how long it would have taken. */
export function openEnded(
  { text }: Pick<Words, 'text'>,
  written: string,
  value: Int,
  unit: Unit,
  lasted: Lasted,
): string {
  const ns = (lasted.cycles / lasted.hz) * 1e9;
  return unit === 'ns' && lasted.cycles > 0 && value >= Math.floor(ns)
    ? text.t('unit.moreThan', { value: written })
    : written;
}

/** no difference needs more: a basis point, a nanosecond in a millisecond */
const MOST_DECIMALS = 6;

/**
 * A value and the bar that it is held against: in one unit, and with as many digits as it takes to see that they differ.
 * "24.0 ms, the bar was at most 24.0 ms" would tell nobody why it was missed.
 */
export function compared(words: Words, value: Int, bar: Int, unit: Unit): { value: string; bar: string } {
  const { format } = words;
  const plain = { value: quantity(words, value, unit), bar: quantity(words, bar, unit) };
  if (value === bar || unit === 'lines' || unit === 'count') return plain;
  if (unit === 'ns' && plain.value !== plain.bar) return plain;
  const time = timeUnitFor(Math.max(value, bar));
  const write = (one: Int, decimals: Int): string =>
    unit === 'bp' ? format.percent(one, decimals) : format.machineTime(one, time, decimals);
  for (let decimals = 1; decimals <= MOST_DECIMALS; decimals++) {
    const both = { value: write(value, decimals), bar: write(bar, decimals) };
    if (both.value !== both.bar) return decimals === 1 ? plain : both;
  }
  return plain;
}

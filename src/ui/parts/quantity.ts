/** A measured quantity in the unit that its goal names. */
import type { Int, Unit } from '../../sim/types.ts';
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

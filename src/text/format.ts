/**
 * Numbers as people read them: durations of machine time, shares, cycles, and published figures with their units.
 *
 * Digits keep their place while a value changes: a duration always has the same number of decimals in its unit, so that
 * a clock in tabular figures does not dance. Inputs are the simulation's integers (nanoseconds, basis points, cycles).
 */
import type { Text } from './index.ts';
import { LOCALE } from './languages.ts';

const TIME_UNITS = ['nanoseconds', 'microseconds', 'milliseconds', 'seconds'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

const NANOSECONDS: Readonly<Record<TimeUnit, number>> = {
  nanoseconds: 1,
  microseconds: 1e3,
  milliseconds: 1e6,
  seconds: 1e9,
};
/** decimals of a running clock in each unit */
const DECIMALS: Readonly<Record<TimeUnit, number>> = { nanoseconds: 0, microseconds: 1, milliseconds: 1, seconds: 2 };

/** Units of published.json → the words for them. A unit that is not here is written as the data has it. */
const UNIT_WORDS = {
  cycles: 'unit.cycles',
  'host cycles/guest instr': 'unit.cycles',
  instructions: 'unit.instructions',
  units: 'unit.blocks',
  ns: 'unit.nanoseconds',
  us: 'unit.microseconds',
  ms: 'unit.milliseconds',
  s: 'unit.seconds',
  '%': 'unit.percent',
  '% of VM memory': 'unit.percent',
  '% of memory': 'unit.percent',
  'x native': 'unit.times',
  'x faster than Bochs': 'unit.times',
  x: 'unit.times',
  kB: 'unit.kilobytes',
  MB: 'unit.megabytes',
  'MB/s': 'unit.megabytesPerSecond',
  'Mb/s': 'unit.megabitsPerSecond',
  'Gb/s': 'unit.gigabitsPerSecond',
  IOPS: 'unit.operationsPerSecond',
  'exits/s': 'unit.exitsPerSecond',
  'requests/s': 'unit.requestsPerSecond',
  MIPS: 'unit.instructionsPerSecond',
  exits: 'unit.exits',
  'exits/interrupt': 'unit.exits',
  references: 'unit.references',
  entries: 'unit.entries',
  packets: 'unit.packets',
  'updates/hypercall': 'unit.updates',
  lines: 'unit.sourceLines',
  count: 'unit.plain',
} as const;

const isKnown = (unit: string): unit is keyof typeof UNIT_WORDS => Object.hasOwn(UNIT_WORDS, unit);

export type Format = {
  /** 12345 → "12,345" */
  integer(value: number): string;
  /** 3.62 → "3.6" */
  decimal(value: number): string;
  /** basis points (0 … 10000) → "63%"; `decimals` 1 → "63.4%" */
  percent(bp: number, decimals?: number): string;
  /** nanoseconds of machine time → "48.1 µs"; without `unit`, the largest unit that leaves at least one whole; `decimals` beyond its own */
  machineTime(ns: number, unit?: TimeUnit, decimals?: number): string;
  /** cycles at `hz` → as machineTime */
  cyclesAsTime(cycles: number, hz: number, unit?: TimeUnit): string;
  /** a moment on the clock of a level: in one unit from start to end, and changing several times in a second of play */
  clock(cycles: number, level: Scale): string;
  /** a duration in a level: in the unit that fits it, but in none larger than the clock's */
  lasting(cycles: number, level: Scale): string;
  /** how long a duration is seen: "2.14 s" of play; under a hundredth of a second in the unit that it fills, never as nothing */
  played(cycles: number, level: Scale): string;
  /** 2030 → "2,030 cycles" */
  cycles(value: number): string;
  /** 8.39 → "8.4×", 48.8 → "49×" */
  ratio(value: number): string;
  /** a published figure with its unit, with the digits that were published: (1.97, "us") → "1.97 µs" */
  figure(value: number, unit: string): string;
  /** "73 µs" that was only estimated, or is a limit → "about 73 µs" */
  bounded(value: string, how: 'about' | 'atLeast' | 'atMost'): string;
};

/** The unit in which a clock that reaches `ns` should be written from start to end. */
export function timeUnitFor(ns: number): TimeUnit {
  const fits = TIME_UNITS.filter((unit) => ns >= NANOSECONDS[unit]);
  return fits.at(-1) ?? 'nanoseconds';
}

/** What a level's clock counts, and how fast it passes: `playSecondNs` nanoseconds of machine time in a second of play. */
export type Scale = { readonly hz: number; readonly playSecondNs: number };

export function createFormat(text: Text): Format {
  const locale = LOCALE[text.language];
  const fixed = [0, 1, 2, 3, 4, 5, 6].map(
    (digits) => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
  const published = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  const write = (value: number, decimals: number): string => (fixed[decimals] ?? published).format(value);

  const machineTime = (ns: number, unit: TimeUnit = timeUnitFor(ns), decimals: number = DECIMALS[unit]): string =>
    text.t(`unit.${unit}`, { n: write(ns / NANOSECONDS[unit], decimals) });
  const nanoseconds = (cycles: number, hz: number): number => (cycles / hz) * 1e9;

  return {
    integer: (value) => write(value, 0),
    decimal: (value) => write(value, 1),
    percent: (bp, decimals = 0) => text.t('unit.percent', { n: write(bp / 100, decimals) }),
    machineTime,
    cyclesAsTime: (cycles, hz, unit) => machineTime(nanoseconds(cycles, hz), unit),
    clock(cycles, { hz, playSecondNs }) {
      const unit = timeUnitFor(playSecondNs);
      return machineTime(nanoseconds(cycles, hz), unit, playSecondNs < 10 * NANOSECONDS[unit] ? 1 : 0);
    },
    lasting(cycles, { hz, playSecondNs }) {
      const ns = nanoseconds(cycles, hz);
      return machineTime(ns, timeUnitFor(Math.min(ns, playSecondNs)));
    },
    played(cycles, { hz, playSecondNs }) {
      const ns = Math.round((nanoseconds(cycles, hz) / playSecondNs) * 1e9);
      return machineTime(ns, ns < NANOSECONDS.seconds / 100 ? undefined : 'seconds');
    },
    cycles: (value) => text.t('unit.cycles', { n: write(value, 0) }),
    ratio: (value) => text.t('unit.times', { n: write(value, value < 10 ? 1 : 0) }),
    figure(value, unit) {
      const n = published.format(value);
      return isKnown(unit) ? text.t(UNIT_WORDS[unit], { n }) : `${n}\u00a0${unit}`;
    },
    bounded: (value, how) => text.t(`unit.${how}`, { value }),
  };
}

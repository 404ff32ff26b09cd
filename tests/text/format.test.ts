import { describe, expect, test } from 'vitest';
import { createFormat, timeUnitFor } from '../../src/text/format.ts';
import { wholeText } from '../../src/text/whole.ts';

const format = createFormat(wholeText('en'));
/** no-break spaces as plain ones, so that expectations can be read */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('format', () => {
  test.each([
    [0, '0 ns'],
    [999, '999 ns'],
    [1_000, '1.0 µs'],
    [48_123, '48.1 µs'],
    [2_500_000, '2.5 ms'],
    [1_040_000_000, '1.04 s'],
  ])('%i ns of machine time is "%s"', (ns, words) => {
    expect(plain(format.machineTime(ns))).toBe(words);
  });

  test('a clock keeps its unit and its decimals from start to end', () => {
    const unit = timeUnitFor(120_000);
    expect([0, 800, 9_960, 120_000].map((ns) => plain(format.machineTime(ns, unit)))).toEqual([
      '0.0 µs',
      '0.8 µs',
      '10.0 µs',
      '120.0 µs',
    ]);
  });

  /** 1 GHz: a cycle is a nanosecond */
  const hz = 1e9;

  test.each([
    [2_000, [0, 4_900, 240_000], ['0.0 µs', '4.9 µs', '240.0 µs']],
    [10_000, [0, 36_400, 1_234_000], ['0 µs', '36 µs', '1,234 µs']],
    [10_000_000, [0, 812_300_000, 1_200_000_000], ['0 ms', '812 ms', '1,200 ms']],
  ])('the clock of a level in which a second is %i ns moves with every tenth of it', (playSecondNs, times, words) => {
    const clock = (ns: number) => plain(format.clock(ns, { hz, playSecondNs }));
    expect(times.map(clock)).toEqual(words);
    for (let ns = 0; ns < 40 * playSecondNs; ns += playSecondNs / 10)
      expect(clock(ns)).not.toBe(clock(ns + playSecondNs / 10));
  });

  test('a duration is written in no larger unit than the clock', () => {
    const lasting = (ns: number) => plain(format.lasting(ns, { hz, playSecondNs: 10_000 }));
    expect([900, 36_400, 1_234_500].map(lasting)).toEqual(['900 ns', '36.4 µs', '1,234.5 µs']);
  });

  test('number and unit stay on one line', () => {
    expect(format.machineTime(48_123)).toContain('\u00a0');
  });

  test('what is too short to be seen is not written as nothing', () => {
    const played = (ns: number) => plain(format.played(ns, { hz, playSecondNs: 1_000_000 }));
    expect([2_140_000, 10_000, 9_000, 11].map(played)).toEqual(['2.14 s', '0.01 s', '9.0 ms', '11.0 µs']);
  });

  test('cycles become time by the clock of the machine', () => {
    expect(plain(format.cyclesAsTime(3_800, 3_800_000_000))).toBe('1.0 µs');
    expect(plain(format.cycles(2030))).toBe('2,030 cycles');
  });

  test.each([
    [0, '0%'],
    [6349, '63%'],
    [10_000, '100%'],
  ])('%i basis points are "%s"', (bp, words) => {
    expect(format.percent(bp)).toBe(words);
  });

  test('shares, ratios and integers', () => {
    expect(format.percent(6349, 1)).toBe('63.5%');
    expect(format.ratio(8.388)).toBe('8.4×');
    expect(format.ratio(48.83)).toBe('49×');
    expect(format.integer(1_234_567)).toBe('1,234,567');
  });

  test.each([
    [1.97, 'us', '1.97 µs'],
    [2030, 'cycles', '2,030 cycles'],
    [66.3, 'ms', '66.3 ms'],
    [2, '%', '2%'],
    [290.9, 'GFLOPS', '290.9 GFLOPS'],
  ])('a figure of %d %s is "%s"', (value, unit, words) => {
    expect(plain(format.figure(value, unit))).toBe(words);
  });

  test('a unit is looked up among units only', () => {
    expect(plain(format.figure(1, 'toString'))).toBe('1 toString');
  });

  test('a language has its own words for units', () => {
    expect(createFormat(wholeText('xx')).machineTime(48_123)).toMatch(/^\[48\.1.*\]$/u);
  });
});

import { describe, expect, test } from 'vitest';
import { createFormat } from '../../../src/text/format.ts';
import { wholeText } from '../../../src/text/whole.ts';
import { compared, shortShare } from '../../../src/ui/parts/quantity.ts';

const text = wholeText('en');
const words = { text, format: createFormat(text) };

describe('a value and its bar', () => {
  test.each([
    [24_020_000, 24_000_000, 'ns', '24.02', '24.00'],
    [24_000_400, 24_000_000, 'ns', '24.0004', '24.0000'],
    [7_999, 8_000, 'ns', '7.999', '8.000'],
    [862, 1_400, 'ns', '862', '1.4'],
    [4_999, 5_000, 'bp', '49.99', '50.00'],
    [3_700, 4_300, 'bp', '37', '43'],
    [3, 2, 'count', '3', '2'],
  ] as const)('%d against %d in %s show why it was missed', (value, bar, unit, left, right) => {
    const shown = compared(words, value, bar, unit);
    expect(shown.value).toContain(left);
    expect(shown.bar).toContain(right);
    expect(shown.value).not.toBe(shown.bar);
  });

  test('that are the same are written alike', () => {
    const { value, bar } = compared(words, 24_000_000, 24_000_000, 'ns');
    expect(value).toBe(bar);
  });
});

test('a share is short, but never looks like the bar that it does not reach', () => {
  expect([4_100, 4_255, 4_270, 4_300].map((value) => shortShare(words.format, value, 4_270))).toEqual([
    '41%',
    '42.6%',
    '43%',
    '43.0%',
  ]);
});

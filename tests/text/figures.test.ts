import { describe, expect, test } from 'vitest';
import { type Figure, figuresOf, figureText, fill, placeholdersOf, ratioOf } from '../../src/text/figures.ts';
import { createFormat } from '../../src/text/format.ts';
import { wholeText } from '../../src/text/whole.ts';

const format = createFormat(wholeText('en'));
const row = (id: string, more: Partial<Figure>): [string, Figure] => [
  id,
  {
    id,
    technique: '-',
    operation: '-',
    unit: 'us',
    hardware: '-',
    source: '-',
    table: '-',
    status: 'primary',
    ...more,
  },
];
const figures = new Map([
  row('fast', { value: 2 }),
  row('slow', { value: 20 }),
  row('zero', { value: 0 }),
  row('drawn', { value: 73, approximate: true }),
  row('least', { value: 40, unit: '%', bound: 'atLeast' }),
  row('theorem', { unit: '-' }),
]);
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const filled = (text: string, args = {}): string => plain(fill(text, args, figures, format));

describe('figures in sentences', () => {
  test('a figure with its unit, and what its source leaves open', () => {
    expect(filled('It took {{fig:fast}}.')).toBe('It took 2 µs.');
    expect(filled('It took {{fig:drawn}}.')).toBe('It took about 73 µs.');
    expect(filled('It lost {{fig:least}}.')).toBe('It lost at least 40%.');
  });

  test('a ratio of two', () => {
    expect(filled('{{ratio:slow|fast}} as long')).toBe('10× as long');
    expect(ratioOf(figures, ['slow', 'zero'])).toBeNull();
    expect(ratioOf(figures, ['slow', 'theorem'])).toBeNull();
  });

  test('arguments, numbers among them with separators', () => {
    expect(filled('{{guest}} made {{n}} calls', { guest: 'web', n: 12345 })).toBe('web made 12,345 calls');
  });

  test('what nobody fills stays as it is', () => {
    expect(filled('{{guest}} {{fig:nothing}} {{fig:theorem}} {{ratio:slow|zero}} {{toString}}')).toBe(
      '{{guest}} {{fig:nothing}} {{fig:theorem}} {{ratio:slow|zero}} {{toString}}',
    );
  });

  test('what was put in is not read again', () => {
    expect(filled('{{guest}}', { guest: '{{fig:fast}} $& $1' })).toBe('{{fig:fast}} $& $1');
  });

  test('says which placeholders and figures a text has', () => {
    const text = '{{guest}}: {{fig:fast}}, {{ratio:slow|fast}}';
    expect(placeholdersOf(text)).toEqual(['guest', 'fig:fast', 'ratio:slow|fast']);
    expect(figuresOf(text)).toEqual(['fast', 'slow', 'fast']);
  });

  test('a row that is a text has no number to show', () => {
    expect(figureText({ ...row('x', {})[1] }, format)).toBeNull();
  });
});

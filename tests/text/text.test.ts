import { describe, expect, test } from 'vitest';
import { isLanguage, type Key } from '../../src/text/index.ts';
import { GROWTH, pseudo } from '../../src/text/pseudo.ts';
import { wholeText } from '../../src/text/whole.ts';

const text = wholeText('en');

describe('createText', () => {
  test('answers with the words of a key', () => {
    expect(text.t('title.tagline')).toBe('You are the hypervisor.');
    expect(text.t('common.starsOf', { stars: 2, all: 3 })).toBe('2 of 3 stars');
  });

  test('chooses the plural by the count, and writes the count with separators', () => {
    expect(text.t('common.stars', { count: 1 })).toBe('1 star');
    expect(text.t('common.stars', { count: 0 })).toBe('0 stars');
    expect(text.t('common.stars', { count: 12345 })).toBe('12,345 stars');
  });

  test('knows which keys there are', () => {
    expect(text.exists('title.tagline')).toBe(true);
    expect(text.exists('common.stars')).toBe(true);
    expect(text.exists('title.nothing')).toBe(false);
    expect(text.exists('toString')).toBe(false);
  });

  test('words for an id of the data, or the id where there are none', () => {
    expect(text.word('handler', 'latch', {}, 'name')).toBe('Latch, go on');
    expect(text.word('refusal', 'latchFull')).toBe('The latch is full. Drain it first.');
    expect(text.word('handler', 'somebodys.own', {}, 'name')).toBe('somebodys.own');
  });

  test('what is put in is never read again', () => {
    const hostile = '$t(title.tagline) {{at}} <b>&amp;';
    const said = text.t('loss.ready', { guest: hostile, at: '41 µs', waited: '18 µs' });
    expect(said).toBe(`${hostile} gave up at 41 µs: ready, but without a processor, 18 µs.`);
  });

  test('the compiler wants a key that exists and exactly its placeholders', () => {
    // @ts-expect-error: no such key
    const noKey: Key = 'title.nothing';
    // @ts-expect-error: a placeholder is missing
    const missing = () => text.t('common.starsOf', { stars: 2 });
    // @ts-expect-error: this one takes no placeholders
    const tooMany = () => text.t('title.tagline', { stars: 2 });
    // @ts-expect-error: a count is a number
    const notCounted = () => text.t('common.stars', { count: 'two' });
    expect([noKey, missing, tooMany, notCounted]).toHaveLength(4);
  });

  test('knows its languages', () => {
    expect(isLanguage('en')).toBe(true);
    expect(isLanguage('tlh')).toBe(false);
    expect(text.language).toBe('en');
  });
});

describe('the pseudo-language', () => {
  test('accents letters, leaves placeholders, shows both ends and grows by 40%', () => {
    const words = 'Put {{guest}} on the processor.';
    const longer = pseudo(words);
    expect(longer).toMatch(/^\[Ƥúţ \{\{guest\}\} óñ ţĥé .*\]$/u);
    const plain = words.replace('{{guest}}', '').length;
    expect(longer.replace('{{guest}}', '').length).toBe(plain + Math.ceil(plain * GROWTH) + '[]'.length);
  });

  test('leaves alone what has no words', () => {
    expect(pseudo('{{n}}')).toBe('{{n}}');
    expect(pseudo('')).toBe('');
  });

  test('speaks through the same door', () => {
    const xx = wholeText('xx');
    expect(xx.t('common.stars', { count: 2 })).toMatch(/^\[2 šţáŕš/u);
    expect(xx.t('title.tagline')).toMatch(/^\[.*\]$/u);
  });
});

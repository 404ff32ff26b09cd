/**
 * Nothing of the page moves by itself for more than five seconds (WCAG 2.2.2): it would draw the eye from what happens, and
 * a machine without a graphics card paints the whole page for every frame of it, also while time stands. Films of the
 * briefings loop: they are what is looked at there, and stand still for whoever wishes less motion.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const LONGEST = 5; // seconds

/** Every `animation:` of a sheet of styles, with its length in seconds. */
function animations(css: string): { words: string; seconds: number }[] {
  return [...css.matchAll(/animation:\s*([^;]+);/g)].flatMap(([, words = '']) => {
    const [, length, unit] = /([\d.]+)(ms|s)\b/.exec(words) ?? [];
    if (length === undefined) return [];
    const times = /\binfinite\b/.test(words)
      ? Number.POSITIVE_INFINITY
      : Number(/\s(\d+)(?:\s|$)/.exec(words)?.[1] ?? 1);
    return [{ words, seconds: (Number(length) / (unit === 'ms' ? 1000 : 1)) * times }];
  });
}

test('a sheet that moves something for ever is found', () => {
  expect(animations('a { animation: b 1s infinite; } c { animation: d 300ms 4 both; }')).toEqual([
    { words: 'b 1s infinite', seconds: Number.POSITIVE_INFINITY },
    { words: 'd 300ms 4 both', seconds: 1.2 },
  ]);
});

test('every movement ends', () => {
  const sheets = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((path) => `src/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.css') && !path.startsWith('src/ui/scenes/'));
  const all = sheets.flatMap((path) => animations(readFileSync(path, 'utf8')).map((one) => ({ path, ...one })));
  expect(all.length).toBeGreaterThan(5);
  expect(all.filter(({ seconds }) => seconds > LONGEST)).toEqual([]);
});

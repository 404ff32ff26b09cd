/**
 * A class says the same everywhere: where two parts of the page give one name to different things, whichever sheet of styles
 * came last decides how both look, and it comes with whatever screen was opened last.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Classes that a sheet styles by themselves, wherever they stand. */
function classesIn(css: string): string[] {
  const selectors = css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{}]+)\{/g);
  return [...selectors].flatMap(([, list = '']) =>
    list.split(',').flatMap((one) => /^\s*\.([\w-]+)\s*$/.exec(one)?.[1] ?? []),
  );
}

/** Of the sheets, by the folder in which they lie: the classes that more than one folder styles. */
function sharedBetween(sheets: readonly { path: string; css: string }[]): string[] {
  const folders = new Map<string, Set<string>>();
  for (const { path, css } of sheets)
    for (const name of classesIn(css))
      folders.set(name, (folders.get(name) ?? new Set()).add(path.slice(0, path.lastIndexOf('/'))));
  return [...folders].flatMap(([name, of]) => (of.size > 1 ? [name] : [])).sort();
}

test('a class of two folders is found', () => {
  const sheets = [
    { path: 'a/one.css', css: '/* .ours { } */ .ours,\n.theirs { color: red; }' },
    { path: 'a/two.css', css: '.ours { color: blue; } .panel .theirs { color: red; }' },
    { path: 'b/three.css', css: '.theirs { color: blue; }' },
  ];
  expect(sharedBetween(sheets)).toEqual(['theirs']);
});

test('no two parts of the page style the same class', () => {
  const sheets = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((path) => `src/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.css'))
    .map((path) => ({ path, css: readFileSync(path, 'utf8') }));
  expect(sheets.length).toBeGreaterThan(20);
  expect(sharedBetween(sheets)).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scripts } from '../../package.json';
import { assumedShare } from '../../src/levels/costs/recompute.ts';
import { shippedModels } from '../../src/levels/costs/shipped.ts';
import { about } from '../../src/text/en/about.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

test('the README has a line for every script, and for none that is not there', () => {
  const told = [...readme.matchAll(/^\| `npm (?:run )?(?:-s )?([\w-]+)/gm)].map((match) => match[1]);
  expect(told.sort()).toEqual(Object.keys(scripts).sort());
});

test('neither the README nor About claims more than `validate` counts', () => {
  for (const claim of [readme, about.truth]) {
    expect(claim).not.toMatch(
      /costs are (all )?published measurements|every cost is a published measurement,? derived/i,
    );
    expect(claim).toMatch(/carried over from/);
    expect(claim).toMatch(/assumed/);
  }
  const { carried, all } = assumedShare(shippedModels());
  expect(readme).toContain('about three fifths are carried over');
  expect(carried.length / all).toBeGreaterThan(0.55);
  expect(carried.length / all).toBeLessThan(0.65);
});

import { describe, expect, it } from 'vitest';
import { recipesFor } from '../../src/playfield/bake/recipes.ts';
import { pack } from '../../src/playfield/bake/sheet.ts';
import { NORMAL } from '../../src/playfield/colours.ts';
import { ALL_PICTURE_PARTS } from '../../src/playfield/parts/index.ts';
import { layout } from '../../src/session/layout.ts';
import { FIXTURES, type FixtureName } from './fixtures.ts';

const recipes = (name: FixtureName) => {
  const place = layout(FIXTURES[name](20));
  return recipesFor(
    place,
    ALL_PICTURE_PARTS.flatMap((part) => part.cards?.(place) ?? []),
    NORMAL,
  );
};

const NAMES = Object.keys(FIXTURES) as FixtureName[];

describe('the sheet of shapes', () => {
  it.each(NAMES)('%s: every shape has a key of its own', (name) => {
    const keys = recipes(name).map((recipe) => recipe.key);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });

  it.each(NAMES)('%s: shapes fit on one texture at 4K and do not overlap', (name) => {
    const { places, height } = pack(recipes(name), 3, 4096);
    expect(height).toBeLessThanOrEqual(4096);
    places.forEach((a, i) => {
      expect(a.x + a.w).toBeLessThanOrEqual(4096);
      for (const b of places.slice(i + 1)) {
        const apart = a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
        if (!apart) expect.fail(`${a.recipe.key} lies on ${b.recipe.key}`);
      }
    });
  });
});

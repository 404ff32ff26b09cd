/** Everything that is baked for one picture. */
import type { Layout, Rect } from '../../session/layout.ts';
import type { Palette } from '../colours.ts';
import { badgeRecipes } from './badges.ts';
import { boxRecipes } from './boxes.ts';
import { chipRecipes } from './chips.ts';
import { glyphRecipes } from './glyphs.ts';
import { iconRecipes } from './icons.ts';
import { millRecipes } from './mills.ts';
import type { Recipe } from './sheet.ts';
import { strokeRecipes } from './strokes.ts';

/** @param cards what the parts of the picture draw as cards */
export const recipesFor = (layout: Layout, cards: readonly Rect[], palette: Palette): Recipe[] => [
  ...strokeRecipes(),
  ...badgeRecipes(palette),
  ...glyphRecipes(palette),
  ...chipRecipes(palette),
  ...iconRecipes(),
  ...millRecipes(),
  ...boxRecipes(layout, cards, palette),
];

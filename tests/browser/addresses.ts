/** The screens around the levels, by their address. */
import { LEVEL_IDS } from '../../src/levels/index.ts';

export const SCREENS = [
  '',
  '#/map',
  '#/guide',
  '#/guide/exit',
  '#/guide/tree',
  '#/settings',
  '#/help',
  '#/credits',
  '#/privacy',
  '#/level/nowhere/briefing',
  ...[...LEVEL_IDS].map((id) => `#/level/${id}/briefing`),
];

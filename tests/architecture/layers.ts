/**
 * Who may import whom, as tables. The direction is inwards: the core knows nobody, `main.ts` knows everybody, and the
 * four parts around the session never look sideways at each other.
 */

export const LAYERS = [
  'sim',
  'levels',
  'session',
  'text',
  'playfield',
  'ui',
  'audio',
  'classroom',
  'cli',
  'main',
] as const;
export type Layer = (typeof LAYERS)[number];

/** A layer may always import itself. */
export const MAY_IMPORT: Readonly<Record<Layer, readonly Layer[]>> = {
  sim: [],
  text: [],
  levels: ['sim'],
  session: ['sim'],
  playfield: ['session', 'levels', 'text'],
  ui: ['session', 'levels', 'text'],
  audio: ['session', 'levels', 'text'],
  classroom: ['session', 'levels', 'text'],
  cli: ['sim', 'levels', 'session', 'classroom'],
  main: LAYERS,
};

/** What everybody may import from the core: constants and types. */
export const VOCABULARY = /^src\/sim\/types(\.ts$|\/)/;

/** What the others may import: values for the layers that MAY_IMPORT the core, types for all. */
export const DOOR = 'src/sim/index.ts';

/** A door of their own for robots, so that who only runs a level need not fetch them. */
export const ROBOTS_DOOR = 'src/sim/policies/index.ts';

/** Each library has few users, so that it can be replaced. What is not named here is used nowhere in src/. */
export const PACKAGES: Readonly<Record<string, readonly Layer[]>> = {
  phaser: ['playfield'],
  howler: ['audio'],
  i18next: ['text'],
  preact: ['ui', 'main'],
  '@preact/signals': ['ui', 'main'],
  valibot: ['levels', 'session', 'classroom'],
  node: ['cli'],
};

/** Outside src/, the game is made of these: data and pictures, sounds, fonts. */
export const DATA = /^(levels\/|assets\/|package\.json$)/;

/** The layer that a file of src/ belongs to, or null if the layout has no place for it. */
export function layerOf(path: string): Layer | null {
  if (path === 'src/main.ts') return 'main';
  const folder = /^src\/([^/]+)\//.exec(path)?.[1];
  return LAYERS.find((layer) => layer === folder && layer !== 'main') ?? null;
}

/** 'preact/hooks' → 'preact', '@preact/signals' → '@preact/signals', 'node:fs' → 'node' */
export function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node';
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

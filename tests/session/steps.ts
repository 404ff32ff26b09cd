/** The steps of a level’s tutorial, and those that were met. */
import { loadLevel } from '../../src/levels/index.ts';

/** In the order of the level’s file. */
export async function idsOf(level: string): Promise<string[]> {
  const loaded = await loadLevel(level);
  if (!loaded.ok) throw new Error(`${loaded.code} at ${loaded.path}`);
  return loaded.value.file.steps.map(({ id }) => id);
}

/** The level's own steps, in the order in which they were first shown. */
export const stepsIn = (order: readonly string[]): string[] => [...new Set(order)].filter((id) => id !== 'free');

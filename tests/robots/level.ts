/** What the tests of a level's robots are about. */
import { type LevelData, runRobot } from '../../src/cli/robots.ts';
import { loadLevel } from '../../src/levels/index.ts';
import { metric, type Robot, type World } from '../../src/sim/index.ts';

/** A level as it is shipped, with all that it refers to. */
export async function levelOf(id: string): Promise<LevelData> {
  const loaded = await loadLevel(id);
  if (!loaded.ok) throw new Error(`${loaded.code} at ${loaded.path}`);
  return loaded.value;
}

/** The worlds of some seeds at their end, played by the reference, but for some of its parameters. */
export const played = (data: LevelData, seeds: readonly number[], params: Robot['params']): World[] =>
  seeds.map((seed) => {
    const { reference } = data.file.robots;
    return runRobot(data, seed, { ...reference, params: { ...reference.params, ...params } }).world;
  });

/** A metric's mean over worlds; of a guest, or of all. */
export const mean = (worlds: readonly World[], name: string, of?: string): number =>
  worlds.reduce((sum, w) => sum + (metric(w, name, of)?.value ?? 0) / worlds.length, 0);

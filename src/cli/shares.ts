/**
 * On what the cycles of real play rest: each level's reference run, its cycles by the basis of the cost that they were
 * spent on. A cost that is assumed and never paid weighs nothing here; one that rules a level weighs much.
 */
import { assumedShare } from '../levels/costs/recompute.ts';
import { shippedModels } from '../levels/costs/shipped.ts';
import { LEVEL_IDS, loadLevel } from '../levels/index.ts';
import {
  CATEGORIES,
  type Category,
  type Cycles,
  coldCap,
  type Id,
  type Robot,
  totals,
  type World,
} from '../sim/index.ts';
import { playRobot } from '../sim/policies/index.ts';
import { type LevelData, policyOf, worldOf } from './robots.ts';

/**
 * Cycles of one level's reference run on seed 1 that were spent on costs, and parts of them by basis. `reached`: the costs
 * that some path of the level comes to, as "model/cost".
 */
export type Weighed = { level: Id; cycles: Cycles; assumed: Cycles; carried: Cycles; reached: Id[] };

/** Cycles of a category of the ledger: of what is paid outside of paths. */
const charged = (w: World, category: Category): Cycles => totals(w)[CATEGORIES.indexOf(category)] ?? 0;

/** Cold caches that vCPUs came to: in part, or altogether. How much of one has gone rests on COLD_DIVISOR. */
type Cold = { all: Cycles; partly: Cycles };

/** Plays a reference run to its end, and adds up what its vCPUs had to fetch again. */
function played(level: LevelData, robot: Robot): { w: World; cold: Cold } {
  const { world, second } = worldOf(level, 1);
  const cold: Cold = { all: 0, partly: 0 };
  playRobot(world, policyOf(robot), robot, second, (event) => {
    // a service has no cache of its own
    if (event.type !== 'taskPlaced' || event.cold === 0) return;
    cold.all += event.cold;
    if (event.cold < coldCap(world, event.task)) cold.partly += event.cold;
  });
  return { w: world, cold };
}

/** Cycles by "model/cost". */
function spentOn({ w, cold }: { w: World; cold: Cold }): [string, Cycles][] {
  const model = w.setup.machines[0]?.costs ?? '';
  const warmUp = charged(w, 'warmUp');
  const guessed = cold.all === 0 ? 0 : Math.round((warmUp * cold.partly) / cold.all);
  return [
    ...w.program.costs.map((cost, i): [string, Cycles] => [
      `${w.setup.machines[cost.machine]?.costs}/${cost.id}`,
      w.stepCycles[i] ?? 0,
    ]),
    [`${model}/switch`, charged(w, 'switch')],
    [`${model}/coldLine`, warmUp - guessed],
    ['core/COLD_DIVISOR', guessed],
  ];
}

/** Plays every level. Throws where one does not load: they are our own. */
export async function weigh(): Promise<Weighed[]> {
  const { assumed, carried } = assumedShare(shippedModels());
  const rows: Weighed[] = [];
  for (const id of [...LEVEL_IDS].sort()) {
    const level = await loadLevel(id);
    const robot = level.ok ? level.value.file.robots.reference : undefined;
    if (!level.ok || robot === undefined) throw new Error(`${id}: no level with a reference`);
    const run = played(level.value, robot);
    const spent = spentOn(run);
    const sum = (counts: (cost: string) => boolean): Cycles =>
      spent.reduce((all, [cost, cycles]) => all + (counts(cost) ? cycles : 0), 0);
    rows.push({
      level: id,
      cycles: sum(() => true),
      assumed: sum((cost) => assumed.includes(cost)),
      carried: sum((cost) => carried.includes(cost)),
      reached: run.w.program.costs.map((cost) => `${run.w.setup.machines[cost.machine]?.costs}/${cost.id}`),
    });
  }
  return rows;
}

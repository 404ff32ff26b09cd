/**
 * On what the cycles of real play rest: each level's reference run, its cycles by the basis of the cost that they were
 * spent on. A cost that is assumed and never paid weighs nothing here; one that rules a level weighs much.
 */
import { assumedShare } from '../levels/costs/recompute.ts';
import { shippedModels } from '../levels/costs/shipped.ts';
import { LEVEL_IDS, loadLevel } from '../levels/index.ts';
import { CATEGORIES, type Cycles, type Id, totals, type World } from '../sim/index.ts';
import { runRobot } from './robots.ts';

/** Cycles of one level's reference run on seed 1 that were spent on costs, and parts of them by basis. */
export type Weighed = { level: Id; cycles: Cycles; assumed: Cycles; carried: Cycles };

/** What is paid outside of paths: categories of the ledger, with the cost that they come from. */
const OUTSIDE = [
  { category: CATEGORIES.indexOf('switch'), cost: 'switch' },
  { category: CATEGORIES.indexOf('warmUp'), cost: 'coldLine' },
] as const;

/** Cycles by "model/cost". */
function spentOn(w: World): [string, Cycles][] {
  const model = w.setup.machines[0]?.costs ?? '';
  const all = totals(w);
  return [
    ...w.program.costs.map((cost, i): [string, Cycles] => [
      `${w.setup.machines[cost.machine]?.costs}/${cost.id}`,
      w.stepCycles[i] ?? 0,
    ]),
    ...OUTSIDE.map(({ category, cost }): [string, Cycles] => [`${model}/${cost}`, all[category] ?? 0]),
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
    const spent = spentOn(runRobot(level.value, 1, robot).world);
    const sum = (counts: (cost: string) => boolean): Cycles =>
      spent.reduce((all, [cost, cycles]) => all + (counts(cost) ? cycles : 0), 0);
    rows.push({
      level: id,
      cycles: sum(() => true),
      assumed: sum((cost) => assumed.includes(cost)),
      carried: sum((cost) => carried.includes(cost)),
    });
  }
  return rows;
}

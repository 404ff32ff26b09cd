/**
 * `npm run bench`: what is watched instead of tested, as ratios. Machines differ and are noisy; ratios within one run less.
 */
import { benchmark, benchmarkText } from '../src/cli/bench.ts';
import { gates } from '../src/cli/gates.ts';
import { runRobot, worldOf } from '../src/cli/robots.ts';
import { LEVEL_IDS, loadLevel } from '../src/levels/index.ts';
import { replay } from '../src/sim/index.ts';
import { simjsBench } from './benchSimjs.ts';

const rows = benchmark();
for (const { guests, pcpus } of rows.filter((row) => row.name === 'core')) rows.push(simjsBench(guests, pcpus));
const rate = (name: string, guests: number): number =>
  rows.find((row) => row.name === name && row.guests === guests)?.eventsPerSecond ?? 0;
const out = [benchmarkText(rows)];
for (const guests of [16, 100, 1000])
  out.push(`core : simjs at ${guests} guests = ${(rate('core', guests) / rate('simjs', guests)).toFixed(1)}`);

for (const id of LEVEL_IDS) {
  const level = await loadLevel(id);
  if (!level.ok) throw new Error(`${id}: ${level.code} at ${level.path}`);
  const { log } = runRobot(level.value, 1, level.value.file.robots.reference);
  const times: number[] = [];
  let events = 0;
  for (let i = 0; i < 15; i++) {
    const { world } = worldOf(level.value, 1);
    const from = performance.now();
    replay(world, log, world.setup.length);
    times.push(performance.now() - from);
    events = world.handled;
  }
  const [cold = 0] = times;
  const warm = times.slice(5).sort((a, b) => a - b)[5] ?? 0;
  out.push(
    `${id}: ${events} events, whole level replayed in ${warm.toFixed(1)} ms warm, ${cold.toFixed(1)} ms the first time`,
  );
  const from = performance.now();
  gates(level.value, [1, 2, 3]);
  out.push(`${id}: all robots on one seed ${((performance.now() - from) / 3).toFixed(0)} ms`);
}
process.stdout.write(`${out.join('\n')}\n`);

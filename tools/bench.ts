/**
 * `npm run bench`: what is watched instead of tested, as ratios. Machines differ and are noisy; ratios within one run less.
 * What looking costs is counted in events, too, which are the same everywhere. `npm run bench -- looking` leaves out the rest.
 */
import { benchmark, benchmarkText, benchWorld } from '../src/cli/bench.ts';
import { gates } from '../src/cli/gates.ts';
import { lookingCost, lookingText } from '../src/cli/looking.ts';
import { runRobot, worldOf } from '../src/cli/robots.ts';
import { LEVEL_IDS, loadLevel } from '../src/levels/index.ts';
import { simjsBench } from './benchSimjs.ts';

const isWhole = !process.argv.includes('looking');
const rows = isWhole ? benchmark() : [];
for (const { guests, pcpus } of rows.filter((row) => row.name === 'core')) rows.push(simjsBench(guests, pcpus));
const rate = (name: string, guests: number): number =>
  rows.find((row) => row.name === name && row.guests === guests)?.eventsPerSecond ?? 0;
const out = isWhole ? [benchmarkText(rows)] : [];
for (const { guests } of rows.filter((row) => row.name === 'simjs'))
  out.push(`core : simjs at ${guests} guests = ${(rate('core', guests) / rate('simjs', guests)).toFixed(1)}`);

/** a level-17-like load: 16 guests on 4 pCPUs, a million events in a minute of play */
const LONG = { guests: 16, pcpus: 4, length: 610_000_000, seconds: 60 };
const long = benchWorld(LONG.guests, LONG.pcpus, LONG.length);
out.push(lookingText('a million events', lookingCost(long, Math.round(LONG.length / LONG.seconds), [])));

for (const id of LEVEL_IDS) {
  const level = await loadLevel(id);
  if (!level.ok) throw new Error(`${id}: ${level.code} at ${level.path}`);
  const { log, second } = runRobot(level.value, 1, level.value.file.robots.reference);
  out.push(lookingText(id, lookingCost(worldOf(level.value, 1).world, second, log)));
  const from = performance.now();
  gates(level.value, [1, 2, 3]);
  out.push(`  all robots on one seed ${((performance.now() - from) / 3).toFixed(0)} ms`);
}
process.stdout.write(`${out.join('\n')}\n`);

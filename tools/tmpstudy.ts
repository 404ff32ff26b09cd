import { levelOf } from '../src/cli/inputs.ts';
import { type LevelData, runRobot } from '../src/cli/robots.ts';
import { metric, type Robot, stars } from '../src/sim/index.ts';
const [file = '', from = '1', to = '50', which = '', params = '{}'] = process.argv.slice(2);
const level = (await levelOf(file)) as LevelData;
const base = level.file.robots.reference;
const b = (p: Robot['params'], reactionMs = 1000): Robot => ({ ...base, params: { ...base.params, ...p, ...JSON.parse(params) }, reactionMs });
const rows: [string, Robot, number][] = [
  ['reference .05 s', b({}, 50), 0], ['.5 s', b({}, 500), 0], ['1 s', b({}), 0], ['2 s', b({}, 2000), 0], ['4 s', b({}, 4000), 0],
  ['reluctant', b({ worth: 400 }), 0], ['eager', b({ worth: 0 }), 0], ['present only', b({ far: 1 }), 0],
  ['bars 1 s', b({ style: 'bars', worth: 150 }), 0], ['bars 2 s', b({ style: 'bars', worth: 150 }, 2000), 0],
  ['levers only', b({ swaps: 0 }), 0],
  ['naive', level.file.robots.naive, 0], ['naive +1', level.file.robots.naive, 1], ['naive +2', level.file.robots.naive, 2],
  ['all hardware', b({ style: 'all' }), 0], ['once', b({ style: 'once', worth: 50, horizon: 45000, window: 12000 }), 0], ['turns 25 s', b({ style: 'turns' }), 0],
  ['random 1/s', { policy: 'random', params: {}, reactionMs: 1000 }, 0], ['random 2/s', { policy: 'random', params: {}, reactionMs: 500 }, 0],
  ['idle', { policy: 'idle', params: {}, reactionMs: 0 }, 0],
];
for (const [name, robot, extra] of rows) {
  if (which && which !== name) continue;
  const st = [0, 0, 0]; let lost = 0, acts = 0, chg = 0; const work: number[] = [], p: number[] = [], miss: number[] = [];
  const n = Number(to) - Number(from) + 1;
  for (let s = Number(from); s <= Number(to); s++) {
    const { world, log, second } = runRobot(level, s, robot, extra);
    const e = stars(world); for (let k = 0; k < 3; k++) if (e > k) st[k]!++;
    if (e < 3) miss.push(s);
    if (world.status === 'lost') lost++;
    work.push((metric(world, 'workShare')?.value ?? 0) / 100); p.push((metric(world, 'requestP90', 'desk')?.value ?? 0) / 1000);
    chg += (metric(world, 'modeChanges')?.value ?? 0) / n; acts += (log.length * second) / world.now / n;
  }
  const mean = (a: number[]) => a.reduce((x, y) => x + y, 0) / a.length;
  console.log(`| ${name} | ${st.join(' | ')} | ${lost} | ${mean(work).toFixed(1)} (${Math.min(...work).toFixed(1)}–${Math.max(...work).toFixed(1)}) | ${mean(p).toFixed(0)} (–${Math.max(...p).toFixed(0)}) | ${chg.toFixed(1)} | ${acts.toFixed(2)} |`, which ? miss.join(' ') : '');
}

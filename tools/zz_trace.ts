import fs from 'node:fs';
import { runRobot, type LevelData } from '../src/cli/robots.ts';
import { loadLevel } from '../src/levels/index.ts';
import { metric, stars, type Robot } from '../src/sim/index.ts';
const [file, seedsText, robotsFile, name] = process.argv.slice(2);
const loaded = await loadLevel('08-hypercalls'); if (!loaded.ok) throw new Error(loaded.code);
const data: LevelData = { ...loaded.value, file: file === '-' ? loaded.value.file : JSON.parse(fs.readFileSync(file!, 'utf8')) };
const robot: Robot = JSON.parse(fs.readFileSync(robotsFile!, 'utf8'))[name!];
for (const seed of seedsText!.includes(',') ? seedsText!.split(',').map(Number) : Array.from({ length: Number(seedsText) }, (_, i) => i + 1)) {
  const { world: w, log, second } = runRobot(data, seed, robot);
  const ev = log.flatMap(({ at, c }) => c.do === 'port' ? [`${(at / second).toFixed(0)}:port ${c.kernel}`] : c.do === 'setRule' ? [`${(at / second).toFixed(0)}:${c.on ? '+' : '-'}${c.rule.handler.slice(3)}`] : []);
  console.log(seed, stars(w), 'u', (metric(w, 'usefulShare')!.value / 100).toFixed(1), 'served', metric(w, 'served')!.value, 'per', w.guests.map((g, i) => `${w.setup.guests[i]!.id}:${g.served}${g.reboots ? '!' + g.reboots : ''}`).join(' '), w.status, ev.join(' '));
}

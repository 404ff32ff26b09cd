import fs from 'node:fs';
import { runRobot, type LevelData } from '../src/cli/robots.ts';
import { loadLevel } from '../src/levels/index.ts';
import { metric, stars, totals, CATEGORIES, type LevelFile, type Robot } from '../src/sim/index.ts';
const [file, seedsText, robotsFile] = process.argv.slice(2);
const loaded = await loadLevel('08-hypercalls');
if (!loaded.ok) throw new Error(loaded.code + loaded.path);
const level: LevelFile = file && file !== '-' ? JSON.parse(fs.readFileSync(file, 'utf8')) : loaded.value.file;
const data: LevelData = { ...loaded.value, file: level };
const seeds = Array.from({ length: Number(seedsText ?? 8) }, (_, i) => i + 1);
const robots: Record<string, Robot & { extra?: number }> = JSON.parse(fs.readFileSync(robotsFile!, 'utf8'));
const mean = (xs: number[]) => xs.reduce((a, b) => a + b, 0) / Math.max(1, xs.length);
const q = (xs: number[], p: number) => [...xs].sort((a, b) => a - b)[Math.min(xs.length - 1, Math.floor(p * xs.length))] ?? 0;
for (const [name, robot] of Object.entries(robots)) {
  const st = [0, 0, 0, 0]; const u: number[] = [], rb: number[] = [], a: number[] = [], m: Record<string, number[]> = {};
  let lost = 0; const cats: Record<string, number> = {}; const ch: Record<string, Record<string, number>> = {};
  for (const seed of seeds) {
    const { world: w, log, second, choices } = runRobot(data, seed, robot, robot.extra ?? 0);
    const s = stars(w); for (let i = 1; i <= s; i++) st[i]!++;
    if (w.status === 'lost') lost++;
    u.push((metric(w, 'usefulShare')?.value ?? 0) / 100); rb.push(metric(w, 'reboots')?.value ?? 0);
    a.push((log.length * second) / w.now);
    for (const k of ['requestP90', 'requestP95', 'answerP99', 'served', 'downShare']) { const v = metric(w, k, k.startsWith('req') || k.startsWith('ans') ? 'interactive' : undefined)?.value; if (v !== undefined) (m[k] ??= []).push(v); }
    const t = totals(w); CATEGORIES.forEach((c, i) => { cats[c] = (cats[c] ?? 0) + (t[i] ?? 0); });
    for (const [k, o] of Object.entries(choices)) for (const [x, n] of Object.entries(o)) { (ch[k] ??= {})[x] = (ch[k]![x] ?? 0) + n; }
  }
  const all = Object.values(cats).reduce((x, y) => x + y, 0);
  console.log(name.padEnd(24), `★${st[1]} ${st[2]} ${st[3]} lost ${lost} u ${mean(u).toFixed(1)} [${q(u, 0).toFixed(1)} ${q(u, 0.1).toFixed(1)} ${q(u, 0.5).toFixed(1)} ${q(u, 0.9).toFixed(1)}] rb ${mean(rb).toFixed(1)} a/s ${mean(a).toFixed(2)}`,
    Object.entries(m).map(([k, v]) => `${k} ${(mean(v) / (k === 'served' ? 1 : k === 'downShare' ? 100 : 1000)).toFixed(1)}[${(q(v, 0.9) / (k === 'served' ? 1 : k === 'downShare' ? 100 : 1000)).toFixed(1)}]`).join(' '));
  if (process.env.CATS) console.log('   ', Object.entries(cats).filter(([, v]) => v / all > 0.01).map(([k, v]) => `${k} ${((100 * v) / all).toFixed(1)}`).join(', '));
  if (process.env.CH) console.log('   ', JSON.stringify(ch));
}

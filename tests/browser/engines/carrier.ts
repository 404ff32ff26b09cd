/** Golden runs, done again inside a page: the core, a level and a log, and nothing of the game around them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { loadLevel } from '../../../src/levels/index.ts';
import { parseRun } from '../../../src/session/run.ts';
import type { carryOut, Job } from '../replayInPage.ts';
import type { EnginePage } from './engine.ts';

type Golden = Job & { marks: [number, string][] };

/** The program that puts `carryOut` on a page. */
export async function carrier(): Promise<string> {
  const entry = fileURLToPath(new URL('../replayPage.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { write: false, target: 'es2023', lib: { entry, formats: ['iife'], name: 'replayPage' } },
  });
  const [bundle] = [built].flat();
  if (bundle === undefined || !('output' in bundle)) throw new Error('nothing was bundled');
  return bundle.output[0].code;
}

/** The golden run of a level, with the fingerprints that Node once found and tests/robots/replays.test.ts holds. */
export async function golden(id: string): Promise<Golden> {
  const run = parseRun(readFileSync(new URL(`../../replays/${id}.json`, import.meta.url), 'utf8'));
  const loaded = await loadLevel(id);
  if (!run.ok || !loaded.ok) throw new Error(`${id} has no golden run, or is no level`);
  const { seed, log, marks } = run.value;
  const { file, models, kernels } = loaded.value;
  return { file, models, kernels, seed, log, marks };
}

export async function fingerprintsIn(page: EnginePage, job: Job): Promise<[number, string][] | string> {
  const came = await page.evaluate(
    (given) => (globalThis as unknown as { carryOut: typeof carryOut }).carryOut(given),
    job,
  );
  return typeof came === 'string' ? came : came.marks;
}

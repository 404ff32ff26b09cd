/** One run, two engines: the fingerprints that Node computes are those that Chromium computes. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { beforeAll, expect, test } from 'vitest';
import { runRobot } from '../../src/cli/robots.ts';
import { LEVEL_IDS, loadLevel } from '../../src/levels/index.ts';
import { runIn, visit } from './launch.ts';
import { carryOut, type Job } from './replayInPage.ts';

let script = '';

beforeAll(async () => {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: 'es2023',
      lib: { entry: fileURLToPath(new URL('./replayPage.ts', import.meta.url)), formats: ['iife'], name: 'replayPage' },
    },
  });
  const [bundle] = [built].flat();
  if (bundle === undefined || !('output' in bundle)) throw new Error('nothing was bundled');
  script = bundle.output[0].code;
}, 60_000);

test.each([...LEVEL_IDS])('%s: every fingerprint of a run agrees', async (id) => {
  const loaded = await loadLevel(id);
  if (!loaded.ok) throw new Error(`${id}: ${loaded.code} at ${loaded.path}`);
  const level = loaded.value;
  const { log } = runRobot(level, 7, level.file.robots.reference);
  const job: Job = { file: level.file, models: level.models, kernels: level.kernels, seed: 7, log };
  const inNode = carryOut(job);
  const page = await visit();
  await runIn(page, script);
  const inChromium = await page.evaluate(
    (given) => (globalThis as unknown as { carryOut: typeof carryOut }).carryOut(given),
    job,
  );
  expect(typeof inNode).toBe('object');
  expect(inChromium).toEqual(inNode);
});

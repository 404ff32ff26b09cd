/** A page of pictures: each kind of machine, as the play screen draws it (tools/bands/page.ts). */
import { env } from 'node:process';
import { createServer } from 'vite';
import { BAND_SAMPLE_NAMES } from '../tests/playfield/bandSamples.ts';
import type { Camera } from './shotsCamera.ts';

/** Milliseconds for fonts, the first frame, and things that glide into their places. */
const SETTLE = 900;
/** Milliseconds that the first page may take: vite bundles its libraries then. */
const STARTS = 60_000;

export async function shootBands(camera: Camera): Promise<void> {
  const wanted = BAND_SAMPLE_NAMES.filter((sample) => camera.wants(`bands-${sample}`));
  if (wanted.length === 0) return;
  const server = await createServer({
    root: env.PROJECT_ROOT ?? process.cwd(),
    configFile: false,
    logLevel: 'error',
    cacheDir: '.out/vite-bands',
    server: { host: '127.0.0.1', port: 0, hmr: false },
    optimizeDeps: { include: ['phaser'], entries: ['tools/bands/index.html'] },
  });
  await server.listen();
  try {
    const address = server.httpServer?.address();
    if (!address || typeof address === 'string') throw new Error('the page of bands has no port');
    for (const sample of wanted) {
      const page = await camera.open(`http://127.0.0.1:${address.port}/tools/bands/index.html?sample=${sample}`);
      await page.locator('.stage canvas').waitFor({ timeout: STARTS });
      await camera.shoot(page, `bands-${sample}`, () => page.waitForTimeout(SETTLE));
      await page.context().close();
    }
  } finally {
    await server.close();
  }
}

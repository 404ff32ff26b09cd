/** `npm run size`: the bytes to first playable, chunk by chunk. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { FLAGS, findOrInstallBrowser } from './browser.mjs';
import { serve } from './serve.mjs';
import { AIM, partsToFirstPlayable, sumsOf } from './sizeParts.ts';

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1);

const root = process.env.PROJECT_ROOT ?? process.cwd();
process.env.NODE_ENV = 'production';
mkdirSync(join(root, '.out'), { recursive: true });
const folder = mkdtempSync(join(root, '.out/size-'));
await build({ root, logLevel: 'warn', build: { outDir: folder, emptyOutDir: true, reportCompressedSize: false } });
const site = await serve({ folder });
const browser = await chromium.launch({ executablePath: findOrInstallBrowser().path, args: FLAGS });
try {
  const parts = await partsToFirstPlayable(await browser.newPage(), site.url);
  console.log('    kB  without gzip');
  for (const { name, kind, sent, plain } of parts)
    console.log(`${kilobytes(sent).padStart(6)} ${kilobytes(plain).padStart(8)}  ${kind.padEnd(7)}  ${name}`);
  const { kinds, all } = sumsOf(parts);
  console.log([...kinds].map(([kind, sum]) => `${kind} ${kilobytes(sum)} kB`).join(', '));
  console.log(`${parts.length} files, ${kilobytes(all)} kB to first playable (aim: at most ${AIM / 1000} kB)`);
} finally {
  await browser.close();
  await site.close();
  rmSync(folder, { recursive: true });
}

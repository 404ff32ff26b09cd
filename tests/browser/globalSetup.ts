/**
 * Once per run, before the browser tests: builds the game as it ships, serves it and starts one Chromium. Test files
 * connect to that Chromium through tests/browser/launch.ts.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { FLAGS, findOrInstallBrowser } from '../../tools/browser.mjs';
import { serve } from '../../tools/serve.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** where the built game is served; ends in a slash */
    url: string;
    /** where the running Chromium takes connections */
    browser: string;
  }
}

/** A process of its own, since vite would otherwise take over vitest's NODE_ENV and build something that nobody plays. */
function buildInto(folder: string): void {
  const command = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', '--emptyOutDir', '--outDir', folder];
  execFileSync(process.execPath, command, { env: { ...process.env, NODE_ENV: 'production' }, stdio: 'inherit' });
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { path } = findOrInstallBrowser();
  mkdirSync('.out', { recursive: true });
  const folder = mkdtempSync(join('.out', 'site-')); // one per run: two runs at a time do not disturb each other
  buildInto(folder);
  const site = await serve({ folder });
  const browser = await chromium.launchServer({ executablePath: path, args: FLAGS });
  project.provide('url', site.url);
  project.provide('browser', browser.wsEndpoint());
  return async () => {
    await browser.close();
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** The engines that the game must run in. */
import { FLAGS, findOrInstall, ENGINES as PROGRAMS } from '../../../tools/browser.mjs';
import type { Engine } from './engine.ts';
import { startPuppeteer } from './puppeteer.ts';
import { startWebKit } from './webkit.ts';

export const ENGINES: readonly Engine[] = [
  {
    name: 'Chromium',
    start: async () => startPuppeteer('chrome', findOrInstall(PROGRAMS.chromium).browser.path, FLAGS),
  },
  { name: 'Firefox', start: async () => startPuppeteer('firefox', findOrInstall(PROGRAMS.firefox).browser.path) },
  {
    name: 'WebKit',
    async start() {
      const { browser, driver, screen } = findOrInstall(PROGRAMS.webkit);
      return startWebKit({ browser: browser.path, driver: driver.path, screen: screen.path });
    },
  },
];

import { fileURLToPath } from 'node:url';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { defineConfig } from 'vitest/config';
import { policyPlugin } from './tools/contentPolicy.ts';
import { noticesPlugin } from './tools/packageNotices.ts';
import { phaserParts } from './tools/phaserParts.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

/**
 * Libraries that change rarely get chunks of their own, so that a new version of the game leaves them in the cache. The core and
 * the session are one, because everything that plays needs both.
 */
const chunks = [
  { name: 'phaser', test: /node_modules\/(phaser|eventemitter3)\/|phaser-parts/ },
  { name: 'howler', test: /node_modules\/howler\// },
  { name: 'core', test: /\/src\/(sim\/(?!policies)|session\/(?!robots|explain|costly|missed|jobsMissed|ownFirst))/ }, // robots and reasons come with the debrief
  { name: 'libraries', test: /node_modules\/(preact|@preact|i18next|valibot)\// },
];

/**
 * Two forms of the same game. `vite build` writes dist/: relative addresses, so that it runs in any folder of any host.
 * `vite build --mode single` writes .out/single/index.html: everything inlined, to be opened from disk.
 */
export default defineConfig(({ mode }) => {
  const single = mode === 'single';
  return {
    base: './',
    publicDir: false,
    plugins: [
      phaserParts(),
      noticesPlugin({ inline: single, root }),
      ...(single ? [viteSingleFile()] : []),
      policyPlugin({ inline: single }),
    ],
    build: {
      outDir: single ? '.out/single' : 'dist',
      target: 'baseline-widely-available',
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 700, // kB; phaser is one file of 616
      rolldownOptions: {
        checks: { pluginTimings: false }, // a slow machine is no warning
        output: single ? {} : { codeSplitting: { groups: chunks } },
      },
    },
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: 'node',
            include: ['tests/**/*.test.{ts,tsx}'],
            exclude: ['tests/browser/**', 'tests/architecture/fixtures/**', 'tests/toy/new/**'],
            environment: 'node',
            maxWorkers: 2,
            testTimeout: 60_000, // ms
            hookTimeout: 60_000, // ms
            sequence: { groupOrder: 0 },
          },
        },
        {
          extends: true,
          test: {
            name: 'browser',
            include: ['tests/browser/**/*.test.{ts,tsx}'],
            environment: 'node', // the tests run in Node and drive Chromium from outside
            globalSetup: 'tests/browser/globalSetup.ts',
            maxWorkers: 1,
            testTimeout: 60_000, // ms
            hookTimeout: 60_000, // ms
            sequence: { groupOrder: 1 },
          },
        },
      ],
    },
  };
});

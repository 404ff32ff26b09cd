import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findBrowser } from '../../tools/browser.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'browser-'));
  vi.stubEnv('CHROMIUM_PATH', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function program(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

test('$CHROMIUM_PATH comes before all others', () => {
  const path = program('mine', 'echo Chromium 1.0');
  vi.stubEnv('CHROMIUM_PATH', path);
  expect(findBrowser()).toEqual({ path, how: '$CHROMIUM_PATH', version: 'Chromium 1.0' });
});

test('a $CHROMIUM_PATH that does not start is an error, not a reason to take another', () => {
  vi.stubEnv('CHROMIUM_PATH', join(folder, 'missing'));
  expect(() => findBrowser()).toThrow('which does not start');
});

test('a program on the path that only pretends to be a browser is passed over', () => {
  program('chromium', 'echo "install me first" >&2; exit 1');
  const path = program('google-chrome', 'echo Google Chrome 2.0');
  vi.stubEnv('PATH', folder);
  expect(findBrowser()).toMatchObject({ path, how: 'installed', version: 'Google Chrome 2.0' });
});

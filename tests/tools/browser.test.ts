import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findBrowser, findOrInstallBrowser } from '../../tools/browser.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'browser-'));
  vi.stubEnv('CHROMIUM_PATH', '');
});
afterEach(() => {
  vi.restoreAllMocks();
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
  expect(findBrowser([])).toMatchObject({ path, how: 'installed', version: 'Google Chrome 2.0' });
});

/** An apt-get that writes down what it is asked for, and whose install brings a browser. */
function fakeApt(): string {
  const log = join(folder, 'log');
  const bring = `echo '#!/bin/sh\necho Chromium 3.0' > ${folder}/chromium; /bin/chmod +x ${folder}/chromium`;
  program('apt-get', `echo "apt-get $*" >> ${log}; case "$*" in *install*) ${bring};; esac`);
  return log;
}

test.each([
  ['root', 0, ''],
  ['others', 1000, 'sudo -n apt-get '],
])('where there is no browser, apt-get installs one (as %s)', (_who, uid, prefix) => {
  vi.stubEnv('PATH', folder);
  vi.spyOn(process, 'getuid').mockReturnValue(uid);
  const log = fakeApt();
  program('sudo', `echo "sudo $*" >> ${log}; shift; "$@"`);
  expect(findOrInstallBrowser([])).toEqual({
    path: join(folder, 'chromium'),
    how: 'installed now with apt-get',
    version: 'Chromium 3.0',
  });
  const asked = readFileSync(log, 'utf8');
  expect(asked).toContain(`${prefix}-o DPkg::Lock::Timeout=300 update`);
  expect(asked).toContain('install -y --no-install-recommends chromium fonts-dejavu-core');
});

test('where none can be installed, that is an error', () => {
  vi.stubEnv('PATH', folder);
  program('npx', `echo "npx $*" > ${folder}/log; exit 1`);
  expect(() => findOrInstallBrowser([])).toThrow('No browser');
  expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('npx playwright-core install chromium\n');
});

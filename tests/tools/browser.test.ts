import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ENGINES, findOrInstall, findProgram } from '../../tools/browser.mjs';

const { browser: chromium } = ENGINES.chromium.programs;
const all = Object.values(ENGINES).flatMap(({ programs }) => Object.values(programs));
/** Nothing beside the path, since this machine may have one there. */
const nowhere = (): string[] => [];
const onThePath = { ...chromium, places: nowhere };
const engine = { ...ENGINES.chromium, programs: { browser: onThePath } };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'browser-'));
  for (const { variable } of all) vi.stubEnv(variable, '');
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
  expect(findProgram(chromium)).toEqual({ path, how: '$CHROMIUM_PATH', version: 'Chromium 1.0' });
});

test.each(all)('a $variable that is not there is an error, not a reason to take another', (one) => {
  vi.stubEnv(one.variable, join(folder, 'missing'));
  expect(() => findProgram(one)).toThrow(`${one.variable} is ${join(folder, 'missing')}, which does not start`);
});

test('a program on the path that only pretends to be a browser is passed over', () => {
  program('chromium', 'echo "install me first" >&2; exit 1');
  const path = program('google-chrome', 'echo Google Chrome 2.0');
  vi.stubEnv('PATH', folder);
  expect(findProgram(onThePath)).toMatchObject({ path, how: 'installed', version: 'Google Chrome 2.0' });
});

/** An apt-get that writes down what it is asked for, and whose install brings these programs. */
function fakeApt(...brought: string[]): string {
  const log = join(folder, 'log');
  const bring = brought.map((path) => `echo '#!/bin/sh\necho Browser 3.0' > ${path}; /bin/chmod +x ${path}`).join(';');
  program('apt-get', `echo "apt-get $*" >> ${log}; case "$*" in *install*) ${bring};; esac`);
  return log;
}

test.each([
  ['root', 0, ''],
  ['others', 1000, 'sudo -n apt-get '],
])('where there is no browser, apt-get installs one (as %s)', (_who, uid, prefix) => {
  vi.stubEnv('PATH', folder);
  vi.spyOn(process, 'getuid').mockReturnValue(uid);
  const path = join(folder, 'chromium');
  const log = fakeApt(path);
  program('sudo', `echo "sudo $*" >> ${log}; shift; "$@"`);
  const how = 'installed now with apt-get';
  expect(findOrInstall(engine)).toEqual({ browser: { path, how, version: 'Browser 3.0' } });
  const asked = readFileSync(log, 'utf8');
  expect(asked).toContain(`${prefix}-o DPkg::Lock::Timeout=300 update`);
  expect(asked).toContain('install -y --no-install-recommends chromium fonts-dejavu-core');
});

test('what an engine has is kept, and what it lacks is installed', () => {
  const own = program('Xvfb', '');
  vi.stubEnv('PATH', folder);
  vi.stubEnv('XVFB_PATH', own);
  const { browser, driver, screen } = ENGINES.webkit.programs;
  const miniBrowser = join(folder, 'MiniBrowser');
  const log = fakeApt(miniBrowser, join(folder, 'WebKitWebDriver'));
  const webkit = { ...ENGINES.webkit, programs: { browser: { ...browser, places: nowhere }, driver, screen } };
  expect(findOrInstall(webkit)).toMatchObject({
    browser: { path: miniBrowser, how: 'installed now with apt-get' },
    driver: { how: 'installed now with apt-get' },
    screen: { path: own, how: '$XVFB_PATH' },
  });
  expect(readFileSync(log, 'utf8')).toContain('webkit2gtk-driver xvfb');
});

test('where none can be installed, that is an error which says what to set', () => {
  vi.stubEnv('PATH', folder);
  program('npx', `echo "npx $*" > ${folder}/log; exit 1`);
  expect(() => findOrInstall(engine)).toThrow('No Chromium or Chrome: install it, or set CHROMIUM_PATH.');
  expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('npx playwright-core install chromium\n');
});

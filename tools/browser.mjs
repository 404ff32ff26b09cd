/**
 * The browser that the tests and the pictures run in: $CHROMIUM_PATH, else an installed Chromium or Chrome, else one
 * that is installed now. A machine without a browser is an error and never a reason to skip a test.
 *
 * As a command (`node tools/browser.mjs`) it finds or installs one and says which.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe'];

/** Where the installers, playwright-core's among them, put it when it is not on the path. */
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  chromium.executablePath(),
];

/**
 * Software rendering, so that pictures are the same on every machine, and no traffic of the browser's own.
 * https://peter.sh/experiments/chromium-command-line-switches/ explains each.
 */
export const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

/**
 * @typedef {{ path: string, how: string, version: string }} Browser `how` says where it came from
 */

/**
 * The version that a program reports, or null if it is no browser that starts. (Ubuntu's `chromium` package, for one,
 * is a script that only points at another installer.) Windows' Chrome opens a window instead of answering.
 * @param {string} path
 */
function versionOf(path) {
  if (process.platform === 'win32') return existsSync(path) ? 'unknown version' : null;
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  return status === 0 ? stdout.trim() : null;
}

/**
 * Looks for a browser and installs nothing.
 * @param {readonly string[]} places to look in after the path
 * @returns {Browser | null}
 * @throws {Error} if $CHROMIUM_PATH is set and does not start: what was asked for is never replaced in silence
 */
export function findBrowser(places = PLACES) {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    const version = versionOf(asked);
    if (version === null) throw new Error(`CHROMIUM_PATH is ${asked}, which does not start.`);
    return { path: asked, how: '$CHROMIUM_PATH', version };
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const path of [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...places]) {
    const version = existsSync(path) ? versionOf(path) : null;
    if (version !== null) return { path, how: 'installed', version };
  }
  return null;
}

/**
 * Runs a command with its output shown on stderr.
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  console.error(`$ ${[command, ...args].join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { stdio: ['ignore', 2, 2], env }).status === 0;
}

function installWithApt() {
  if (spawnSync('apt-get', ['--version']).status !== 0) return;
  const [command = '', ...prefix] = process.getuid?.() === 0 ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
  const wait = ['-o', 'DPkg::Lock::Timeout=300']; // seconds, while another installer holds the lock
  run(command, [...prefix, ...wait, 'update']);
  run(command, [...prefix, ...wait, 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']);
}

/**
 * Finds a browser, or installs one.
 * @param {readonly string[]} places as above
 * @returns {Browser}
 * @throws {Error} if there is none and none can be installed
 */
export function findOrInstallBrowser(places = PLACES) {
  const ways = [
    { how: 'installed now with apt-get', install: installWithApt },
    { how: 'installed now by playwright-core', install: () => run('npx', ['playwright-core', 'install', 'chromium']) },
  ];
  const present = findBrowser(places);
  if (present !== null) return present;
  for (const { how, install } of ways) {
    install();
    const found = findBrowser(places);
    if (found !== null) return { ...found, how };
  }
  throw new Error('No browser: install Chromium or Chrome, or set CHROMIUM_PATH to one. The tests need it.');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { path, how, version } = findOrInstallBrowser();
  console.log(`Browser for the tests: ${path} (${how}, ${version})`);
}

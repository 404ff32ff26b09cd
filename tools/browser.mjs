/**
 * The browsers that the tests and the pictures run in, and what it takes to drive each: what $CHROMIUM_PATH and its like
 * name, else what is installed, else what is installed now. A machine that cannot have one is an error and never a reason
 * to skip a test.
 *
 * As a command (`node tools/browser.mjs`) it finds or installs all of them and says which.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

/**
 * @typedef {object} Program
 * @property {string} variable of the environment: the path of one's own
 * @property {string[]} names on the path
 * @property {() => string[]} places to look in after the path
 * @property {string | null} asks the argument on which it answers its version; null: it answers nothing without a screen
 */

/**
 * @typedef {object} Engine
 * @property {string} called in messages
 * @property {string[]} packages of Debian's that bring all of it
 * @property {[string, string[]] | null} otherwise another command that may bring it
 * @property {Record<string, Program>} programs that are needed, by what they are for
 */

/** WebKit's own small browser lies beside the library, in a folder named after its version. */
function miniBrowsers() {
  const folders = ['/usr/lib', '/usr/libexec', `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`];
  return folders.flatMap((folder) =>
    (existsSync(folder) ? readdirSync(folder) : [])
      .filter((name) => /^webkit2?gtk-/.test(name))
      .map((name) => join(folder, name, 'MiniBrowser')),
  );
}

/** Where the installers, playwright-core's among them, put Chromium when it is not on the path. */
const CHROMIUM_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  chromium.executablePath(),
];

const FIREFOX_PLACES = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/** @satisfies {Record<string, Engine>} */
export const ENGINES = {
  chromium: {
    called: 'Chromium or Chrome',
    packages: ['chromium', 'fonts-dejavu-core'],
    otherwise: ['npx', ['playwright-core', 'install', 'chromium']],
    programs: {
      browser: {
        variable: 'CHROMIUM_PATH',
        names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe'],
        places: () => CHROMIUM_PLACES,
        asks: '--version',
      },
    },
  },
  firefox: {
    called: 'Firefox',
    packages: ['firefox-esr', 'fonts-dejavu-core'],
    otherwise: null,
    programs: {
      browser: {
        variable: 'FIREFOX_PATH',
        names: ['firefox-esr', 'firefox', 'firefox.exe'],
        places: () => FIREFOX_PLACES,
        asks: '--version',
      },
    },
  },
  webkit: {
    called: 'WebKitGTK (its MiniBrowser and WebKitWebDriver, and Xvfb for a screen)',
    packages: ['webkit2gtk-driver', 'xvfb', 'fonts-dejavu-core'],
    otherwise: null,
    programs: {
      browser: { variable: 'MINIBROWSER_PATH', names: ['MiniBrowser'], places: miniBrowsers, asks: null },
      driver: { variable: 'WEBKIT_DRIVER_PATH', names: ['WebKitWebDriver'], places: () => [], asks: null },
      screen: { variable: 'XVFB_PATH', names: ['Xvfb'], places: () => [], asks: null },
    },
  },
};

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
 * @typedef {{ path: string, how: string, version: string }} Found `how` says where it came from
 */

/**
 * The version that a program reports, or null if it does not start. (Ubuntu's `chromium` package, for one, is a script
 * that only points at another installer.) On Windows browsers open a window instead of answering.
 * @param {string} path
 * @param {string | null} asks
 */
function versionOf(path, asks) {
  if (process.platform === 'win32' || asks === null) return existsSync(path) ? 'version not told' : null;
  const { status, stdout } = spawnSync(path, [asks], { encoding: 'utf8', timeout: 30_000 });
  return status === 0 ? stdout.trim() : null;
}

/**
 * Looks for a program and installs nothing.
 * @param {Program} program
 * @returns {Found | null}
 * @throws {Error} if its variable is set and names none: what was asked for is never replaced in silence
 */
export function findProgram({ variable, names, places, asks }) {
  const asked = process.env[variable];
  if (asked) {
    const version = versionOf(asked, asks);
    if (version === null) throw new Error(`${variable} is ${asked}, which does not start.`);
    return { path: asked, how: `$${variable}`, version };
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const path of [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places()]) {
    const version = existsSync(path) ? versionOf(path, asks) : null;
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

/** @param {string[]} packages */
function installWithApt(packages) {
  if (spawnSync('apt-get', ['--version']).status !== 0) return;
  const [command = '', ...prefix] = process.getuid?.() === 0 ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
  const wait = ['-o', 'DPkg::Lock::Timeout=300']; // seconds, while another installer holds the lock
  run(command, [...prefix, ...wait, 'update']);
  run(command, [...prefix, ...wait, 'install', '-y', '--no-install-recommends', ...packages]);
}

/**
 * Finds all programs of an engine, or installs them.
 * @template {string} Part
 * @param {{ called: string, packages: string[], otherwise: [string, string[]] | null, programs: Record<Part, Program> }} engine
 * @returns {Record<Part, Found>}
 * @throws {Error} if one is missing and cannot be installed
 */
export function findOrInstall({ called, packages, otherwise, programs }) {
  const parts = /** @type {Part[]} */ (Object.keys(programs));
  const found = /** @type {Record<Part, Found>} */ ({});
  /** @param {string | null} how it came, if it was not there before */
  const missing = (how) =>
    parts.filter((part) => {
      if (part in found) return false;
      const program = findProgram(programs[part]);
      if (program !== null) found[part] = how === null ? program : { ...program, how };
      return program === null;
    });
  if (missing(null).length === 0) return found;
  installWithApt(packages);
  if (missing('installed now with apt-get').length === 0) return found;
  if (otherwise !== null) {
    run(...otherwise);
    if (missing(`installed now by ${otherwise[1][0]}`).length === 0) return found;
  }
  const variables = missing(null).map((part) => programs[part].variable);
  throw new Error(`No ${called}: install it, or set ${variables.join(', ')}. The tests need it.`);
}

/** The Chromium of most tests and all pictures. */
export const findOrInstallBrowser = () => findOrInstall(ENGINES.chromium).browser;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  /** @type {Engine[]} */
  const all = Object.values(ENGINES);
  for (const engine of all) {
    try {
      for (const { path, how, version } of Object.values(findOrInstall(engine)))
        console.log(`For the tests: ${path} (${how}, ${version})`);
    } catch (problem) {
      console.error(problem instanceof Error ? problem.message : problem);
      process.exitCode = 1;
    }
  }
}

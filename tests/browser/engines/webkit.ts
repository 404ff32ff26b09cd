/** WebKitGTK: its MiniBrowser on a screen that nobody sees, driven over classic WebDriver. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Builder, Capabilities, Key, type WebDriver } from 'selenium-webdriver';
import type { EnginePage, NamedKey, Running } from './engine.ts';

export type Programs = { browser: string; driver: string; screen: string };

const NAMED: Record<NamedKey, string> = { Enter: Key.ENTER, Escape: Key.ESCAPE, Tab: Key.TAB };
const isNamed = (key: string): key is NamedKey => key in NAMED;

/** Milliseconds in which a program must have started. */
const PATIENCE = 60_000;

/** Ends with this process, however that ends. */
function begin(program: string, args: readonly string[], display = ''): ChildProcess {
  const env = { ...process.env, DISPLAY: display, NO_AT_BRIDGE: '1' };
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const end = (): boolean => child.kill();
  process.once('exit', end);
  child.once('exit', () => process.removeListener('exit', end));
  return child;
}

/** A virtual screen that is larger than any page of the tests, and its name. */
async function beginScreen(program: string): Promise<{ child: ChildProcess; display: string }> {
  const child = begin(program, ['-displayfd', '3', '-screen', '0', '2000x1400x24', '-nolisten', 'tcp']);
  const [, , , said] = child.stdio;
  if (!said) throw new Error(`${program} was started without a pipe`);
  const [name] = await once(said, 'data', { signal: AbortSignal.timeout(PATIENCE) });
  return { child, display: `:${String(name).trim()}` };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function answering(url: string): Promise<void> {
  const until = Date.now() + PATIENCE;
  while (
    !(await fetch(`${url}/status`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (Date.now() > until) throw new Error(`${url} does not answer`);
    await wait(100);
  }
}

async function newSession(url: string, binary: string): Promise<WebDriver> {
  const asked = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary, args: ['--automation'] } };
  const session = await new Builder().usingServer(url).withCapabilities(new Capabilities(asked)).build();
  await session.manage().setTimeouts({ script: 120_000, pageLoad: 120_000 });
  return session;
}

/** The one window of the session, as somebody finds it who has never been here. */
function pageOf(driver: WebDriver): EnginePage {
  const problems: string[] = [];
  /** What the page heard dies with its document. */
  const collect = async (): Promise<void> => {
    const heard: string[] | null = await driver.executeScript('return (window.heard ?? []).splice(0)');
    problems.push(...(heard ?? []));
  };
  return {
    async open(address) {
      await collect();
      await driver.get(address);
    },
    async reload() {
      await collect();
      await driver.navigate().refresh();
    },
    async resize(width, height) {
      const window = driver.manage().window();
      await window.setRect({ width, height });
      const [inner, outer] = await driver.executeScript<[number, number]>('return [innerHeight, outerHeight]');
      await window.setRect({ width, height: height + outer - inner });
    },
    async run(program) {
      await driver.executeScript(program);
    },
    evaluate: (call, ...given) => driver.executeScript(`return (${call}).apply(null, arguments)`, ...given),
    async click(x, y) {
      await driver
        .actions()
        .move({ x: Math.round(x), y: Math.round(y), duration: 0 })
        .click()
        .perform();
    },
    async press(key) {
      await driver
        .actions()
        .sendKeys(isNamed(key) ? NAMED[key] : key)
        .perform();
    },
    picture: async () => Buffer.from(await driver.takeScreenshot(), 'base64'),
    async problems() {
      await collect();
      return problems;
    },
    async close() {
      await driver.executeScript('localStorage.clear()');
      await driver.get('about:blank');
    },
  };
}

export async function startWebKit({ browser, driver, screen }: Programs): Promise<Running> {
  const { child, display } = await beginScreen(screen);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const drives = begin(driver, [`--port=${port}`], display);
  await answering(url);
  const session = await newSession(url, browser);
  return {
    page: async () => pageOf(session),
    async close() {
      await session.quit();
      drives.kill();
      child.kill();
    },
  };
}

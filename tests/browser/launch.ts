/**
 * A visit to the game in Chromium, watched from the first byte: a console error, an uncaught exception or a request that
 * leaves the origin fails the test that opened it, whatever else the test looks at.
 */
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, expect, inject, onTestFinished } from 'vitest';

export type VisitOptions = BrowserContextOptions & {
  /** below the address of the game; '' is its front door */
  path?: string;
  /** another address instead, as for a package served elsewhere or opened from disk */
  url?: string;
  /** further origins, such as 'http://localhost:1234', from which this visit may load */
  origins?: readonly string[];
  /** runs in every document before the page's own scripts */
  before?: (() => void) | { content: string };
};

/** Schemes that name data in the page itself. */
const LOCAL = ['data:', 'blob:', 'about:'];

/** Milliseconds: a machine that draws in software takes its time. */
const CLOSING = 60_000;

let connection: Promise<Browser> | undefined;

/** The Chromium of this run (one for all test files). */
export function browser(): Promise<Browser> {
  connection ??= chromium.connect(inject('browser'));
  return connection;
}

afterAll(async () => {
  await (await connection)?.close();
});

/** What is wrong so far; grows while the context lives. */
export function watch(context: BrowserContext, origins: readonly string[]): readonly string[] {
  const problems: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => {
    problems.push(`exception: ${error.error().stack ?? error.error().message}`);
  });
  const judge = (url: string): void => {
    const { origin, protocol } = new URL(url);
    const inside = LOCAL.includes(protocol) || origins.includes(origin) || origins.includes(protocol);
    if (!inside) problems.push(`request: ${url}`);
  };
  context.on('request', (request) => judge(request.url()));
  context.on('page', (page) => {
    page.on('websocket', (socket) => judge(socket.url())); // no request, for Playwright
    page.on('crash', () => problems.push('the page crashed'));
  });
  return problems;
}

/** Runs a script in the page, which lets none be added to it. */
export async function runIn(page: Page, script: string): Promise<void> {
  await page.evaluate(`${script}\n;0`);
}

/** Lays rules over the page's own, as a style sheet that is no part of it. */
export async function restyle(page: Page, rules: string): Promise<void> {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
  }, rules);
}

/**
 * Opens the game in a fresh context (no storage, no cache), which ends with the test.
 * A page from disk has no origin: there every file: address is inside.
 */
export async function visit(options: VisitOptions = {}): Promise<Page> {
  const { path = '', url = inject('url') + path, origins = [], before, ...contextOptions } = options;
  const context = await (await browser()).newContext({ viewport: { width: 1280, height: 720 }, ...contextOptions });
  const { origin, protocol } = new URL(url);
  const problems = watch(context, [origin === 'null' ? protocol : origin, ...origins]);
  onTestFinished(async () => {
    await context.close();
    expect(problems).toEqual([]);
  }, CLOSING);
  if (before !== undefined) await context.addInitScript(before);
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

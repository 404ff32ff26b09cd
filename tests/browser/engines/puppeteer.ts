/** Chromium over its own protocol and Firefox over WebDriver BiDi, without a driver between: Puppeteer speaks both. */
import puppeteer, { type Browser, type KeyInput, type Page } from 'puppeteer-core';
import type { EnginePage, Running } from './engine.ts';

/** Milliseconds: a machine that draws in software, among others' work, takes its time. */
const PATIENCE = 120_000;

/** Device pixels per CSS pixel: most of the time goes into drawing in software. */
const FEW = 0.5;

function watch(page: Page): readonly string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => {
    problems.push(`exception: ${error instanceof Error ? error.message : String(error)}`);
  });
  return problems;
}

async function newPage(browser: Browser): Promise<EnginePage> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const problems = watch(page);
  /** Fonts that are still on their way when a document is left are broken off, and Firefox calls that an error. */
  const settle = (): Promise<unknown> => page.evaluate('document.fonts.ready.then(() => null)');
  return {
    async open(url) {
      await settle();
      await page.goto(url);
    },
    async reload() {
      await settle();
      await page.reload();
    },
    resize: (width, height) => page.setViewport({ width, height, deviceScaleFactor: FEW }),
    async run(program) {
      await page.evaluate(program);
    },
    evaluate: (call, ...given) =>
      page.evaluate(`(${call})(...${JSON.stringify(given)})`) as Promise<Awaited<ReturnType<typeof call>>>,
    click: (x, y) => page.mouse.click(x, y),
    press: (key) => page.keyboard.press(key as KeyInput),
    picture: () => page.screenshot(),
    async problems() {
      await settle();
      return problems;
    },
    close: () => context.close(),
  };
}

export async function startPuppeteer(
  browser: 'chrome' | 'firefox',
  executablePath: string,
  args: readonly string[] = [],
): Promise<Running> {
  const running = await puppeteer.launch({
    browser,
    executablePath,
    args: [...args],
    timeout: PATIENCE,
    protocolTimeout: PATIENCE,
  });
  return { page: () => newPage(running), close: () => running.close() };
}

/** The camera: visits of the built game whose screens are written as pictures, one per size. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { saveText } from '../src/session/save/format.ts';
import type { Save } from '../src/session/save/save.ts';
import { PREFIX } from '../src/session/slots.ts';

export type Size = { width: number; height: number };

export type CameraOptions = {
  /** where the built game is served; ends in a slash */
  url: string;
  /** the folder that gets a folder for each size */
  out: string;
  sizes: readonly Size[];
  /** device pixels per CSS pixel */
  dpr: number;
  /** fingers instead of a mouse, colours forced by the system */
  how: Pick<BrowserContextOptions, 'hasTouch' | 'isMobile' | 'forcedColors'>;
  /** whether a picture of this name is wanted */
  wants(name: string): boolean;
};

/** Milliseconds for which a screen may still be moving after it came. */
const SETTLE = 700;
/** Milliseconds that a browser which renders in software may be behind. */
const LAG = 400;

/** `null`: a browser that refuses storage. */
export type Memory = Save | null;

export class Camera {
  /** names of the pictures taken, and what went wrong on the way */
  readonly taken: string[] = [];
  readonly problems: string[] = [];

  constructor(
    private readonly browser: Browser,
    private readonly options: CameraOptions,
  ) {}

  wants(...names: string[]): boolean {
    return names.some(this.options.wants);
  }

  /** A visit by somebody whose browser remembers `memory`. The context is to be closed. */
  async visit(path: string, memory: Memory, size = this.firstSize()): Promise<Page> {
    return this.open(this.options.url + path, (context) => remember(context, memory), size);
  }

  /** A page that may be served elsewhere. The context is to be closed. */
  async open(
    address: string,
    prepare: (context: BrowserContext) => Promise<void> = () => Promise.resolve(),
    size = this.firstSize(),
  ): Promise<Page> {
    const { dpr, how } = this.options;
    const context = await this.browser.newContext({ viewport: size, deviceScaleFactor: dpr, ...how });
    await prepare(context);
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.problems.push(`${page.url()}: ${error.stack ?? error.message}`));
    await page.goto(address);
    return page;
  }

  /**
   * Writes what the page shows, in every size. `settle` is called after each change of size and makes the page ready.
   * Where a screen is longer than the window, its end becomes a picture of its own, NAME-end.
   */
  async shoot(
    page: Page,
    name: string,
    settle: () => Promise<void> = () => page.waitForTimeout(SETTLE),
  ): Promise<void> {
    if (!this.wants(name)) return;
    const before = page.viewportSize();
    for (const size of this.options.sizes) {
      await page.setViewportSize(size);
      await catchUp(page);
      await settle();
      await this.write(page, size, name);
      const screen = page.locator('.screen');
      if ((await screen.count()) === 0) continue;
      const below = await screen.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
      if (below < 2) continue;
      await screen.evaluate((element) => element.scrollTo(0, element.scrollHeight));
      await this.write(page, size, `${name}-end`);
      await screen.evaluate((element) => element.scrollTo(0, 0));
      await catchUp(page);
    }
    if (before !== null) await page.setViewportSize(before);
  }

  private firstSize(): Size {
    const [size] = this.options.sizes;
    if (size === undefined) throw new Error('no size');
    return size;
  }

  private async write(page: Page, { width, height }: Size, name: string): Promise<void> {
    const folder = join(this.options.out, `${width}x${height}`);
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${name}.png`);
    await catchUp(page);
    await page.screenshot({ path });
    this.taken.push(path);
  }
}

/** Until the page has been drawn as it is: an exposure asks for a frame, and what it causes (observers) takes another. */
async function catchUp(page: Page): Promise<void> {
  await page.screenshot();
  await page.waitForTimeout(LAG);
}

async function remember(context: BrowserContext, memory: Memory): Promise<void> {
  if (memory === null) {
    await context.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('refused', 'SecurityError');
        },
      });
    });
    return;
  }
  const kept = { key: `${PREFIX}save.0`, text: saveText({ seq: 1, save: memory }) };
  await context.addInitScript(({ key, text }) => {
    if (window.localStorage.getItem(key) === null) window.localStorage.setItem(key, text);
  }, kept);
}

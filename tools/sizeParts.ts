/** What a newcomer's browser fetches until level 1 can be played, and how much of it gzip leaves to send. */
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page, Response } from 'playwright-core';
import { withCard } from './withCard.ts';

/** The most that it may be, bytes. */
export const AIM = 480_000;

/** What may come later: sound, and the published figures. */
const LATER = /\/(howler|sprite|published)[^/]*$/;

/** Kinds that are compressed already; servers send them as they are. */
const DENSE = /\.(woff2|webm|mp3)$/;

const KINDS: readonly [RegExp, string][] = [
  [/\.woff2$/, 'fonts'],
  [/\.css$/, 'styles'],
  [/\/phaser[^/]*$/, 'phaser'],
  [/\.js$/, 'scripts'],
];

/** `sent` and `plain`: bytes with and without gzip */
export type Part = { name: string; kind: string; sent: number; plain: number };

async function partOf(response: Response): Promise<Part> {
  const path = new URL(response.url()).pathname;
  const bytes = await response.body();
  const kind = KINDS.find(([pattern]) => pattern.test(path))?.[1] ?? 'page';
  const sent = DENSE.test(path) ? bytes.length : gzipSync(bytes).length;
  return { name: basename(path) || 'index.html', kind, sent, plain: bytes.length };
}

/**
 * Everything fetched from the first address to the picture of level 1 with its controls, the largest first. What may
 * come later is refused to the browser meanwhile: that the level can be played all the same is the proof that nobody
 * waits for it. The page must be empty and its context new.
 */
export async function partsToFirstPlayable(page: Page, url: string): Promise<Part[]> {
  const parts = new Map<string, Promise<Part>>();
  await page.route(LATER, (route) => route.abort());
  page.on('response', (response) => {
    if (!response.url().startsWith('data:')) parts.set(response.url(), partOf(response));
  });
  await page.addInitScript(withCard); // without one, less is fetched
  await page.goto(url);
  await page.getByRole('button', { name: 'Play' }).click();
  await page.locator('#guest-0').waitFor();
  await page.locator('.stage canvas').waitFor();
  await page.evaluate(async () => void (await document.fonts.ready));
  return (await Promise.all(parts.values())).sort((a, b) => b.sent - a.sent);
}

/** Sums of `sent` by kind, and of all. */
export function sumsOf(parts: readonly Part[]): { kinds: Map<string, number>; all: number } {
  const kinds = new Map<string, number>();
  for (const { kind, sent } of parts) kinds.set(kind, (kinds.get(kind) ?? 0) + sent);
  return { kinds, all: parts.reduce((sum, { sent }) => sum + sent, 0) };
}

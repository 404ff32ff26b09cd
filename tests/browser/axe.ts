/** axe-core on a page: what it finds, one line per rule, with the elements that break it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { runIn } from './launch.ts';

const script = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Axe = { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[]; passes: unknown[] }> };

/**
 * Brings to its end whatever fades in or grows, since half-faded words have no contrast. What moves for ever, such as the
 * tutorial's halo, has no end to be brought to.
 */
function arrive(): void {
  for (const animation of document.getAnimations())
    if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish();
}

/** Looks at the screen as it is when it has come to rest. The page's clock must run: axe-core works in turns. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(() => document.fonts.ready.then(() => true));
  await page.evaluate(arrive);
  await runIn(page, script);
  const { violations, passed } = await page.evaluate(async () => {
    const { violations, passes } = await (globalThis as unknown as { axe: Axe }).axe.run();
    return { violations, passed: passes.length };
  });
  if (passed === 0) throw new Error('axe-core looked at nothing');
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' · ')}`);
}

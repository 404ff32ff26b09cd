/** The page's own policy: what is not the game's neither runs, nor is it loaded. The screens are held to it by all other tests. */
import { expect, inject, onTestFinished, test } from 'vitest';
import { browser } from './launch.ts';

type Refused = { what: string; from: string };

test('scripts, styles, frames and connections of others are refused', async () => {
  const context = await (await browser()).newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(inject('url'));
  const refused = await page.evaluate(async () => {
    const found: Refused[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      found.push({ what: effectiveDirective, from: blockedURI });
    });
    const add = (tag: string, attributes: Record<string, string>, content = ''): void => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.textContent = content;
      document.body.append(element);
    };
    add('script', {}, 'globalThis.ran = true');
    add('script', { src: 'http://127.0.0.1:1/a.js' });
    add('style', {}, 'body { display: none }');
    add('img', { src: 'http://127.0.0.1:1/a.png' });
    add('iframe', { src: 'http://127.0.0.1:1/' });
    add('base', { href: 'http://127.0.0.1:1/' });
    add('button', { onclick: 'globalThis.ran = true' });
    document.body.querySelector<HTMLElement>('button[onclick]')?.click();
    await fetch('http://127.0.0.1:1/').catch(() => null);
    setTimeout('globalThis.ran = true');
    await new Promise((done) => setTimeout(done, 200));
    if ('ran' in globalThis) found.push({ what: 'ran', from: '' });
    return found;
  });
  expect(new Set(refused.map(({ what }) => what))).toEqual(
    new Set([
      'script-src-elem',
      'script-src-attr',
      'script-src',
      'style-src-elem',
      'img-src',
      'frame-src',
      'base-uri',
      'connect-src',
    ]),
  );
});

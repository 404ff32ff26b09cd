import { expect, inject, test } from 'vitest';
import { browser, visit, watch } from './launch.ts';

test('the built game opens and shows its title', async () => {
  const page = await visit();
  await page.getByRole('heading', { name: 'Ring −1' }).waitFor();
  expect(await page.title()).toBe('Ring −1');
});

test('its fonts are its own', async () => {
  const page = await visit();
  const loaded = await page.evaluate(async () => (await document.fonts.load('16px "IBM Plex Sans Condensed"')).length);
  expect(loaded).toBe(1);
});

test('a visit reports console errors, exceptions and requests that leave the origin', async () => {
  const context = await (await browser()).newContext({ bypassCSP: true }); // which would let nobody leave
  const problems = watch(context, [new URL(inject('url')).origin]);
  const page = await context.newPage();
  await page.goto(inject('url'));
  expect(problems).toEqual([]);
  await page.evaluate(() => {
    console.error('one');
    setTimeout(() => {
      throw new Error('two');
    });
    return new Promise((done) => {
      const picture = new Image();
      picture.onerror = done;
      picture.src = 'http://127.0.0.1:1/three.png';
    }).then(() => {
      const socket = new WebSocket('ws://127.0.0.1:1/four');
      return new Promise((done) => {
        socket.onerror = done;
      });
    });
  });
  await context.close();
  expect(problems.map((problem) => problem.split('\n')[0])).toEqual(
    expect.arrayContaining([
      'console: one',
      'exception: Error: two',
      'request: http://127.0.0.1:1/three.png',
      'request: ws://127.0.0.1:1/four',
    ]),
  );
});

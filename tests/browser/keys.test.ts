/** Keys mean places: the real page under presses as other layouts and input methods send them. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { visit } from './launch.ts';
import { SMALL } from './player.ts';

type Sent = { code: string; key: string; keyCode?: number; repeat?: boolean; ctrlKey?: boolean };

/** Sends events to whatever has the focus, as the browser would; says for each whether the game took it. */
const send = (page: Page, type: 'keydown' | 'keyup', sent: Sent): Promise<boolean> =>
  page.evaluate(
    ([kind, init]) => {
      const event = new KeyboardEvent(kind, { bubbles: true, cancelable: true, ...init });
      return !(document.activeElement ?? document.body).dispatchEvent(event);
    },
    [type, sent] as const,
  );

const press = async (page: Page, sent: Sent): Promise<boolean> => {
  const taken = await send(page, 'keydown', sent);
  await send(page, 'keyup', sent);
  return taken;
};

/** As Firefox and Safari are: nobody tells the layout. */
const untold = (): void => {
  Object.defineProperty(Navigator.prototype, 'keyboard', { value: undefined });
};

const level1 = async (before: () => void = untold): Promise<Page> => {
  const page = await visit({ path: '#/level/01-host-and-guest/play?seed=1', before, ...SMALL });
  await page.getByText('Put ledger on the processor.').waitFor();
  return page;
};

/** The caps of the first guest, of the first socket and of the way to the next decision. */
const caps = (page: Page): Promise<(string | null)[]> =>
  Promise.all(['#guest-0 .cap', '#socket-0 .cap', '.strip .cap'].map((cap) => page.locator(cap).first().textContent()));

test.each([
  ['Cyrillic', 'ф', 'я', ['Ф', 'Я', 'Т']],
  ['AZERTY', 'q', 'w', ['Q', 'W', 'N']],
  ['Greek', 'α', 'ζ', ['Α', 'Ζ', 'Ν']],
  ['an input method', 'Process', 'Process', ['A', 'Z', 'N']],
])(
  'with %s a guest’s key and a socket’s place it, and the caps are those of the keyboard',
  async (_, guest, socket, seen) => {
    const page = await level1();
    expect(await caps(page)).toEqual(['A', 'Z', 'N']);
    const keyCode = guest === 'Process' ? 229 : 0;
    expect(await press(page, { code: 'KeyA', key: guest, keyCode })).toBe(true);
    await page.locator('#guest-0[data-state=chosen]').waitFor({ state: 'attached' });
    expect(await press(page, { code: 'KeyZ', key: socket, keyCode })).toBe(true);
    await page.locator('[aria-label^="pCPU 0, ledger"]').waitFor({ state: 'attached' });
    await expect.poll(() => caps(page)).toEqual(seen);
  },
);

/** In the page: presses a key in the very moment in which something first stands there, before any frame shows it. */
function pressAtSight(sought: string, code: string, key: string): void {
  const pressed = document.createElement('meta');
  const watcher = new MutationObserver(() => {
    if (document.querySelector(sought) === null) return;
    watcher.disconnect();
    const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, code, key });
    pressed.content = document.body.dispatchEvent(event) ? 'lost' : 'taken';
    pressed.name = 'pressed';
    document.head.append(pressed);
  });
  watcher.observe(document, { childList: true, subtree: true });
}

test.each([
  ['the title', '', '.screen-title', 'Enter', 'Enter'],
  ['the map', '#/map', '.screen-map', 'Enter', 'Enter'],
  ['a briefing', '#/level/01-host-and-guest/briefing', '.screen-briefing', 'Enter', 'Enter'],
  ['a level', '#/level/01-host-and-guest/play?seed=1', '#guest-0', 'BracketRight', ']'],
  ['any screen', '#/credits', '.screen-about', 'KeyM', 'm'],
])('a key that is pressed as soon as %s is there is heard', async (_, path, sought, code, key) => {
  const before = { content: `(${pressAtSight})(${[sought, code, key].map((word) => JSON.stringify(word)).join()})` };
  const page = await visit({ path, before, ...SMALL });
  expect(await page.locator('meta[name=pressed]').getAttribute('content')).toBe('taken');
});

test('the caps are told by a browser that knows the layout', async () => {
  const page = await level1(() => {
    const layout = new Map([
      ['KeyA', 'a'],
      ['KeyZ', ';'],
      ['KeyN', 'b'],
    ]); // of Dvorak
    Object.defineProperty(Navigator.prototype, 'keyboard', { value: { getLayoutMap: async () => layout } });
  });
  await expect.poll(() => caps(page)).toEqual(['A', ';', 'B']);
});

test('a held key acts once, and what has Ctrl is the browser’s', async () => {
  const page = await level1();
  const chosen = page.locator('#guest-0[data-state=chosen]');
  expect(await press(page, { code: 'KeyA', key: 'a', ctrlKey: true })).toBe(false);
  expect(await chosen.count()).toBe(0);
  await send(page, 'keydown', { code: 'KeyA', key: 'a' });
  await chosen.waitFor({ state: 'attached' });
  await send(page, 'keydown', { code: 'KeyA', key: 'a' }); // would let go of the guest
  await send(page, 'keydown', { code: 'KeyA', key: 'a', repeat: true });
  await page.waitForTimeout(300);
  expect(await chosen.count()).toBe(1);
});

test('Enter that is held in the menu does nothing on the stage, and Escape is one step', async () => {
  const page = await level1();
  const { keyboard } = page;
  const menu = page.locator('dialog.menu');
  await keyboard.press('Escape'); // no tutorial, thank you
  await page.getByText('Put ledger on the processor.').waitFor({ state: 'detached' });
  await keyboard.down('Escape');
  await menu.waitFor();
  await keyboard.down('Escape'); // a repeat
  await keyboard.down('Escape');
  expect(await menu.count()).toBe(1);
  await keyboard.up('Escape');
  await page.locator('.pause').evaluate((button) => {
    button.addEventListener('click', () => button.setAttribute('data-clicked', 'yes'));
  });
  await keyboard.down('Enter'); // resumes
  await menu.waitFor({ state: 'detached' });
  await page.locator('.pause').focus();
  await keyboard.down('Enter');
  await keyboard.down('Enter');
  expect(await page.locator('.pause').getAttribute('data-clicked')).toBeNull();
  await keyboard.up('Enter');
  await keyboard.press('Enter');
  expect(await page.locator('.pause').getAttribute('data-clicked')).toBe('yes');
});

test('with the menu open its keys work, wherever the focus is, and no other reaches the stage', async () => {
  const page = await level1();
  const { keyboard } = page;
  const menu = page.locator('dialog.menu');
  await keyboard.press('Escape');
  await page.getByText('Put ledger on the processor.').waitFor({ state: 'detached' });
  await page.locator('#guest-1').focus();
  await keyboard.press('Escape');
  await menu.waitFor();
  expect(await page.locator('.machine').evaluate((machine) => machine.hasAttribute('inert'))).toBe(true);
  // as after a click on nothing: the focus is in no dialog
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await keyboard.press('s');
  await keyboard.press('Escape');
  await menu.waitFor({ state: 'detached' });
  expect(await page.locator('#guest-1').getAttribute('data-state')).toBe('plain');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('guest-1');
  await keyboard.press('Escape');
  await menu.waitFor();
  await keyboard.press('h');
  await page.locator('.screen-help').waitFor();
});

test('a tip ends with any press, and keys that do something bring none', async () => {
  const page = await level1();
  const tip = page.locator('.tip:not([hidden])');
  await page.locator('.goal').first().hover();
  await tip.waitFor();
  await page.keyboard.press('a');
  await tip.waitFor({ state: 'detached' });
  await page.mouse.move(640, 400);
  await page.locator('.goal').first().hover();
  await tip.waitFor();
  await page.mouse.down();
  await tip.waitFor({ state: 'detached' });
});

test('a new key is taken by its place and shown by its cap', async () => {
  const page = await visit({ path: '#/settings', before: untold, ...SMALL });
  const mute = page.locator('.settings-key', { hasText: 'Mute' });
  await mute.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => mute.getAttribute('aria-pressed')).toBe('true');
  await press(page, { code: 'Semicolon', key: 'ö' });
  await expect.poll(() => mute.locator('kbd').textContent()).toBe('Ö');
  await page.keyboard.press('Enter');
  await press(page, { code: 'KeyY', key: 'z' }); // the interrupt's
  await page.getByText('That key already does this: Inject the interrupt.').waitFor();
});

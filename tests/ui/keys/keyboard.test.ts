import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createKeyboard } from '../../../src/ui/keys/keyboard.ts';
import type { KeyLayout } from '../../../src/ui/keys/layouts.ts';
import { press } from './events.ts';

// nothing on this page is a field to type in
beforeEach(() => void vi.stubGlobal('HTMLElement', class {}));
afterEach(() => void vi.unstubAllGlobals());

/** A key event as far as the keyboard looks at it. */
class Key extends Event {
  readonly repeat: boolean;
  constructor(type: 'keydown' | 'keyup', part: Partial<KeyboardEvent> & { code: string }) {
    super(type, { cancelable: true });
    const { repeat = false, key = '', code, target, ...rest } = part;
    this.repeat = repeat;
    Object.assign(this, press(code, key, rest));
    if (target !== undefined) Object.defineProperty(this, 'target', { value: target });
  }
}

function setUp(getLayoutMap?: () => Promise<KeyLayout>) {
  const page = new EventTarget();
  const document = new EventTarget();
  const keyboard = createKeyboard({
    addEventListener: page.addEventListener.bind(page),
    document,
    navigator: getLayoutMap === undefined ? {} : { keyboard: { getLayoutMap } },
  } as Parameters<typeof createKeyboard>[0]);
  const send = (type: 'keydown' | 'keyup', code: string, part: Partial<KeyboardEvent> = {}) => {
    const event = new Key(type, { code, ...part });
    page.dispatchEvent(event);
    return event as Event as KeyboardEvent;
  };
  return {
    keyboard,
    down: (code: string, part?: Partial<KeyboardEvent>) => send('keydown', code, part),
    up: (code: string, part?: Partial<KeyboardEvent>) => send('keyup', code, part),
    begins: (code: string, part?: Partial<KeyboardEvent>) => keyboard.begins(send('keydown', code, part)),
    tell: (type: string) => (type === 'visibilitychange' ? document : page).dispatchEvent(new Event(type)),
  };
}

const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 0));

describe('a held key acts once', () => {
  test('whether or not the browser says that it repeats', () => {
    const { begins, up } = setUp();
    expect([begins('KeyA'), begins('KeyA'), begins('KeyA', { repeat: true })]).toEqual([true, false, false]);
    expect(begins('KeyS')).toBe(true);
    up('KeyA');
    expect(begins('KeyA')).toBe(true);
  });

  test('under an input method that sends both its own event and the real one', () => {
    const { begins, up } = setUp();
    expect([begins('KeyA', { key: 'Process' }), begins('KeyA', { key: 'a' })]).toEqual([true, false]);
    up('KeyA', { key: 'a' });
    expect(begins('KeyA', { key: 'Process' })).toBe(true);
  });

  test('when it went down somewhere else', () => {
    const { keyboard, down } = setUp();
    const first = down('Enter');
    expect([keyboard.begins(first), keyboard.begins(first)]).toEqual([true, true]); // asked twice, the same answer
    expect(keyboard.begins(down('Enter'))).toBe(false);
  });

  test.each(['blur', 'visibilitychange'])('and is let go at %s, since nobody tells of its release', (type) => {
    const { begins, tell } = setUp();
    begins('KeyA');
    tell(type);
    expect([begins('KeyA', { repeat: true }), begins('KeyA')]).toEqual([false, true]);
  });

  test('Meta, during which macOS tells of no release, leaves none stuck', () => {
    const { begins, up } = setUp();
    begins('MetaLeft', { key: 'Meta', metaKey: true });
    begins('KeyA', { metaKey: true });
    begins('KeyS');
    up('MetaLeft', { key: 'Meta' });
    expect([begins('KeyA'), begins('KeyS')]).toEqual([true, true]);
  });

  test('Enter and Escape are spent by it for every listener', () => {
    const { down } = setUp();
    for (const key of ['Enter', 'Escape'])
      expect([down(key, { key }), down(key, { key })].map((event) => event.defaultPrevented)).toEqual([false, true]);
    expect([down('ArrowUp', { key: 'ArrowUp' }), down('ArrowUp')].some((event) => event.defaultPrevented)).toBe(false);
  });
});

describe('the caps', () => {
  test('come from the browser, where it tells them', async () => {
    const { keyboard } = setUp(() => Promise.resolve(new Map([['KeyA', 'q']])));
    await settle();
    expect(keyboard.caps.value.get('KeyA')).toBe('Q');
  });

  test.each([
    ['has no layout map', undefined],
    ['refuses it', () => Promise.reject(new Error('SecurityError'))],
    [
      'throws at it',
      () => {
        throw new Error('no such thing');
      },
    ],
  ])('come from what is typed where the browser %s', async (_, getLayoutMap) => {
    const { keyboard, down } = setUp(getLayoutMap);
    await settle();
    expect(keyboard.caps.value.get('KeyA')).toBe('A');
    down('KeyA', { key: 'ф' });
    expect(keyboard.caps.value.get('KeyA')).toBe('Ф');
    down('KeyA', { key: 'Process' });
    expect(keyboard.caps.value.get('KeyA')).toBe('Ф');
  });

  test('are asked for again when the layout may have changed', async () => {
    let layout = new Map([['KeyA', 'a']]);
    const { keyboard, down, tell } = setUp(() => Promise.resolve(layout));
    await settle();
    layout = new Map([
      ['KeyA', 'q'],
      ['KeyP', 'x'],
    ]);
    down('KeyA', { key: 'q' });
    await settle();
    expect(keyboard.caps.value.get('KeyP')).toBe('X');
    layout = new Map([
      ['KeyA', 'q'],
      ['KeyP', 'y'],
    ]);
    tell('focus');
    await settle();
    expect(keyboard.caps.value.get('KeyP')).toBe('Y');
  });

  test('stay the same while nothing new is learnt, so that nothing is drawn again', () => {
    const { keyboard, down, up } = setUp();
    down('KeyA', { key: 'a' });
    const before = keyboard.caps.value;
    up('KeyA', { key: 'a' });
    down('KeyA', { key: 'a' });
    expect(keyboard.caps.value).toBe(before);
  });
});

test('a blank that goes down on one thing and up on another presses neither', () => {
  const { down, up } = setUp();
  const elsewhere = new EventTarget();
  down('Space', { key: ' ' });
  expect(up('Space', { key: ' ' }).defaultPrevented).toBe(false);
  down('Space', { key: ' ', target: elsewhere });
  expect(up('Space', { key: ' ' }).defaultPrevented).toBe(true);
});

test('after its end it hears nothing', () => {
  const { keyboard, down } = setUp();
  keyboard.dispose();
  down('KeyA', { key: 'ф' });
  expect(keyboard.caps.value.get('KeyA')).toBe('A');
});

/**
 * The keyboard in front of the player: what is written on its caps, and which of its keys are down. It hears every key
 * before anybody else does, on every screen.
 */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { isTyping } from '../shell/typing.ts';
import { agreement, type Caps, capsOf, learn } from './caps.ts';
import { createHeld } from './held.ts';
import { type KeyLayout, TYPING_KEYS } from './layouts.ts';
import { nameOf, placeOf } from './press.ts';

declare global {
  interface Navigator {
    /** Chromium alone has it, on secure pages; in a frame of another origin it refuses */
    readonly keyboard?: { getLayoutMap(): Promise<KeyLayout> };
  }
}

export type Keyboard = {
  readonly caps: ReadonlySignal<Caps>;
  /** Is this the event with which a key went down? Repeats are not, nor is what follows while the key is held. */
  begins(event: KeyboardEvent): boolean;
  dispose(): void;
};

/** The layout as the browser tells it; null where it does not, or not here. */
async function toldBy({ keyboard }: Pick<Navigator, 'keyboard'>): Promise<KeyLayout | null> {
  if (keyboard === undefined) return null;
  try {
    const map = await keyboard.getLayoutMap();
    return new Map(
      TYPING_KEYS.flatMap((code) => [[code, map.get(code) ?? ''] as const]).filter(([, key]) => key !== ''),
    );
  } catch {
    return null; // refused, as to frames of other origins: what is typed tells the same, only later
  }
}

/** A held Escape would step back through everything, a held Enter press whatever comes next; in a field it may. */
const actsAgain = (event: KeyboardEvent): boolean => ['Escape', 'Enter'].includes(nameOf(event)) && !isTyping(event);

type Page = Pick<Window, 'addEventListener'> & {
  navigator: Pick<Navigator, 'keyboard'>;
  document: Pick<Document, 'addEventListener'>;
};

export function createKeyboard(page: Page): Keyboard {
  const held = createHeld<KeyboardEvent>();
  const told = signal<KeyLayout | null>(null);
  const seen = signal<KeyLayout>(new Map());
  const ask = async (): Promise<void> => {
    told.value = await toldBy(page.navigator);
  };
  const onDown = (event: KeyboardEvent): void => {
    if (event.code === undefined) return; // filling in a form, some browsers send a `keydown` that is no key
    held.down(event);
    if (!held.begins(event) && actsAgain(event)) event.preventDefault();
    const before = seen.peek();
    seen.value = learn(before, event);
    const map = told.peek();
    // Something else than the browser told: perhaps the player has changed the layout since.
    if (seen.peek() !== before && map !== null && agreement(seen.peek(), map) < seen.peek().size) void ask();
  };
  const onUp = (event: KeyboardEvent): void => {
    // A blank that was pressed on one thing and is released on another presses neither.
    const first = held.firstOf(event);
    if (placeOf(event) === 'Space' && first !== undefined && first.target !== event.target) event.preventDefault();
    held.up(event);
  };
  const onFocus = (): void => void ask();
  const release = (): void => held.release();
  const listening = new AbortController();
  const { signal: until } = listening;
  page.addEventListener('keydown', onDown, { capture: true, signal: until });
  page.addEventListener('keyup', onUp, { capture: true, signal: until });
  page.addEventListener('blur', release, { signal: until });
  page.addEventListener('focus', onFocus, { signal: until });
  page.document.addEventListener('visibilitychange', release, { signal: until });
  void ask();
  return {
    caps: computed(() => capsOf(seen.value, told.value)),
    begins: held.begins,
    dispose: () => listening.abort(),
  };
}

/**
 * Actions that a key can be bound to, and the keys they begin with.
 *
 * A key is named by what it types, not by where it stands, so that the names fit every layout and the caps on the screen
 * are those on the desk: letters in upper case, `Space` for the blank, otherwise the browser's name (`ArrowUp`, `F1`).
 */

export const ACTIONS = [
  'pause',
  'step',
  'slower',
  'faster',
  'rewind',
  'restart',
  'noHurry',
  'guest.1',
  'guest.2',
  'guest.3',
  'guest.4',
  'guest.5',
  'guest.6',
  'guest.7',
  'guest.8',
  'socket.1',
  'socket.2',
  'socket.3',
  'socket.4',
  'deck.1',
  'deck.2',
  'deck.3',
  'deck.4',
  'preempt',
  'park',
  'wire',
  'drain',
  'inject',
  'nextExit',
  'inspect',
  'mute',
  'captions',
  'guide',
  'settings',
  'help',
] as const;
export type Action = (typeof ACTIONS)[number];

export type Bindings = Readonly<Record<Action, string>>;

/**
 * The keyboard lies like the picture: guests on the home row, their sockets on the row below, the places on deck under
 * the right hand. A guest's key, then a socket's: placed. Digits answer whatever is numbered on the screen.
 */
export const DEFAULT_BINDINGS: Bindings = {
  pause: 'Space',
  step: 'N',
  slower: '[',
  faster: ']',
  rewind: 'B',
  restart: 'R',
  noHurry: '-',
  'guest.1': 'A',
  'guest.2': 'S',
  'guest.3': 'D',
  'guest.4': 'F',
  'guest.5': 'G',
  'guest.6': 'J',
  'guest.7': 'K',
  'guest.8': 'L',
  'socket.1': 'Z',
  'socket.2': 'X',
  'socket.3': 'C',
  'socket.4': 'V',
  'deck.1': 'U',
  'deck.2': 'I',
  'deck.3': 'O',
  'deck.4': 'P',
  preempt: 'E',
  park: 'Q',
  wire: 'W',
  drain: 'T',
  inject: 'Y',
  nextExit: '.',
  inspect: '/',
  mute: 'M',
  captions: ',',
  guide: 'F1',
  settings: 'F2',
  help: 'H',
};

/** Keys that move, choose, step back or answer a question everywhere; they are never bound to anything else. */
export const RESERVED_KEYS: readonly string[] = [
  'Enter',
  'Escape',
  'Tab',
  'Shift',
  'Control',
  'Alt',
  'Meta',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  ...'0123456789',
];

/** The name of the key of a keyboard event. */
export function keyName(event: Pick<KeyboardEvent, 'key'>): string {
  if (event.key === ' ') return 'Space';
  return event.key.length === 1 ? event.key.toUpperCase() : event.key;
}

/** The action that an event asks for, or null. Chords with Ctrl, Alt or Meta belong to the browser. */
export function actionOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>,
  bindings: Bindings,
): Action | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  const key = keyName(event);
  return ACTIONS.find((action) => bindings[action] === key) ?? null;
}

export type Rebinding =
  | { ok: true; bindings: Bindings }
  | { ok: false; code: 'reserved' }
  | { ok: false; code: 'taken'; by: Action };

/** The bindings after `action` was given `key`, or why it cannot have it. */
export function rebind(bindings: Bindings, action: Action, key: string): Rebinding {
  if (RESERVED_KEYS.includes(key)) return { ok: false, code: 'reserved' };
  const holder = ACTIONS.find((other) => bindings[other] === key);
  if (holder !== undefined && holder !== action) return { ok: false, code: 'taken', by: holder };
  return { ok: true, bindings: { ...bindings, [action]: key } };
}

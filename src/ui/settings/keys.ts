/**
 * Actions that a key can be bound to, and the keys they begin with.
 *
 * A key is named by what it types, not by where it stands, so that the names fit every layout: letters in upper case,
 * `Space` for the blank, otherwise the name that the browser gives it (`ArrowUp`, `F1`, `?`).
 */

export const ACTIONS = [
  'pause',
  'step',
  'slower',
  'faster',
  'rewind',
  'restart',
  'nextGuest',
  'nextPcpu',
  'nextExit',
  'preempt',
  'deck',
  'park',
  'wire',
  'drain',
  'inject',
  'hold',
  'inspect',
  'skip',
  'noHurry',
  'mute',
  'captions',
  'guide',
  'settings',
  'help',
] as const;
export type Action = (typeof ACTIONS)[number];

export type Bindings = Readonly<Record<Action, string>>;

export const DEFAULT_BINDINGS: Bindings = {
  pause: 'Space',
  step: '.',
  slower: '-',
  faster: '+',
  rewind: 'Backspace',
  restart: 'R',
  nextGuest: 'G',
  nextPcpu: 'C',
  nextExit: 'E',
  preempt: 'X',
  deck: 'Q',
  park: 'P',
  wire: 'W',
  drain: 'D',
  inject: 'I',
  hold: 'H',
  inspect: 'F',
  skip: 'K',
  noHurry: 'N',
  mute: 'M',
  captions: 'V',
  guide: 'F1',
  settings: 'F2',
  help: '?',
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

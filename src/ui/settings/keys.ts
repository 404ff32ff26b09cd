/**
 * Actions that a key can be bound to, and the keys they begin with.
 *
 * A key is named by its place (`KeyboardEvent.code`), not by what it types: the keyboard lies like the picture, on every
 * layout. What is written on the key there is the business of ui/keys/caps.ts.
 */
import { isChord, type Press, placeOf } from '../keys/press.ts';
import { type ActionKey, assign, type BindingsOf, holderOf, offered, type Scheme } from '../keys/scheme.ts';
import { MIXED, VERB_KEYS } from '../keys/verbs.ts';

/**
 * Guests on the home row, their sockets on the row below, the places on deck under the right hand. A guest's key, then a
 * socket's: placed. Digits answer whatever is numbered on the screen.
 */
const CORE = {
  pause: 'Space',
  step: 'KeyN',
  slower: 'BracketLeft',
  faster: 'BracketRight',
  rewind: 'KeyB',
  restart: 'KeyR',
  noHurry: 'Minus',
  'guest.1': 'KeyA',
  'guest.2': 'KeyS',
  'guest.3': 'KeyD',
  'guest.4': 'KeyF',
  'guest.5': 'KeyG',
  'guest.6': 'KeyJ',
  'guest.7': 'KeyK',
  'guest.8': 'KeyL',
  'socket.1': 'KeyZ',
  'socket.2': 'KeyX',
  'socket.3': 'KeyC',
  'socket.4': 'KeyV',
  'deck.1': 'KeyU',
  'deck.2': 'KeyI',
  'deck.3': 'KeyO',
  'deck.4': 'KeyP',
  nextExit: 'Period',
  inspect: 'Slash',
  mute: 'KeyM',
  captions: 'Comma',
  guide: 'F1',
  settings: 'F2',
  help: 'KeyH',
  // above J K L, letters on every layout; last, so that they take no spare key from those above
  'guest.9': 'KeyU',
  'guest.10': 'KeyI',
  'guest.11': 'KeyO',
  'guest.12': 'KeyP',
} as const;

export type CoreAction = keyof typeof CORE;
export type VerbAction = (typeof VERB_KEYS)[number]['id'];
export type Action = CoreAction | VerbAction;
export type Bindings = BindingsOf<Action>;

/** More guests than the home row has keys stand only where they are let in, and there nobody is put on deck. */
function onlyWith(id: CoreAction): ActionKey['of'] {
  if (id.startsWith('deck.')) return { verb: 'deck', family: 'deck' };
  return /^guest\.(9|1\d)$/.test(id) ? { verb: 'admit', family: 'seats' } : null;
}

const isCore = (id: string): id is CoreAction => Object.hasOwn(CORE, id);
const CORE_ACTIONS: readonly CoreAction[] = Object.keys(CORE).filter(isCore);

/** All keys of the game. */
export const SCHEME: Scheme<Action> = {
  keys: [...CORE_ACTIONS.map((id): ActionKey<CoreAction> => ({ id, code: CORE[id], of: onlyWith(id) })), ...VERB_KEYS],
  mixed: MIXED,
  spare: ['Semicolon', 'Quote', 'Backslash', 'Equal', 'Backquote', 'F3', 'F4', 'F6', 'F7', 'F8', 'F9', 'F10'].concat(
    [...'QWETYASDFGJKLZXCVUIOPNBRMH'].map((letter) => `Key${letter}`),
  ),
};

export const ACTIONS: readonly Action[] = SCHEME.keys.map(({ id }) => id);

export const DEFAULT_BINDINGS: Bindings = assign(SCHEME, new Map());

/** Keys that move, choose, step back or answer a question everywhere, and those that only change others. */
export const RESERVED_KEYS: readonly string[] = [
  ...['Enter', 'NumpadEnter', 'Escape', 'Tab', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
  ...['Shift', 'Control', 'Alt', 'Meta', 'OS'].flatMap((key) => [key, `${key}Left`, `${key}Right`]),
  ...['AltGraph', 'Fn', 'FnLock', 'CapsLock', 'NumLock', 'ScrollLock'],
  ...[...'0123456789'].flatMap((digit) => [`Digit${digit}`, `Numpad${digit}`]),
];

/** Codes of places are words; anything else comes from a damaged or a foreign save. */
const isPlace = (code: string): boolean => /^[A-Z][A-Za-z]*\d{0,2}$/.test(code) && code.length > 1;

/** Keys for all actions from what a player chose, by action; choices that cannot be are passed over. */
export function readBindings(chosen: ReadonlyMap<string, string>): Bindings {
  return assign(SCHEME, new Map([...chosen].filter(([, code]) => isPlace(code) && !RESERVED_KEYS.includes(code))));
}

/** The action that a press asks for among those that stand for choice, or null. */
export function actionOf<A extends Action>(press: Press, bindings: Bindings, among: readonly A[]): A | null {
  if (isChord(press)) return null;
  const place = placeOf(press);
  return among.find((action) => bindings[action] === place) ?? null;
}

/** The actions of a level with these verbs. Where two have the same key after all, it is the first's. */
export const actionsOf = (verbs: readonly string[]): Action[] => offered(SCHEME, verbs).map(({ id }) => id);

/** Does the key of an action do it on a level with these verbs? */
export const isReached = (bindings: Bindings, action: Action, verbs: readonly string[]): boolean =>
  actionsOf(verbs).find((each) => bindings[each] === bindings[action]) === action;

export type Rebinding =
  | { ok: true; bindings: Bindings }
  | { ok: false; code: 'reserved' }
  | { ok: false; code: 'taken'; by: Action };

/** The bindings after `action` was given the key at `code`, or why it cannot have it. */
export function rebind(bindings: Bindings, action: Action, code: string): Rebinding {
  if (RESERVED_KEYS.includes(code) || !isPlace(code)) return { ok: false, code: 'reserved' };
  const holder = holderOf(SCHEME, bindings, action, code);
  if (holder !== undefined) return { ok: false, code: 'taken', by: holder.id };
  return { ok: true, bindings: { ...bindings, [action]: code } };
}

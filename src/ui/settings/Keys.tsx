import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { isChord, isKey, placeOf } from '../keys/press.ts';
import { useKeyWords } from '../parts/keyWords.ts';
import { useText } from '../shell/context.ts';
import { useServices } from '../shell/services.ts';
import { ACTIONS, type Action, DEFAULT_BINDINGS, RESERVED_KEYS, rebind } from './keys.ts';
import { Group } from './rows.tsx';

/** Every action with its key: press the action, then the key that it shall have. */
export function Keys() {
  const { text } = useText();
  const { settings, keyboard } = useServices();
  const words = useKeyWords();
  const { keys } = settings.settings.value;
  const waiting = useSignal<Action | null>(null);
  const told = useSignal('');
  /** place of the key that was just taken: its release shall not press the button, as a blank's would */
  const taken = useRef('');

  const nameOf = (action: Action) => text.t(`help.action.${action}`);
  const ask = (action: Action) => {
    waiting.value = action;
    told.value = text.t('settings.keyWaiting');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const action = waiting.value;
    const place = placeOf(event);
    // A modifier is no chord by itself: it is asked for, and refused with a reason.
    if (action === null || isKey(event, 'Tab') || (isChord(event) && !RESERVED_KEYS.includes(place))) return;
    event.preventDefault();
    event.stopPropagation();
    if (!keyboard.begins(event)) return;
    taken.current = place;
    if (isKey(event, 'Escape')) {
      waiting.value = null;
      told.value = '';
      return;
    }
    const result = rebind(keys, action, place);
    if (result.ok) {
      settings.change({ keys: result.bindings });
      waiting.value = null;
      told.value = text.t('settings.keySet', { action: nameOf(action), key: words(place) });
    } else if (result.code === 'taken') told.value = text.t('settings.keyTaken', { action: nameOf(result.by) });
    else told.value = text.t('settings.keyReserved');
  };
  const onKeyUp = (event: KeyboardEvent) => {
    if (placeOf(event) === taken.current) event.preventDefault();
    taken.current = '';
  };

  return (
    <div class="settings-keys">
      <Group heading={text.t('settings.heading.keys')}>
        <div class="settings-keys-head">
          <p class="settings-hint">{text.t('settings.keysHint')}</p>
          <p role="status" class="settings-told">
            {told.value}
          </p>
          <button type="button" class="button" onClick={() => settings.change({ keys: DEFAULT_BINDINGS })}>
            {text.t('settings.button.resetKeys')}
          </button>
        </div>
        <ul class="settings-key-list">
          {ACTIONS.map((action) => (
            <li key={action}>
              <button
                type="button"
                class="settings-key"
                aria-pressed={waiting.value === action}
                onClick={() => ask(action)}
                onKeyDown={onKeyDown}
                onKeyUp={onKeyUp}
                onBlur={() => {
                  if (waiting.value === action) waiting.value = null;
                }}
              >
                <span>{nameOf(action)}</span>
                <kbd>{waiting.value === action ? '…' : words(keys[action])}</kbd>
              </button>
            </li>
          ))}
        </ul>
      </Group>
    </div>
  );
}

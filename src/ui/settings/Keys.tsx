import { useSignal } from '@preact/signals';
import { keyWords } from '../parts/keyWords.ts';
import { useText } from '../shell/context.ts';
import { useServices } from '../shell/services.ts';
import { ACTIONS, type Action, DEFAULT_BINDINGS, keyName, rebind } from './keys.ts';
import { Group } from './rows.tsx';

/** Every action with its key: press the action, then the key that it shall have. */
export function Keys() {
  const { text } = useText();
  const { settings } = useServices();
  const { keys } = settings.settings.value;
  const waiting = useSignal<Action | null>(null);
  const told = useSignal('');

  const nameOf = (action: Action) => text.t(`help.action.${action}`);
  const ask = (action: Action) => {
    waiting.value = action;
    told.value = text.t('settings.keyWaiting');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const action = waiting.value;
    if (action === null || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') {
      waiting.value = null;
      told.value = '';
      return;
    }
    const result = rebind(keys, action, keyName(event));
    if (result.ok) {
      settings.change({ keys: result.bindings });
      waiting.value = null;
      told.value = text.t('settings.keySet', { action: nameOf(action), key: keyWords(text, result.bindings[action]) });
    } else if (result.code === 'taken') told.value = text.t('settings.keyTaken', { action: nameOf(result.by) });
    else told.value = text.t('settings.keyReserved');
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
                onBlur={() => {
                  if (waiting.value === action) waiting.value = null;
                }}
              >
                <span>{nameOf(action)}</span>
                <kbd>{waiting.value === action ? '…' : keyWords(text, keys[action])}</kbd>
              </button>
            </li>
          ))}
        </ul>
      </Group>
    </div>
  );
}

/** A text to take along: selectable, with a button that copies it where the browser lets it. */
import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import { useText } from '../shell/context.ts';
import { Icon } from './icon.tsx';
import { copyText } from './transfer.ts';
import './copyField.css';

type Props = { label: string; value: string; rows?: number };

export function CopyField({ label, value, rows = 3 }: Props) {
  const { text } = useText();
  const field = useRef<HTMLTextAreaElement>(null);
  const told = useSignal<string | null>(null);
  const id = useId();
  const copy = async () => {
    field.current?.select();
    told.value = (await copyText(value)) ? text.t('common.copied') : text.t('common.copyByHand');
  };
  return (
    <div class="copy-field">
      <label for={id}>{label}</label>
      <textarea
        ref={field}
        id={id}
        class="field"
        rows={rows}
        readOnly
        value={value}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div class="row">
        <button type="button" class="button" onClick={copy}>
          <Icon name="copy" />
          {text.t('common.button.copy')}
        </button>
        <p role="status" class="muted">
          {told.value}
        </p>
      </div>
    </div>
  );
}

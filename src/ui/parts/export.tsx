/** The progress as a file and as text. */
import { useSignal } from '@preact/signals';
import { useText } from '../shell/context.ts';
import { useServices } from '../shell/services.ts';
import { CopyField } from './copyField.tsx';
import { Icon } from './icon.tsx';
import { downloadText } from './transfer.ts';

const FILE = 'ring-minus-one-progress.json';

export function ExportProgress() {
  const { text } = useText();
  const { saves } = useServices();
  const exported = useSignal<string | null>(null);
  const save = () => {
    exported.value = saves.exportText();
    downloadText(FILE, exported.value);
  };
  return (
    <div class="stack">
      <button type="button" class="button" onClick={save}>
        <Icon name="download" />
        {text.t('save.button.export')}
      </button>
      {exported.value !== null && (
        <>
          <p role="status">{text.t('save.exported', { file: FILE })}</p>
          <CopyField label={text.t('save.exportText')} value={exported.value} />
        </>
      )}
    </div>
  );
}

import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { eraseProgress } from '../../session/save/progress.ts';
import { Ask } from '../parts/Ask.tsx';
import { ExportProgress } from '../parts/export.tsx';
import { Icon } from '../parts/icon.tsx';
import { useText } from '../shell/context.ts';
import { useServices } from '../shell/services.ts';
import { Group } from './rows.tsx';

/** A save is at most 2 MiB; what is larger is not even opened. */
const LARGEST_FILE = 4 * 1024 * 1024;

type Told = { words: string; isError: boolean };

/** Progress in and out of this browser. An import is joined to what is here, so that nothing can be lost by it. */
export function Progress() {
  const { text } = useText();
  const { saves } = useServices();
  const told = useSignal<Told | null>(null);
  const pasted = useSignal('');
  const asking = useSignal(false);
  const importing = useSignal(false);
  const field = useId();

  const fail = (code: string, path: string) => {
    const known = text.exists(`save.error.${code}`) ? code : 'other';
    told.value = { words: text.word('save.error', known, { path }), isError: true };
  };
  const take = (content: string) => {
    if (content.trim() === '') return fail('empty', '');
    const read = saves.importText(content.trim());
    if (!read.ok) return fail(read.code, read.path);
    told.value = { words: text.t('save.imported'), isError: false };
    pasted.value = '';
  };
  const open = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    if (file === undefined) return;
    input.value = '';
    if (file.size > LARGEST_FILE) return fail('tooLarge', '');
    const content = await file.text().catch((problem: unknown) => {
      console.info(problem);
      return null;
    });
    if (content === null) fail('unreadable', '');
    else take(content);
  };
  const erase = () => {
    saves.update(eraseProgress);
    asking.value = false;
    told.value = { words: text.t('save.erased'), isError: false };
  };

  return (
    <Group heading={text.t('settings.heading.progress')}>
      <ExportProgress />
      <div class="row">
        <button
          type="button"
          class="button"
          aria-expanded={importing.value}
          onClick={() => {
            importing.value = !importing.value;
          }}
        >
          <Icon name="upload" />
          {text.t('settings.button.import')}
        </button>
        <button
          type="button"
          class="button"
          data-kind="danger"
          onClick={() => {
            asking.value = true;
          }}
        >
          {text.t('settings.button.erase')}
        </button>
      </div>
      {importing.value && (
        <div class="settings-import">
          <label for={field}>{text.t('save.importHint')}</label>
          <textarea
            id={field}
            class="field"
            rows={3}
            value={pasted.value}
            onInput={(event) => {
              pasted.value = event.currentTarget.value;
            }}
          />
          <div class="row">
            <label class="button settings-file">
              {text.t('save.button.file')}
              <input
                type="file"
                accept=".json,.txt,application/json,text/plain"
                onChange={(event) => open(event.currentTarget)}
              />
            </label>
            <button type="button" class="button" onClick={() => take(pasted.value)}>
              {text.t('save.button.paste')}
            </button>
          </div>
        </div>
      )}
      <p role="status" class="settings-told" data-error={told.value?.isError}>
        {told.value?.words}
      </p>
      {asking.value && (
        <Ask
          words={text.t('save.eraseAsk')}
          yes={text.t('save.button.erase')}
          no={text.t('save.button.keep')}
          onYes={erase}
          onNo={() => {
            asking.value = false;
          }}
        />
      )}
    </Group>
  );
}

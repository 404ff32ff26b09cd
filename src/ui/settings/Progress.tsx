import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { eraseProgress } from '../../session/save/progress.ts';
import { LIMITS, type Result } from '../../session/untrusted.ts';
import { Ask } from '../parts/Ask.tsx';
import { ExportProgress } from '../parts/export.tsx';
import { FileButton } from '../parts/fileButton.tsx';
import { Icon } from '../parts/icon.tsx';
import { OpenRun, type Told } from '../parts/OpenRun.tsx';
import { useText } from '../shell/context.ts';
import { useServices } from '../shell/services.ts';
import { Group } from './rows.tsx';

/** Progress in and out of this browser. An import is joined to what is here, so that nothing can be lost by it. */
export function Progress() {
  const { text } = useText();
  const { saves } = useServices();
  const told = useSignal<Told>(null);
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
  const open = (content: Result<string>) => {
    if (content.ok) take(content.value);
    else fail(content.code, content.path);
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
        <OpenRun
          tell={(words) => {
            told.value = words;
          }}
        />
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
            <FileButton words={text.t('save.button.file')} most={LIMITS.saveBytes} onFile={open} />
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

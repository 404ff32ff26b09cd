import { useSignal } from '@preact/signals';
import { useText } from '../../shell/context.ts';
import { useServices } from '../../shell/services.ts';
import { useDebrief } from './context.ts';

/** After a loss: what to look at, then what to try, then how the reference did it. One at a time, and only when asked. */
export function Hints() {
  const { text } = useText();
  const { settings } = useServices();
  const { outcome, loaded } = useDebrief();
  const shown = useSignal(0);
  const { hints } = loaded.level.file;
  if (outcome.stars > 0 || !settings.settings.value.hints || hints.length === 0) return null;
  const more = shown.value < hints.length;
  return (
    <section class="debrief-panel debrief-hints" aria-labelledby="debrief-hints">
      <h2 class="label" id="debrief-hints">
        {text.t('debrief.heading.hint')}
      </h2>
      <ol aria-live="polite">
        {hints.slice(0, shown.value).map((hint) => (
          <li key={hint}>{loaded.words.say(`hint.${hint}`)}</li>
        ))}
      </ol>
      {more && (
        <button
          type="button"
          class="button"
          onClick={() => {
            shown.value += 1;
          }}
        >
          {text.t(shown.value === 0 ? 'debrief.button.hint' : 'debrief.button.stronger')}
        </button>
      )}
    </section>
  );
}

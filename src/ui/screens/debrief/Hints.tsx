import { useSignal } from '@preact/signals';
import { useText } from '../../shell/context.ts';
import { useServices } from '../../shell/services.ts';
import { useDebrief } from './context.ts';

/**
 * First what serves the star that was missed, where the level has words for its goals; after a loss also what to look at, what
 * to try, and how the reference did it. One at a time, and only when asked.
 */
export function Hints() {
  const { text } = useText();
  const { settings } = useServices();
  const { outcome, loaded } = useDebrief();
  const shown = useSignal(0);
  const star = Math.min(...outcome.goals.filter(({ met }) => !met).map(({ star }) => star));
  const own = outcome.goals
    .filter((goal) => !goal.met && goal.star === star && loaded.words.has(`hint.for.${goal.id}`))
    .map(({ id }) => `for.${id}`);
  const hints = outcome.stars > 0 ? own : [...own, ...loaded.level.file.hints];
  if (!settings.settings.value.hints || hints.length === 0) return null;
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

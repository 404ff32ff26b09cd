/** A run of this level was kept when the page was left: to go on with, where it stood, or to be given up for a new one. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';
import { useText } from '../shell/context.ts';
import type { Offer } from '../shell/keeping.ts';
import type { LoadedLevel } from '../shell/library.ts';
import { useServices } from '../shell/services.ts';

type Props = { loaded: LoadedLevel; offer: Offer; onDecided(): void };

export function KeptRun({ loaded, offer: { run, elsewhere }, onDecided }: Props) {
  const { text, format } = useText();
  const { runs } = useServices();
  const { level, model, words } = loaded;
  const wrong = useSignal(run.ok ? null : run.code);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), [wrong.value]);

  const goOn = () => {
    if (!run.ok) return;
    const problem = runs.goOn(loaded, run.value);
    if (problem === null) onDecided();
    else wrong.value = problem.code;
  };
  const anew = () => {
    runs.anew(loaded);
    onDecided();
  };
  const known = text.exists(`kept.error.${wrong.value}`) ? wrong.value : null;
  return (
    <main class="screen-problem">
      <h1>{text.t(wrong.value === null ? 'kept.heading' : 'kept.cannot')}</h1>
      {run.ok && (
        <p class="prose">
          {text.t('kept.where', {
            title: words.say('title'),
            at: format.clock(run.value.at, { hz: model.hz, playSecondNs: level.file.playSecondNs }),
          })}{' '}
          {elsewhere && wrong.value === null && text.t('kept.elsewhere')}
        </p>
      )}
      {wrong.value === null ? (
        <button ref={first} type="button" class="button" data-kind="primary" data-size="large" onClick={goOn}>
          <Icon name="play" />
          {text.t('kept.button.goOn')}
        </button>
      ) : (
        <p class="prose" role="alert">
          {text.word('kept.error', known ?? 'damaged')}
        </p>
      )}
      <button
        ref={wrong.value === null ? null : first}
        type="button"
        class="button"
        data-kind={wrong.value === null ? 'quiet' : 'primary'}
        onClick={anew}
      >
        {text.t('kept.button.anew')}
      </button>
    </main>
  );
}

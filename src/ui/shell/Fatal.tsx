/** The game could not begin: one sentence, and the way to try again. */
import { useText } from './context.ts';
import './screen.css';

export function Fatal() {
  const { text } = useText();
  return (
    <main class="screen-problem">
      <h1>{text.t('error.heading')}</h1>
      <p class="prose">{text.t('error.load.part')}</p>
      <button type="button" class="button" data-kind="primary" onClick={() => location.reload()}>
        {text.t('error.button.reload')}
      </button>
    </main>
  );
}

/** When a screen breaks: one clear sentence, the progress to take along, and a way on. */

import { Component, type ComponentChildren } from 'preact';
import { plain } from '../../levels/result.ts';
import { ExportProgress } from '../parts/export.tsx';
import { useText } from './context.ts';

function Broken({ error, onRetry }: { error: Error; onRetry(): void }) {
  const { text } = useText();
  return (
    <main class="screen-problem">
      <h1>{text.t('error.heading')}</h1>
      <p class="prose" role="alert">
        {text.t('error.unexpected', { what: plain(error.message) })}
      </p>
      <div class="row">
        <button type="button" class="button" data-kind="primary" onClick={onRetry}>
          {text.t('error.button.retry')}
        </button>
        <button type="button" class="button" onClick={() => location.reload()}>
          {text.t('error.button.reload')}
        </button>
      </div>
      <ExportProgress />
    </main>
  );
}

/** `screen`: what is shown; another screen gets another chance. */
type Props = { screen: string; children: ComponentChildren };

export class Boundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static override getDerivedStateFromError(cause: unknown) {
    return { error: cause instanceof Error ? cause : new Error(String(cause)) };
  }

  override componentDidCatch(cause: unknown) {
    console.error(cause);
  }

  override componentDidUpdate(previous: Props) {
    if (previous.screen !== this.props.screen && this.state.error !== null) this.setState({ error: null });
  }

  override render({ children }: Props, { error }: { error: Error | null }) {
    if (error === null) return children;
    return <Broken error={error} onRetry={() => this.setState({ error: null })} />;
  }
}

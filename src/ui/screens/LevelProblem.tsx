/** A level that is not there, or cannot be read. */
import type { Id } from '../../sim/types.ts';
import { useText } from '../shell/context.ts';
import { useServices } from '../shell/services.ts';

type Props = { level: Id; problem: { code: string; path: string } };

export function LevelProblem({ level, problem: { code, path } }: Props) {
  const { text } = useText();
  const { router } = useServices();
  const key = `problem.${code}`;
  const known = text.exists(key) ? code : 'unknown';
  const words =
    code === 'noSuchLevel'
      ? text.t('error.level.missing', { level })
      : text.t('error.level.unreadable', { problem: text.word('problem', known, { path, code }) });
  return (
    <main class="screen-problem">
      <h1>{text.t('error.heading')}</h1>
      <p class="prose">{words}</p>
      <button type="button" class="button" data-kind="primary" onClick={() => router.go({ screen: 'map' })}>
        {text.t('common.button.map')}
      </button>
    </main>
  );
}

import type { Id } from '../../sim/types.ts';
import type { Text } from '../../text/index.ts';

/** What a goal measures, and whether of the one that has least of it: the same name on the play screen and after the run. */
export function goalName(
  text: Pick<Text, 't' | 'word'>,
  { metric, of }: { metric: Id; of?: Id | null | undefined },
  form: 'short' | 'long',
): string {
  const goal = text.word('metric', metric, {}, form);
  return of === 'least' ? text.t('play.goal.least', { goal }) : goal;
}

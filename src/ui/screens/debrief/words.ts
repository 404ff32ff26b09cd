/** Sentences of the debrief that depend on the outcome. */
import { useText } from '../../shell/context.ts';
import { useDebrief } from './context.ts';

export function useWords() {
  const { text } = useText();
  const { outcome, nameOf, time, lasting } = useDebrief();
  return {
    /** Why the level was lost: who gave up, when, waiting for what. */
    cause(): string {
      const cause = outcome.cause;
      if (cause === null) return text.t('loss.budget', { at: time(outcome.cycles) });
      return text.word('loss', cause.waiting, {
        guest: nameOf(cause.guest),
        at: time(cause.at),
        waited: lasting(cause.at - cause.since),
      });
    },
  };
}

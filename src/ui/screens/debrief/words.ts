/** Sentences of the debrief that depend on the outcome. */
import type { Costly } from '../../../session/contract.ts';
import { NONE } from '../../../sim/types.ts';
import { useText } from '../../shell/context.ts';
import { useDebrief } from './context.ts';

export function useWords() {
  const { text } = useText();
  const { outcome, nameOf, time, lasting } = useDebrief();
  const otherOf = (by: number): string => (by === NONE ? '' : nameOf(by));
  return {
    /** Why a guest gave up that kept a star away. */
    gaveUp({ reason, guest, at, until, by = NONE }: Costly): string {
      return text.word('loss', reason, {
        guest: nameOf(guest),
        at: time(until),
        waited: lasting(until - at),
        other: otherOf(by),
      });
    },
    /** Why the level was lost: who gave up, when, waiting for what. */
    cause(): string {
      const cause = outcome.cause;
      if (cause === null) return text.t('loss.budget', { at: time(outcome.cycles) });
      return text.word('loss', cause.waiting, {
        guest: nameOf(cause.guest),
        at: time(cause.at),
        waited: lasting(cause.at - cause.since),
        other: otherOf(cause.by),
      });
    },
  };
}

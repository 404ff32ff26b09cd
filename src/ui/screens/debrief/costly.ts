import type { Costly } from '../../../session/contract.ts';
import type { Text } from '../../../text/index.ts';
import type { Debriefing } from './context.ts';

/** Kinds whose price is not the time from their beginning to their end: lost work, and what a setting cost too much. */
const BY_CYCLES: readonly Costly['kind'][] = ['reboot', 'flushes', 'trapping', 'calling', 'engine'];

/** One thing that cost much, as a sentence. */
export function costlySentence(text: Text, { loaded, nameOf, reasonOf, lasting }: Debriefing, costly: Costly): string {
  const { kind, reason } = costly;
  const lever = `lever.${reason}`;
  return text.word('debrief.costly', kind, {
    guest: nameOf(costly.guest),
    reason: kind === 'engine' ? '' : reasonOf(reason),
    mode: loaded.words.has(lever) ? loaded.words.say(lever) : kind === 'engine' ? text.word('mode', reason) : '',
    time: lasting(BY_CYCLES.includes(kind) ? costly.cycles : costly.until - costly.at),
  });
}

/** What the player did that led to it; null where something was left undone. */
export const deedSentence = (text: Text, { time }: Debriefing, { deed }: Costly): string | null =>
  deed === null ? null : text.t('debrief.costly.deed', { at: time(deed) });

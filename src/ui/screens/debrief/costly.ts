import type { Costly } from '../../../session/contract.ts';
import type { Text } from '../../../text/index.ts';
import type { Debriefing } from './context.ts';

/** One thing that cost much, as a sentence. */
export function costlySentence(text: Text, { nameOf, reasonOf, lasting }: Debriefing, costly: Costly): string {
  return text.word('debrief.costly', costly.kind, {
    guest: nameOf(costly.guest),
    reason: reasonOf(costly.reason),
    // A restart takes no time by itself: what it costs is the work that it loses.
    time: lasting(costly.kind === 'reboot' ? costly.cycles : costly.until - costly.at),
  });
}

/** Going on with a run that was kept: its commands once more, as far as it had come, and back to where it stood. */
import { fingerprint } from '../sim/index.ts';
import type { KeptRun } from './contract.ts';
import type { History } from './history.ts';
import { bad, type Problem } from './untrusted.ts';

/** `history` stands at its start. Null: it stands where the run stood, and its world is the same. */
export function goBackTo(history: History, { log, at, furthest, print }: KeptRun): Problem | null {
  for (const [index, entry] of log.entries()) {
    history.advance(entry.at);
    if (history.world.now !== entry.at) return bad('afterEnd', `log.${index}`);
    if (!history.give(entry.c).ok) return bad('refused', `log.${index}`);
  }
  history.advance(furthest);
  if (at < furthest || print !== fingerprint(history.world)) history.goTo(at);
  return history.world.now === at && fingerprint(history.world) === print ? null : bad('otherWorld');
}

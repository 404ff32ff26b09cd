/** What of all that happens is told to somebody who does not see the picture: each part knows what of its own is worth it. */
import type { View } from '../../session/view-model.ts';
import type { SimEvent } from '../../sim/index.ts';
import type { Announcement } from './announcer.ts';
import type { Speaker } from './doing.ts';
import type { PlayParts } from './play.ts';

export const polite = (words: string): Announcement => ({ words, urgency: 'polite' });
export const assertive = (words: string): Announcement => ({ words, urgency: 'assertive' });

type Row = (speaker: Speaker, view: View, event: SimEvent) => Announcement | null;

/** The sentence for an event of the simulation; null for what would only be noise. */
export function narrate(parts: PlayParts, speaker: Speaker, view: View, event: SimEvent): Announcement | null {
  for (const { narration } of parts) {
    // a row fits the event by its very key, which the compiler cannot follow through an index
    const row = narration?.[event.type] as Row | undefined;
    const said = row?.(speaker, view, event) ?? null;
    if (said !== null) return said;
  }
  return null;
}

/** What stands and was not there at the last look; `known` holds keys and is replaced. */
export function newlyStanding(
  parts: PlayParts,
  speaker: Speaker,
  view: View,
  known: ReadonlySet<string>,
): { known: Set<string>; said: Announcement[] } {
  const all = parts.flatMap((part) => part.standing?.(speaker, view) ?? []);
  return { known: new Set(all.map(({ key }) => key)), said: all.filter(({ key }) => !known.has(key)) };
}

/** What the inspector says of a thing: what it is, what it is doing, since when, what it costs here and who measured that. */
import type { View } from '../../session/view-model.ts';
import type { Id } from '../../sim/index.ts';
import type { Inspection, Play, PlayParts, TargetRules } from './play.ts';
import { merged } from './prices.ts';
import type { Kind, Target } from './target.ts';

/** The rules of a kind of target; a part's fit their kind by its very name, which the compiler cannot follow. */
export function rulesOf(parts: PlayParts, kind: string): TargetRules<Kind> | undefined {
  for (const { targets } of parts) {
    const found = Object.entries(targets ?? {}).find(([name]) => name === kind);
    if (found !== undefined) return found[1] as TargetRules<Kind>;
  }
  return undefined;
}

/** What there is to say of a target now; null when it is no longer there. */
export function inspect(play: Play, view: View, target: Target): Inspection | null {
  const found = rulesOf(play.parts, target.kind)?.inspect(play, view, target) ?? null;
  return found === null ? null : { ...found, prices: merged(found.prices) };
}

/** All entries of the field guide that an inspection may lead to. */
export const guideEntries = (parts: PlayParts): Id[] =>
  parts.flatMap(({ targets }) => Object.values(targets ?? {}).flatMap(({ guides }) => guides));

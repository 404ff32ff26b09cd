/**
 * How choosing works, whichever hand does it: mouse, finger, key or pad.
 *
 * Something is picked up (a vCPU, the latch with its requests), then a place for it is pressed; or the place first, then
 * what goes there. Both orders end in the same command, which the parts know. Nothing is ever dragged or held. What makes
 * no command is chosen instead; the chosen thing pressed again is let go of, unless a panel is open for it (`keeps`). Where
 * a level lacks the verb, pressing only chooses.
 */
import type { View } from '../../session/view-model.ts';
import type { Command, Verdict } from '../../sim/index.ts';
import type { PlayPart, PlayParts } from './play.ts';
import { same, type Target } from './target.ts';

export type Can = (command: Command) => Verdict;

/** What a press leads to: the next choice, and perhaps a command; `refused` says why the command may not be given. */
export type Move = { chosen: Target | null; command: Command | null; refused: (Verdict & { ok: false }) | null };

/** The first command that a part knows. */
function first(parts: PlayParts, ask: (part: PlayPart) => Command | null | undefined): Command | null {
  for (const part of parts) {
    const command = ask(part) ?? null;
    if (command !== null) return command;
  }
  return null;
}

const atOnce = (parts: PlayParts, view: View, pressed: Target): Command | null =>
  first(parts, (part) => part.acts?.(view, pressed));

/** The command that `pressed` completes after `chosen`, null when the two make none in this level. */
export function completed(parts: PlayParts, view: View, chosen: Target | null, pressed: Target): Command | null {
  const now = atOnce(parts, view, pressed);
  if (now !== null || chosen === null) return now;
  if (same(chosen, pressed)) return first(parts, (part) => part.again?.(view, pressed));
  return first(parts, (part) => part.completes?.(view, chosen, pressed) ?? part.completes?.(view, pressed, chosen));
}

/** What pressing `pressed` does while `chosen` is chosen. A refused command leaves the choice as it is. */
export function press(parts: PlayParts, view: View, chosen: Target | null, pressed: Target, can: Can): Move {
  const command = completed(parts, view, chosen, pressed);
  if (command !== null) {
    const verdict = can(command);
    const kept = atOnce(parts, view, pressed) === null ? null : chosen;
    return verdict.ok ? { chosen: kept, command, refused: null } : { chosen, command: null, refused: verdict };
  }
  const lets = same(chosen, pressed) && !parts.some((part) => part.keeps?.(view, pressed));
  return { chosen: lets ? null : pressed, command: null, refused: null };
}

/** Every place or guest that would complete what is chosen, each with its verdict. */
export function completions(
  parts: PlayParts,
  view: View,
  chosen: Target | null,
  can: Can,
): { target: Target; verdict: Verdict }[] {
  if (chosen === null) return [];
  return parts
    .flatMap((part) => part.places?.(view) ?? [])
    .filter((target) => !same(target, chosen))
    .flatMap((target) => {
      const command = completed(parts, view, chosen, target);
      return command === null ? [] : [{ target, verdict: can(command) }];
    });
}

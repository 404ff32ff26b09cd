/**
 * How choosing works, whichever hand does it: mouse, finger, key or pad.
 *
 * Something is picked up (a vCPU, or the latch with its requests), then a place for it is pressed; or the place first,
 * then the guest. Both orders end in the same command. Nothing is ever dragged or held.
 *
 *   chosen \ pressed | guest, vCPU        | socket            | slot on deck     | latch
 *   nothing          | choose             | choose            | choose           | choose
 *   guest, vCPU      | choose (same: drop)| place             | on deck          | choose
 *   socket           | place              | choose (same: drop)| choose          | drain here
 *   slot on deck     | on deck            | choose            | clear (if filled)| choose
 *   latch            | choose             | drain             | choose           | drop
 *
 * A pending interrupt is injected at once, whatever is chosen: leaving it alone means that it rides with the next exit.
 * Where a level lacks the verb, pressing only chooses.
 */

import type { GuestView, VcpuView, View } from '../../session/view-model.ts';
import type { Command, Int, Verb, Verdict } from '../../sim/index.ts';
import { NONE } from '../../sim/types.ts';
import { same, type Target } from './target.ts';

export type Can = (command: Command) => Verdict;

/** What a press leads to: the next choice, and perhaps a command; `refused` says why the command may not be given. */
export type Move = { chosen: Target | null; command: Command | null; refused: (Verdict & { ok: false }) | null };

export type Looked = Pick<View, 'guests' | 'pcpus' | 'verbs' | 'latch'>;

/** The vCPU that a guest offers when it is picked up as a whole: the one that waits longest, else its first. */
export function offered(guest: GuestView): VcpuView | null {
  const waiting = guest.vcpus.filter((vcpu) => vcpu.state === 'ready' && vcpu.deckOf === NONE);
  const ready = waiting.length > 0 ? waiting : guest.vcpus.filter((vcpu) => vcpu.state === 'ready');
  const oldest = ready.reduce<VcpuView | null>((best, vcpu) => (best && best.since <= vcpu.since ? best : vcpu), null);
  return oldest ?? guest.vcpus[0] ?? null;
}

/** The task that a target stands for, NONE when it is no vCPU. */
export function taskOf(view: Looked, target: Target | null): Int {
  if (target === null) return NONE;
  if (target.kind === 'vcpu') return target.task;
  if (target.kind !== 'guest') return NONE;
  const guest = view.guests[target.guest];
  return (guest && offered(guest)?.task) ?? NONE;
}

/** The command that `pressed` completes after `chosen`, null when the two make none in this level. */
export function completed(view: Looked, chosen: Target | null, pressed: Target): Command | null {
  const has = (verb: Verb): boolean => view.verbs.includes(verb);
  if (pressed.kind === 'interrupt') {
    return has('inject') ? { do: 'inject', guest: pressed.guest, line: pressed.line } : null;
  }
  if (chosen === null) return null;
  const pair = (one: Target, other: Target): Command | null => {
    const task = taskOf(view, one);
    if (task !== NONE && other.kind === 'socket' && has('place')) return { do: 'place', task, pcpu: other.pcpu };
    if (task !== NONE && other.kind === 'deck' && has('deck')) return { do: 'deck', task, pcpu: other.pcpu };
    if (one.kind === 'latch' && other.kind === 'socket' && has('drain')) return { do: 'drain', pcpu: other.pcpu };
    return null;
  };
  if (chosen.kind === 'deck' && same(chosen, pressed) && view.pcpus[chosen.pcpu]?.deck !== NONE) {
    return { do: 'deck', pcpu: chosen.pcpu, task: NONE };
  }
  return pair(chosen, pressed) ?? pair(pressed, chosen);
}

/** What pressing `pressed` does while `chosen` is chosen. A refused command leaves the choice as it is. */
export function press(view: Looked, chosen: Target | null, pressed: Target, can: Can): Move {
  const command = completed(view, chosen, pressed);
  if (command !== null) {
    const verdict = can(command);
    const kept = pressed.kind === 'interrupt' ? chosen : null;
    return verdict.ok ? { chosen: kept, command, refused: null } : { chosen, command: null, refused: verdict };
  }
  return { chosen: same(chosen, pressed) ? null : pressed, command: null, refused: null };
}

/** Every place or guest that would complete what is chosen, each with its verdict, by the key of the target. */
export function completions(view: Looked, chosen: Target | null, can: Can): { target: Target; verdict: Verdict }[] {
  if (chosen === null) return [];
  const targets: Target[] = [
    ...view.pcpus.flatMap(({ index }): Target[] => [
      { kind: 'socket', pcpu: index },
      { kind: 'deck', pcpu: index },
    ]),
    ...view.guests
      .filter((guest) => guest.present && guest.stage !== 'asking')
      .map((guest): Target => ({ kind: 'guest', guest: guest.index })),
    ...(view.latch === null ? [] : [{ kind: 'latch' } as const]),
  ];
  return targets
    .filter((target) => !same(target, chosen))
    .flatMap((target) => {
      const command = completed(view, chosen, target);
      return command === null ? [] : [{ target, verdict: can(command) }];
    });
}

/** Whoever stands behind walls, and who of them may be through soon. */
import type { Behind } from '../../session/parts/walls.ts';
import type { View } from '../../session/view-model.ts';
import type { Int } from '../../sim/index.ts';
import { NEVER } from '../../sim/types.ts';
import type { Play } from './play.ts';
import { guestIn } from './target.ts';

export const behindIn = ({ parts }: Pick<View, 'parts'>): readonly Behind[] => parts.walls?.behind ?? [];
export const behindOf = (view: Pick<View, 'parts'>, guest: Int): Behind | undefined =>
  behindIn(view).find((one) => one.guest === guest);

/** The next of its walls may still break. */
export const isThreatened = (view: Pick<View, 'now'>, { broken, until, walls, hostile }: Behind): boolean =>
  hostile && broken > 0 && broken < walls.length && until !== NEVER && view.now < until;

export const turnOut = (play: Play, guest: Int): boolean =>
  play.command({ do: 'evict', guest }, { kind: 'guest', guest }).ok;

/** Whoever is chosen, else whoever is nearest to the floor. */
export function evicted({ view: { value: view }, chosen: { value: target } }: Play): Int | null {
  const chosen = guestIn(target);
  if (chosen !== null && view.guests[chosen]?.role === 'applicant') return chosen;
  const left = ({ walls, broken }: Behind): Int => walls.length - broken;
  const [first] = behindIn(view)
    .filter((one) => isThreatened(view, one))
    .sort((a, b) => left(a) - left(b) || a.until - b.until);
  return first?.guest ?? null;
}

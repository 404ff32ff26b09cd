/** Tells the picture what is chosen and what is being considered, in its own words. */
import { NONE } from '../../sim/types.ts';
import type { Ghost, PictureTarget } from './doors.ts';
import { taskOf } from './offers.ts';
import type { Play } from './play.ts';

/** Reads signals: call it inside an effect. */
export function pictureTarget({ chosen, view, question, choices }: Play): PictureTarget | null {
  const target: PictureTarget = {};
  const task = taskOf(view.value, chosen.value);
  const guest = view.value.guests.find(({ vcpus }) => vcpus.some((vcpu) => vcpu.task === task));
  if (task !== NONE && guest !== undefined) target.guest = guest.index;
  if (chosen.value !== null && 'guest' in chosen.value) target.guest = chosen.value.guest;
  if (chosen.value !== null && 'pcpu' in chosen.value) target.pcpu = chosen.value.pcpu;
  if (question.value !== null) {
    const bays = choices.value.map(({ id, verdict }) => ({ handler: id, legal: verdict.ok }));
    target.exit = { task: question.value.exit.task, bays };
  }
  return Object.keys(target).length === 0 ? null : target;
}

/** Reads signals: call it inside an effect. */
export function ghostOf({ considered, parts }: Pick<Play, 'considered' | 'parts'>): Ghost | null {
  const next = considered.value;
  if (next === null) return null;
  for (const part of parts) {
    const ghost = part.ghost?.(next.command, next.legal) ?? null;
    if (ghost !== null) return ghost;
  }
  return null;
}

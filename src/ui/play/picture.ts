/** Tells the picture what is chosen and what is being considered, in its own words. */
import { NONE } from '../../sim/types.ts';
import type { Ghost, PictureTarget } from './doors.ts';
import { taskOf } from './selection.ts';
import type { Play } from './store.ts';

/** Reads signals: call it inside an effect. */
export function pictureTarget({ chosen, view, question, choices }: Play): PictureTarget | null {
  const target: PictureTarget = {};
  const task = taskOf(view.value, chosen.value);
  const guest = view.value.guests.find(({ vcpus }) => vcpus.some((vcpu) => vcpu.task === task));
  if (task !== NONE && guest !== undefined) target.guest = guest.index;
  if (chosen.value?.kind === 'guest') target.guest = chosen.value.guest;
  if (chosen.value?.kind === 'socket' || chosen.value?.kind === 'deck') target.pcpu = chosen.value.pcpu;
  if (question.value !== null) {
    const bays = choices.value.map(({ id, verdict }) => ({ handler: id, legal: verdict.ok }));
    target.exit = { task: question.value.exit.task, bays };
  }
  return Object.keys(target).length === 0 ? null : target;
}

/** Reads signals: call it inside an effect. */
export function ghostOf({ considered }: Play): Ghost | null {
  const next = considered.value;
  if (next === null) return null;
  const { command, legal } = next;
  switch (command.do) {
    case 'place':
    case 'deck':
      return command.task === NONE ? null : { kind: command.do, task: command.task, pcpu: command.pcpu, legal };
    case 'route':
      return { kind: 'bay', task: command.task, handler: command.handler, legal };
    case 'drain':
      return { kind: 'drain', pcpu: command.pcpu };
    default:
      return null;
  }
}

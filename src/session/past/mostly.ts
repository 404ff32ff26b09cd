/** What most of a stretch goes to: an interpreter may take far more of a guest's own burst than the guest has of it. */
import { CATEGORIES, type Category, type EventOf, NONE, taxOf, type World } from '../../sim/index.ts';

/** The category of a stretch as it is drawn, where one colour has to stand for all of it. */
export function mostly(w: World, { pcpu, mode, guest }: EventOf<'modeChanged'>): Category {
  const row = w.program.modes[w.guests[guest]?.mode ?? NONE];
  const task = w.tasks[w.pcpus[pcpu]?.task ?? NONE];
  if (mode !== 'guestUser' || row === undefined || task === undefined) return mode;
  return taxOf(row, task.kernelBp) > 10_000 ? (CATEGORIES[row.taxCategory] ?? mode) : mode;
}

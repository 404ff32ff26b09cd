/** Spool: what is left of a job goes to the file, record by record, and the printer is free for others. */
import { isSchedulable } from '../access.ts';
import { isAtPrinter, printerOf, recordsLeft, roomIn, spoolJob, spoolPrice } from '../mechanisms/printing.ts';
import { FREE, no, yes } from '../messages.ts';
import type { Int } from '../types.ts';
import type { VerbRecord } from '../verb.ts';

declare module '../messages.ts' {
  interface Commands {
    /** `task`: whose job it is */
    spool: { task: Int };
  }
}

export const spool: VerbRecord<'spool'> = {
  name: 'spool',
  part: 'printing',
  grants: ['spool'],
  words: { task: 'task' },
  can(w, { task: t }) {
    if (!isSchedulable(w, t) || w.kept.jobs?.[t] === undefined) return no('noSuchTask');
    const printer = printerOf(w, t);
    if (w.kept.jobs[t]?.spool === true) return no('spoolsAlready');
    if (printer === null || !isAtPrinter(w, t)) return no('notAtPrinter');
    return recordsLeft(w, t) > roomIn(w, printer) ? no('spoolFull') : yes;
  },
  quote(w, { task: t }) {
    if (w.kept.jobs?.[t] === undefined) return FREE;
    const cycles = recordsLeft(w, t) * spoolPrice(w, t);
    return { parts: [{ as: 'backend', cycles, cost: 'spool.record' }], total: cycles, holdsPcpu: true };
  },
  perform: (context, { task }) => spoolJob(context, task),
  sample(w, pick) {
    const [printer] = (w.kept.printers ?? []).filter(({ holder }) => holder >= 0);
    if (printer === undefined) return null;
    const all = [printer.holder, ...printer.line];
    return { do: 'spool', task: all[pick(all.length)] ?? -1 };
  },
};

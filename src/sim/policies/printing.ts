/** At the printer: which job goes on holding it, and which is spooled. It sees what everybody sees at the door. */
import { can, quote } from '../commands.ts';
import { recordsLeft, waitingCost } from '../mechanisms/printing.ts';
import type { Command } from '../messages.ts';
import type { Int } from '../types.ts';
import { choice, type Look } from './robot.ts';

/** A job by the ordinal of the operation that it began with. */
const jobOf = ({ w }: Look, t: Int): string => `${t}/${w.tasks[t]?.drawn.op ?? 0}`;

/**
 * params: `over`: a job is spooled when the waiting that it would cause, and do, is so many percent of the price;
 * `line`, `holder` 0/1: those in line, and whoever holds the printer, are looked at.
 */
export function printing(look: Look): Command | null {
  const { w, params } = look;
  const { over = 100, line: inLine = 1, holder: holds = 1 } = params;
  let best: { task: Int; gain: number } | null = null;
  for (const { holder, line } of w.kept.printers ?? []) {
    if (holder >= 0 && recordsLeft(w, holder) <= 1) choice(look, 'job', jobOf(look, holder), 'hold');
    for (const task of [...(holds === 1 && holder >= 0 ? [holder] : []), ...(inLine === 1 ? line : [])]) {
      const command: Command = { do: 'spool', task };
      if (!can(w, command).ok) continue;
      const gain = waitingCost(w, task) * 100 - quote(w, command).total * over;
      if (gain > 0 && (best === null || gain > best.gain)) best = { task, gain };
    }
  }
  if (best === null) return null;
  choice(look, 'job', jobOf(look, best.task), 'spool');
  return { do: 'spool', task: best.task };
}

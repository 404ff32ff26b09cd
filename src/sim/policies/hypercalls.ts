/**
 * Porting kernels and filling the hypercall table: by the profile of what guests lose in exits, or without looking.
 *
 * The reference asks of every kernel what its exits would still cost in the time that would be left after its port,
 * summed over the guests that share it, and ports the dearest as long as that is worth the restarts. In the table it
 * keeps the calls that would have saved most lately; when the mix shifts, one entry makes room for another.
 */
import { kernelIndex, portProblem, portsOf } from '../mechanisms/porting.ts';
import type { Command } from '../messages.ts';
import { modeIndex, RUN } from '../program.ts';
import type { World } from '../state.ts';
import { type Cycles, type Id, type Int, NONE, OPS } from '../types.ts';
import { relieve } from './relieving.ts';
import { choice, type Look } from './robot.ts';

/** An entry of the table, and the cycles that it saves per operation against the trap that it replaces. */
type Entry = { handler: Int; id: Id; saves: { op: Int; cycles: Cycles }[] };

const costOf = (w: World, path: Int | undefined): Cycles =>
  (w.program.paths[path ?? NONE]?.steps ?? []).reduce((sum, step) => sum + (step.kind === RUN ? step.cycles : 0), 0);

/** The hypercall table as the price list of a ported kernel has it. */
function entriesOf(w: World): Entry[] {
  const mode = w.program.modes[modeIndex(w.program.modes, 0, w.setup.porting?.mode ?? '')];
  return w.program.handlers.flatMap(({ id }, handler) => {
    const saves = OPS.flatMap((_, op) => {
      const paths = mode?.table[op] ?? [];
      const call = paths.find((path) => w.program.paths[path]?.hypercall === handler);
      const trap = paths.find((path) => w.program.paths[path]?.hypercall === NONE);
      return call === undefined ? [] : [{ op, cycles: costOf(w, trap) - costOf(w, call) }];
    });
    return saves.length === 0 ? [] : [{ handler, id, saves }];
  });
}

const kernelOf = (w: World, g: Int): Int => kernelIndex(w, w.setup.guests[g]?.kernel ?? '');
const guestsOf = (w: World, k: Int): Int[] => w.setup.guests.flatMap((_, g) => (kernelOf(w, g) === k ? [g] : []));

/** Remembers the counters twice per `window`, so that the recent past can be told from the rest. */
function remember({ w, second, memory: { notes }, params }: Look): void {
  if (w.now - (notes.at ?? 0) < Math.floor(((params.window ?? 12) * second) / 2)) return;
  notes.at = w.now;
  w.opCount.forEach((row, g) => {
    row.forEach((count, op) => {
      notes[`older ${g} ${op}`] = notes[`newer ${g} ${op}`] ?? 0;
      notes[`newer ${g} ${op}`] = count;
    });
  });
}

/** How often guest g has done an operation lately. */
const lately = ({ w, memory }: Look, g: Int, op: Int): Int =>
  (w.opCount[g]?.[op] ?? 0) - (memory.notes[`older ${g} ${op}`] ?? 0);

/** Cycles that the guests of kernel k have lost in the hypervisor so far. */
const lossOf = (w: World, k: Int): Cycles =>
  guestsOf(w, k).reduce((sum, g) => sum + (w.opCycles[g] ?? []).reduce((all, cycles) => all + cycles, 0), 0);

/** Is what kernel k would lose after its port worth more than the restarts that the port takes? `worth`: percent. */
function isWorthwhile({ w, params }: Look, k: Int): boolean {
  const left = Math.max(0, w.setup.length - w.now - (w.knobs.portCycles ?? 0));
  const restarts = guestsOf(w, k).reduce((sum, g) => sum + (w.setup.guests[g]?.boot ?? 0), 0);
  return Math.floor((lossOf(w, k) * left) / w.now) * 100 > restarts * (params.worth ?? 200);
}

/** `port`: 0 never, 1 the dearest kernel first, 2 as they stand on the screen, 3 the least dear first. */
function port(look: Look): Command | null {
  const { w, second, params } = look;
  if ((params.port ?? 1) === 0 || portsOf(w, 0).kernel !== NONE || w.now < (params.look ?? 10) * second) return null;
  const open = [...new Set(w.setup.guests.map((_, g) => kernelOf(w, g)))].filter((k) => portProblem(w, 0, k) === null);
  const byLoss = [...open].sort((a, b) => lossOf(w, b) - lossOf(w, a));
  const k = params.port === 2 ? open[0] : params.port === 3 ? byLoss[byLoss.length - 1] : byLoss[0];
  if (k === undefined) return null;
  const isDone = (params.port ?? 1) === 1 && !isWorthwhile(look, k);
  const kernel = w.setup.kernels[k]?.id ?? '';
  const nth = portsOf(w, 0).done.length;
  if (nth > 0 || !isDone) choice(look, nth === 0 ? 'firstPort' : 'nextPort', `${nth}`, isDone ? 'leave' : kernel);
  return isDone ? null : { do: 'port', kernel };
}

const set = (handler: Id, on: boolean): Command => ({
  do: 'setRule',
  rule: { reason: 'hypercall', guest: '*', handler },
  on,
});

/** Guests whose kernel makes hypercalls, or will in a moment. */
function ported({ w, second }: Look): Int[] {
  const { until, kernel, done } = portsOf(w, 0);
  const soon = until - w.now < 3 * second ? kernel : NONE;
  return w.setup.guests.flatMap((_, g) => {
    const k = kernelOf(w, g);
    return done.includes(k) || k === soon ? [g] : [];
  });
}

/** `table`: 0 none, 1 the `entries` calls that would have saved most lately, 2 all, 3 as 1 but never changed again. */
function fillTable(look: Look): Command | null {
  const { w, second, params } = look;
  const table = params.table ?? 1;
  const most = table === 2 ? Number.MAX_SAFE_INTEGER : (params.entries ?? 2);
  const guests = ported(look);
  if (table === 0 || (guests.length === 0 && table !== 2)) return null;
  const saved = ({ saves }: Entry): Cycles =>
    guests.reduce((sum, g) => saves.reduce((all, { op, cycles }) => all + cycles * lately(look, g, op), sum), 0);
  const ranked = entriesOf(w)
    .map((entry) => ({ id: entry.id, on: w.enabled[entry.handler] === true, saved: saved(entry) }))
    .sort((a, b) => b.saved - a.saved);
  const on = ranked.filter((entry) => entry.on);
  const candidate = ranked.find((entry) => !entry.on);
  const worst = on[on.length - 1];
  if (candidate === undefined || (candidate.saved === 0 && table !== 2)) return null;
  if (on.length < most) {
    choice(look, 'hypercall', `${w.now}`, candidate.id);
    return set(candidate.id, true);
  }
  const isBetter = worst !== undefined && candidate.saved * 100 > worst.saved * 130 + 30 * second;
  return table === 1 && isBetter ? set(worst.id, false) : null;
}

/** params: see above; `swaps` 0/1 and those of `relieve`; `look`, `window` in seconds of play. */
export function hypercalls(look: Look): Command | null {
  remember(look);
  return port(look) ?? fillTable(look) ?? ((look.params.swaps ?? 1) === 1 ? relieve(look) : null);
}

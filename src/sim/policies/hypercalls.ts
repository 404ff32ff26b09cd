/**
 * Porting kernels and filling the hypercall table: by the profile of what guests lose in exits, or without looking.
 *
 * The reference asks of every kernel what its exits would still cost in the time that would be left after its port,
 * summed over the guests that share it, and ports the dearest as long as that is worth the restarts. In the table it
 * keeps the calls that would have saved most lately; when the mix shifts, one entry makes room for another.
 */
import { isCall } from '../mechanisms/hypercalls.ts';
import { kernelIndex, portProblem, portsOf } from '../mechanisms/porting.ts';
import type { Command } from '../messages.ts';
import { batchOf, type Entry, entriesOf, savesAhead } from '../savings.ts';
import type { World } from '../state.ts';
import { type Cycles, type Id, type Int, NONE } from '../types.ts';
import { putAhead, relieve } from './relieving.ts';
import { choice, type Look } from './robot.ts';

/** seconds of play after which no day goes on */
const WHOLE_DAY = 1000;

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

/** Of what is announced, so many seconds decide whom to port: `foresee`, or else as many as decide which calls. */
const portsAhead = ({ params }: Look): Int => params.foresee ?? params.ahead ?? 0;

/** What calls would save the guests of kernel k in the next `seconds` of play, as far as they are there by then. */
const comingOf = ({ w, second }: Look, k: Int, seconds: Int): Cycles =>
  entriesOf(w).reduce((sum, entry) => sum + savesAhead(w, entry, guestsOf(w, k), 0, seconds * second), 0);

/**
 * Is what kernel k would lose after its port worth more than the restarts that the port takes? `worth`: percent. Whoever
 * is not there yet comes ported, without one.
 */
function isWorthwhile(look: Look, k: Int): boolean {
  const { w, params } = look;
  const left = Math.max(0, w.setup.length - w.now - (w.knobs.portCycles ?? 0));
  const there = guestsOf(w, k).filter((g) => w.guests[g]?.stage !== 'off');
  const restarts = there.reduce((sum, g) => sum + (w.setup.guests[g]?.boot ?? 0), 0);
  const loses =
    portsAhead(look) > 0 ? comingOf(look, k, WHOLE_DAY) : Math.floor((lossOf(w, k) * left) / Math.max(1, w.now));
  return loses * 100 > restarts * (params.worth ?? 200);
}

/** `port`: 0 never, 1 the dearest kernel first, 2 as they stand on the screen, 3 the least dear first; `ports`: at most. */
function port(look: Look): Command | null {
  const { w, second, params } = look;
  if (portsOf(w, 0).done.length >= (params.ports ?? w.setup.kernels.length)) return null;
  if ((params.port ?? 1) === 0 || portsOf(w, 0).kernel !== NONE || w.now < (params.look ?? 10) * second) return null;
  const open = [...new Set(w.setup.guests.map((_, g) => kernelOf(w, g)))].filter((k) => portProblem(w, 0, k) === null);
  const ahead = portsAhead(look);
  const far = ahead === 0 ? 0 : ahead + Math.floor((w.knobs.portCycles ?? 0) / second);
  const loses = new Map(open.map((k) => [k, far > 0 ? comingOf(look, k, far) : lossOf(w, k)]));
  const byLoss = [...open].sort((a, b) => (loses.get(b) ?? 0) - (loses.get(a) ?? 0));
  const k = params.port === 2 ? open[0] : params.port === 3 ? byLoss[byLoss.length - 1] : byLoss[0];
  if (k === undefined) return null;
  const isDone = (params.port ?? 1) === 1 && !isWorthwhile(look, k);
  const kernel = w.setup.kernels[k]?.id ?? '';
  const nth = portsOf(w, 0).done.length;
  if (nth > 0 || !isDone) choice(look, nth === 0 ? 'firstPort' : 'nextPort', `${nth}`, isDone ? 'leave' : kernel);
  return isDone ? null : { do: 'port', kernel };
}

const isListed = (w: World, id: Id): boolean => w.rules.some((rule) => isCall(rule) && rule.handler === id);

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

/**
 * Does it pay to give up `worst` for `best`, over the next `horizon` seconds, of which the new one is not there at first?
 * `margin`: what it must gain beyond that, since what was is not what will be.
 */
function isBetter({ w, second, params }: Look, best: Cycles, worst: Cycles): boolean {
  if ((params.ahead ?? 0) > 0) return best > worst + (params.margin ?? 10) * second;
  const horizon = (params.horizon ?? 20) * second;
  return (
    best * Math.max(0, horizon - (w.knobs.callCycles ?? 0)) > worst * horizon + (params.margin ?? 10) * second * second
  );
}

/** What it costs at worst that a call is missing: one operation, as those guests ask for it. */
const dearest = (w: World, { saves }: Entry, guests: readonly Int[]): Cycles =>
  Math.max(0, ...saves.flatMap(({ op, cycles }) => guests.map((g) => cycles(g) * batchOf(w, g, op))));

/**
 * `ahead`: so many seconds of what is announced decide, instead of what was lately; 0: none.
 * `table`: 0 none, 1 the `entries` calls that would have saved most lately, 2 all, 3 as 1 but never changed again, 4 as 3,
 * but the one that is dearest to lack comes first: an insurance; 5 as 1, but that one is never given up.
 */
function fillTable(look: Look): Command | readonly Command[] | null {
  const { w, second, params, memory } = look;
  const table = params.table ?? 1;
  const most = table === 2 ? Number.MAX_SAFE_INTEGER : (params.entries ?? 2);
  const guests = ported(look);
  if (table === 0 || (guests.length === 0 && table !== 2)) return null;
  const far = (params.ahead ?? 0) * second;
  const takes = w.knobs.callCycles ?? 0;
  /** by what is to come; a call that is not there yet is missed until it is written */
  const isOn = (g: Int): boolean => w.pcpus.some(({ task }) => task !== NONE && w.tasks[task]?.guest === g);
  const [on_, off_] = [guests.filter(isOn), guests.filter((g) => !isOn(g))];
  const coming = (entry: Entry): Cycles => {
    const from = isListed(w, entry.id) ? 0 : takes;
    const all = (of: readonly Int[]): Cycles => savesAhead(w, entry, of, from, takes + far);
    return Math.floor((all(on_) * 100 + all(off_) * (params.there ?? 100)) / 100);
  };
  const seen = ({ saves }: Entry): Cycles =>
    guests.reduce((sum, g) => saves.reduce((all, { op, cycles }) => all + cycles(g) * lately(look, g, op), sum), 0);
  const saved = far > 0 ? coming : seen;
  const insured = table >= 4 && !w.rules.some(isCall);
  const ranked = entriesOf(w)
    .map((entry) => ({
      ...entry,
      on: isListed(w, entry.id),
      saved: insured ? dearest(w, entry, guests) : saved(entry),
    }))
    .sort((a, b) => b.saved - a.saved);
  const on = ranked.filter((entry) => entry.on);
  const candidate = ranked.find((entry) => !entry.on);
  const kept = table === 5 ? [...on].sort((a, b) => dearest(w, b, guests) - dearest(w, a, guests))[0] : undefined;
  // what has just been added has had no time to show what it is worth
  const rest = takes + (params.rest ?? 0) * second + (far > 0 ? 0 : Math.floor(((params.window ?? 12) * second) / 2));
  const isNew = ({ id }: Entry): boolean => w.now - (memory.notes[`added ${id}`] ?? Number.NEGATIVE_INFINITY) < rest;
  const worst = on.filter((entry) => entry !== kept && !isNew(entry)).pop();
  if (candidate === undefined || (candidate.saved === 0 && table !== 2)) return null;
  if (on.length < most) {
    choice(look, 'hypercall', `${w.now}`, candidate.id);
    memory.notes[`added ${candidate.id}`] = w.now;
    return set(candidate.id, true);
  }
  if ((table !== 1 && table !== 5) || worst === undefined) return null;
  const pays = isBetter(look, candidate.saved, worst.saved);
  const later = (entry: Entry): Cycles => savesAhead(w, entry, guests, takes, takes + 2 * far);
  // a turn that is announced: now, or not yet
  if (candidate.saved > worst.saved || (far > 0 && later(candidate) > later(worst)))
    choice(
      look,
      'exchange',
      `${candidate.id}/${memory.notes[`added ${worst.id}`]}/${pays}`,
      pays ? 'exchange' : 'keep',
    );
  if (!pays) return null;
  // one move of a hand: it chooses the new one, and the other goes
  memory.notes[`added ${candidate.id}`] = w.now;
  return [set(worst.id, false), set(candidate.id, true)];
}

/** Whoever is about to give up comes before everything else. */
function rescue(look: Look): Command | null {
  const spare = look.params.urgent ?? 0;
  return relieve({ ...look, params: { ...look.params, spare, asks: Math.floor((6 * spare) / 5) } });
}

/** params: see above; `swaps` 0/1 and those of `relieve`; `urgent` in points of patience; `line`: see `putAhead`; `look`, `window` in seconds of play. */
export function hypercalls(look: Look): Command | readonly Command[] | null {
  remember(look);
  const helps = (look.params.swaps ?? 1) === 1;
  const ahead = look.params.line === undefined ? null : putAhead(look);
  return (helps ? rescue(look) : null) ?? port(look) ?? fillTable(look) ?? ahead ?? (helps ? relieve(look) : null);
}

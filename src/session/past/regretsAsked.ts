/**
 * Of regrets, those that follow from what guests were seen to do: calls that the table lacks, kernels that nobody ports, models of
 * cards beyond the door. They are reckoned once a second of play, from the operations since the last time.
 */
import {
  type Cycles,
  entriesOf,
  type Int,
  isInside,
  leavingFor,
  linesLeft,
  NONE,
  overheadUnder,
  portingOf,
  savesInside,
  type World,
} from '../../sim/index.ts';
import { add, type Regrets } from './regrets.ts';

/** Operations that guests have carried out since this was last asked, by guest and operation. */
type Done = readonly (readonly Int[])[];

/** What guests have lost for want of a port, or because a model stands outside, since this was last asked. */
export function regretAsked(regrets: Regrets, w: World, from: Cycles): void {
  const [ports, cards] = ['port', 'house'].map((verb) => w.setup.verbs.includes(verb));
  if (!ports && !cards) return;
  const before = regrets.asked;
  regrets.asked = w.opCount.map((row) => row.slice());
  const done = w.opCount.map((row, g) => row.map((n, op) => n - (before[g]?.[op] ?? 0)));
  if (ports) regretPorts(regrets, w, from, done);
  if (cards) for (let m = 0; m < w.program.machines.length; m++) regretCards(regrets, w, from, done, m);
}

/**
 * What knocks have taken through the door of a machine, by the card whose model stands outside. Where the monitor is full,
 * only what is beyond the knocks of the models that would have made room.
 */
function regretCards(regrets: Regrets, w: World, from: Cycles, done: Done, machine: Int): void {
  const left = linesLeft(w, machine);
  const rows = w.program.cards.flatMap((card, c) => {
    if (card.machine !== machine) return [];
    const by = done.map((ops, g) => {
      const saves = savesInside(w, c, g);
      return ops.reduce((sum, n, op) => sum + n * (saves[op] ?? 0), 0);
    });
    const sum = by.reduce((all, one) => all + one, 0);
    return [{ ...card, inside: isInside(w, c), sum, most: by.indexOf(Math.max(...by)) }];
  });
  for (const { id, lines, inside, sum, most } of rows) {
    if (inside) continue;
    const stand = rows.flatMap((other) => (other.inside ? [{ lines: other.lines, heat: other.sum }] : []));
    const leaving = leavingFor(lines, left, stand);
    if (leaving === null) continue;
    const least = leaving.reduce((all, i) => all + (stand[i]?.heat ?? 0), 0);
    add(regrets, 'housing', most, from, w.now, sum - least, id);
  }
}

/**
 * What guests lost for want of parts of their kernel's port, beyond what the part in hand would have saved meanwhile. So the
 * order of writing is told, and that there was none.
 */
function regretPorts(regrets: Regrets, w: World, from: Cycles, done: Done): void {
  const entries = entriesOf(w);
  const { queue, written, booted } = portingOf(w);
  const rows = w.setup.kernels.flatMap(({ id, closed }, k) => {
    const guests = w.setup.guests.flatMap(({ kernel }, g) => (kernel === id && w.guests[g]?.stage === 'up' ? [g] : []));
    if (closed || guests.length === 0 || (written[k]?.length ?? 0) === entries.length) return [];
    const by = guests.map((g) => {
      const counts = done[g] ?? [];
      const own = booted[g] ?? [];
      if (own.length === 0)
        return Math.round(overheadUnder(w, g, 'delivered', counts) - overheadUnder(w, g, 'ported', counts));
      const lacks = entries.filter((entry) => !own.includes(entry.id));
      return lacks.reduce(
        (sum, { saves }) => saves.reduce((all, { op, cycles }) => all + cycles(g) * (counts[op] ?? 0), sum),
        0,
      );
    });
    const saves = by.reduce((sum, n) => sum + n, 0);
    return [{ id, isBusy: queue[0]?.kernel === k, saves, most: guests[by.indexOf(Math.max(...by))] ?? NONE }];
  });
  const meanwhile = rows.find(({ isBusy }) => isBusy)?.saves ?? 0;
  for (const { id, isBusy, saves, most } of rows)
    if (!isBusy) add(regrets, 'unported', most, from, w.now, saves - Math.max(0, meanwhile), id);
}

/**
 * Where everybody gets most done, taken together: whoever comes to a machine takes from those who are there.
 *
 * For each machine that somebody could be on, the robot reckons how much all guests would get done within the time that it
 * looks ahead, each by its own load and stay, if the pCPUs of a machine were shared alike; a restart is taken off. A way is
 * taken where that sum gains enough by it.
 */
import { guestOf, isHere } from '../access.ts';
import { can } from '../commands.ts';
import { domainDriverFor, driverProblem } from '../mechanisms/hosts.ts';
import { modeProblem, standingOf } from '../mechanisms/modes.ts';
import { bootCost } from '../mechanisms/restarts.ts';
import type { Command } from '../messages.ts';
import type { World } from '../state.ts';
import { type Cycles, type Int, NONE, OPS } from '../types.ts';
import { choice, type Look } from './robot.ts';
import {
  bearsIt,
  crowdOn,
  horizon,
  type Load,
  loadOf,
  machineOf,
  nameOf,
  pcpusOn,
  remember,
  waysOf,
  workWith,
} from './spectrum.ts';

/** One guest on its way: its load, the time that it has, and where it is. */
type One = { g: Int; load: Load; time: Cycles; row: Int };

const PACKET = OPS.indexOf('packetOut');
const isMovable = (w: World, g: Int): boolean => (w.program.guests[g]?.choices ?? []).length > 0;

/** Processes of a machine's host that take part of a pCPU. */
const processes = (w: World, m: Int): Int =>
  w.program.services.filter(({ machine, task }) => machine === m && task >= w.program.vcpus).length;

/** What all of them get done. */
function sum(w: World, all: readonly One[]): number {
  const on = w.setup.machines.map((_, m) => all.filter(({ row }) => machineOf(w, row) === m).length);
  return all.reduce((work, { load, time, row }) => {
    const m = machineOf(w, row);
    const share = Math.min(1, pcpusOn(w, m) / ((on[m] ?? 0) + processes(w, m)));
    return work + workWith(w, load, row, time, share);
  }, 0);
}

/** All that are here, and where they are or go. */
const here = (look: Look): One[] =>
  look.w.guests.flatMap(({ stage }, g) =>
    isHere(stage) && isMovable(look.w, g)
      ? [{ g, load: loadOf(look.w, g), time: horizon(look, g), row: standingOf(look.w, g).chosen }]
      : [],
  );

/** Whoever asks: where it adds most, or nowhere. */
export function admitted(look: Look): Command | null {
  const { w, params, memory, second } = look;
  const g = w.guests.findIndex(({ stage }) => stage === 'asking');
  if (g === NONE) return null;
  // somebody for whom a driver comes can wait for it
  const promised = (w.program.guests[g]?.choices ?? []).some(
    (row) => driverProblem(w, g, machineOf(w, row)) === 'driverStarts',
  );
  const all = here(look);
  const one = { g, load: loadOf(w, g), time: horizon(look, g) };
  let best = { row: NONE, work: Number.NEGATIVE_INFINITY };
  for (const row of waysOf(w, g)) {
    if (crowdOn(w, machineOf(w, row), g) > (params.crowd ?? 30) / 10) continue;
    const start = bootCost(w, g, row);
    const work = sum(w, [...all, { ...one, row, time: Math.max(0, one.time - start) }]);
    if (work > best.work) best = { row, work };
  }
  if (promised && best.row === NONE) return null;
  // whoever adds too little to what its stay takes is refused, as long as not too many have been
  const stay = w.setup.guests[g]?.enters?.stay ?? 0;
  const gone = memory.notes.refused ?? 0;
  if (best.row !== NONE && gone + stay <= (params.spare ?? 0) * second) {
    const gain = (best.work - sum(w, all)) / Math.max(1, one.time);
    if (100 * gain < (params.pays ?? 0)) best = { ...best, row: NONE };
  }
  if (best.row === NONE) memory.notes.refused = gone + stay;
  const { row } = best;
  choice(look, 'door', String(g), row === NONE ? 'refuse' : `${w.setup.machines[machineOf(w, row)]?.id ?? ''}`);
  if (row === NONE) return { do: 'refuse', guest: g };
  return { do: 'admit', guest: g, mode: nameOf(w, row), machine: machineOf(w, row) };
}

/** Whoever is here: the move by which all together gain most, if it is worth it. */
export function moved(look: Look): Command | null {
  const { w, params, memory, second } = look;
  remember(look, 2);
  const all = here(look);
  const stays = sum(w, all);
  let best = { g: NONE, row: NONE, gain: (params.worth ?? 20) * (params.unit ?? 1000) };
  for (const [n, one] of all.entries()) {
    const { chosen, mode } = standingOf(w, one.g);
    const rested = w.now - (memory.notes[`changed ${one.g}`] ?? -w.setup.length) >= (params.rest ?? 8) * second;
    if (guestOf(w, one.g).stage !== 'up' || chosen !== mode || !rested) continue;
    for (const row of waysOf(w, one.g)) {
      if (row === mode || modeProblem(w.setup, w.program, one.g, nameOf(w, row), machineOf(w, row)) !== null) continue;
      if (crowdOn(w, machineOf(w, row), one.g) > (params.full ?? 99) / 10) continue;
      const boot = bootCost(w, one.g, row) * Math.max(1, crowdOn(w, machineOf(w, row), one.g));
      if (!bearsIt(w, one.g, boot)) continue;
      const gain = sum(w, all.with(n, { ...one, row, time: Math.max(0, one.time - boot) })) - stays;
      if (gain > best.gain) best = { g: one.g, row, gain };
    }
  }
  if (best.g === NONE) return null;
  memory.notes[`changed ${best.g}`] = w.now;
  return { do: 'setMode', guest: best.g, mode: nameOf(w, best.row), machine: machineOf(w, best.row) };
}

/** A driver for a domain: when those who lack it would get so much more done on that machine, less what waits while it restarts. */
export function driven(look: Look): Command | null {
  const { w, params } = look;
  if (params.driver === undefined) return null;
  for (const [d, row] of (w.setup.domainDrivers ?? []).entries()) {
    const machine = w.setup.machines.findIndex(({ id }) => id === row.machine);
    const command = { do: 'admitDriver', machine, driver: row.id } as const;
    if (!can(w, command).ok) continue;
    let all = here(look);
    const asking = w.guests.findIndex(({ stage }) => stage === 'asking');
    if (asking !== NONE) {
      const load = loadOf(w, asking);
      const [way = NONE] = waysOf(w, asking);
      if (way !== NONE) all = [...all, { g: asking, load, time: horizon(look, asking), row: way }];
    }
    const before = sum(w, all);
    for (const [n, one] of all.entries()) {
      if (domainDriverFor(w, one.g, machine) !== d) continue;
      const there = (w.program.guests[one.g]?.choices ?? []).find((mode) => machineOf(w, mode) === machine);
      if (there === undefined || there === one.row) continue;
      const boot = bootCost(w, one.g, there) * Math.max(1, crowdOn(w, machine, one.g));
      const tried = all.with(n, { ...one, row: there, time: Math.max(0, one.time - boot) });
      if (sum(w, tried) > sum(w, all)) all = tried;
    }
    const waits = here(look)
      .filter((one) => machineOf(w, one.row) === machine && (one.load[0]?.mix.ops[PACKET] ?? 0) > 30)
      .reduce((lost, one) => lost + workWith(w, one.load, one.row, row.restart, 1), 0);
    const gain = sum(w, all) - before - waits;
    if (gain < params.driver * (params.unit ?? 1000)) {
      if (asking !== NONE && domainDriverFor(w, asking, machine) === d) choice(look, 'driver', String(asking), 'left');
      continue;
    }
    choice(look, 'driver', row.id, 'admitted');
    return command;
  }
  return null;
}

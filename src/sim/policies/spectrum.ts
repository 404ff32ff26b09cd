/**
 * Assembling a mode per guest: how its board, its kernel, its interrupts and its devices are done, and on which machine.
 *
 * The robot reads what a person reads: what a guest does now and next (yesterday's trace), how long it stays, how many
 * others share a machine. It reckons how much work that comes to under each mode that kernel and machine allow, with the
 * start or the restart taken off, and takes the best; a change has to gain more than it is `worth`.
 */
import { compiledOf, goalOf, isHere } from '../access.ts';
import { aheadOf } from '../mechanisms/ahead.ts';
import { driverProblem } from '../mechanisms/hosts.ts';
import { modeProblem, standingOf } from '../mechanisms/modes.ts';
import { bootCost } from '../mechanisms/restarts.ts';
import type { Command } from '../messages.ts';
import { mixOfPhase, takes, takesNative } from '../mixes.ts';
import { modeIndex } from '../program.ts';
import type { Mix, World } from '../state.ts';
import { type Cycles, type Id, type Int, NEVER, NONE } from '../types.ts';
import { patiencePercent } from './looking.ts';
import { choice, type Look } from './robot.ts';

const FAR = 4;

export const pcpusOn = (w: World, m: Int): Int => w.pcpus.filter(({ machine }) => machine === m).length;
export const machineOf = (w: World, row: Int): Int => w.program.modes[row]?.machine ?? NONE;
export const nameOf = (w: World, row: Int): Id => w.program.modes[row]?.id ?? '';
const kindOf = (w: World, row: Int): string => `${nameOf(w, row)} on ${w.setup.machines[machineOf(w, row)]?.id ?? ''}`;

/** Guests on a machine, or on their way to it, guest g left out; and processes of its host. */
const others = (w: World, m: Int, g: Int): Int =>
  w.guests.filter(({ stage }, i) => i !== g && isHere(stage) && machineOf(w, standingOf(w, i).chosen) === m).length +
  w.program.services.filter(({ machine, task }) => machine === m && task >= w.program.vcpus).length;

/** Guests there with g, over its pCPUs. */
export const crowdOn = (w: World, m: Int, g: Int): number => (others(w, m, g) + 1) / pcpusOn(w, m);

/** The part of a pCPU that guest g gets there. */
const shareOf = (w: World, m: Int, g: Int): number => Math.min(1, 1 / crowdOn(w, m, g));

/** The modes that a guest may be given, on all machines, as far as it and they allow; those of the door where nobody chooses. */
export const waysOf = (w: World, g: Int): Int[] =>
  waysWith(w, g).filter((row) => driverProblem(w, g, machineOf(w, row)) === null);

/** … if every driver domain had every driver. */
function waysWith(w: World, g: Int): Int[] {
  const { choices } = compiledOf(w, g);
  const own = w.guests[g]?.machine ?? NONE;
  const atDoor = (w.setup.admission?.modes ?? []).map((mode) => modeIndex(w.program.modes, own, mode));
  return (choices.length > 0 ? choices : atDoor).filter(
    (row) => row !== NONE && modeProblem(w.setup, w.program, g, nameOf(w, row), machineOf(w, row)) === null,
  );
}

/** What a guest is about to do: so much of each mix. */
export type Load = readonly { mix: Mix; demand: Cycles }[];

export const loadOf = (w: World, g: Int): Load =>
  aheadOf(w, g, FAR).map(({ phase, left }) => ({ mix: mixOfPhase(w, g, phase), demand: left }));

/** Work that guest g gets done of a load under a mode within so many cycles of the clock, with that part of a pCPU. */
export function workWith(w: World, load: Load, row: Int, time: Cycles, share: number): number {
  let [left, work] = [Math.max(0, time), 0];
  for (const { mix, demand } of load) {
    const native = takesNative(w, row, mix);
    // cycles of the clock that its plain instructions take, with all that comes between them
    const each = takes(w, row, mix) / 1_000_000 / share;
    const done = demand === NEVER ? left / each : Math.min(demand, left / each);
    work += (done * native) / 1_000_000;
    left -= done * each;
    if (left <= 0) break;
  }
  return work;
}

const workWithin = (w: World, g: Int, load: Load, row: Int, time: Cycles): number =>
  workWith(w, load, row, time, shareOf(w, machineOf(w, row), g));

/** … and per cycle of the clock, as its load is now. */
const paceNow = (w: World, g: Int, load: Load, row: Int): number => workWithin(w, g, load, row, 1_000_000);

/** How long a guest will be there: its stay, the run, and what is looked ahead. */
export function horizon({ w, params, second }: Look, g: Int): Cycles {
  const { enters } = w.setup.guests[g] ?? {};
  const stays = enters === undefined ? NEVER : (w.guests[g]?.stage === 'asking' ? w.now : enters.at) + enters.stay;
  return Math.min((params.horizon ?? 60) * second, stays - w.now, w.setup.length - w.now);
}

/** Of these modes the one under which most gets done; NONE where there is none. */
function best(rows: readonly Int[], work: (row: Int) => number): Int {
  const works = rows.map(work);
  return rows[works.indexOf(Math.max(...works))] ?? NONE;
}

/** A way that guest g lacks for want of a driver, by which it would get more done than by any other, and by how much; null: there is none. */
export function lackedBy(look: Look, g: Int): { machine: Int; gain: number } | null {
  const { w } = look;
  const load = loadOf(w, g);
  const work = (row: Int): number => workWithin(w, g, load, row, horizon(look, g));
  const most = Math.max(0, ...waysOf(w, g).map(work));
  const lacked = waysWith(w, g).filter((row) => driverProblem(w, g, machineOf(w, row)) === 'noDriver');
  const row = best(lacked, work);
  return row === NONE ? null : { machine: machineOf(w, row), gain: work(row) - most };
}

/** Does somebody at the door wait for a driver that comes? */
const isPromised = (w: World, g: Int): boolean =>
  waysWith(w, g).some((row) => driverProblem(w, g, machineOf(w, row)) === 'driverStarts');

/** Whoever asks, on the machine and in the mode in which most comes of it; nobody where too many share it. */
export function door(look: Look, rank: (g: Int, rows: readonly Int[]) => Int): Command | null {
  const { w, params } = look;
  const g = w.guests.findIndex(({ stage }, i) => stage === 'asking' && !isPromised(w, i));
  if (g === NONE) return null;
  const crowd = (params.crowd ?? 30) / 10;
  const room = waysOf(w, g).filter((row) => {
    return crowdOn(w, machineOf(w, row), g) <= crowd;
  });
  const row = rank(g, room);
  choice(look, 'door', String(g), row === NONE ? 'refuse' : kindOf(w, row));
  if (row === NONE) return { do: 'refuse', guest: g };
  return { do: 'admit', guest: g, mode: nameOf(w, row), machine: machineOf(w, row) };
}

const startOf = (w: World, row: Int): Cycles => w.program.modes[row]?.start ?? 0;

const assembled =
  (look: Look) =>
  (g: Int, rows: readonly Int[]): Int => {
    const load = loadOf(look.w, g);
    return best(rows, (row) => workWithin(look.w, g, load, row, horizon(look, g) - startOf(look.w, row)));
  };

/** Of each turn of a load, some seconds after it: was a guest with so many ways changed for it, or left as it is? */
export function remember(look: Look, ways: Int): void {
  const { w, memory, params, second } = look;
  const ponder = (params.ponder ?? 8) * second;
  for (const [g, { stage }] of w.guests.entries()) {
    const phase = w.kept.modes?.[g]?.phase ?? 0;
    if (phase === 0 || waysOf(w, g).length < ways || (stage !== 'up' && stage !== 'booting')) continue;
    memory.notes[`turned ${g}/${phase}`] ??= w.now;
    const since = w.now - (memory.notes[`turned ${g}/${phase}`] ?? w.now);
    const changed = w.now - (memory.notes[`changed ${g}`] ?? -w.setup.length);
    if (since >= ponder) choice(look, 'turn', `${g}/${phase}`, changed < since + ponder ? 'change' : 'stay');
  }
}

/** Has guest g patience enough for a restart of so many cycles, and twice as much again for what comes after? */
export const bearsIt = (w: World, g: Int, boot: Cycles): boolean =>
  (patiencePercent(w, g) * (goalOf(w, g)?.patience ?? NEVER)) / 100 > 3 * boot;

/** A guest whose load has turned, or for whom there is more room elsewhere: the change that gains most. */
function change(look: Look): Command | null {
  const { w, params, memory, second } = look;
  let found: { g: Int; row: Int; gain: number } | null = null;
  for (const [g, { stage }] of w.guests.entries()) {
    const { chosen, mode } = standingOf(w, g);
    if (
      stage !== 'up' ||
      chosen !== mode ||
      w.now - (memory.notes[`changed ${g}`] ?? -w.setup.length) < (params.rest ?? 8) * second
    )
      continue;
    const time = horizon(look, g);
    const load = loadOf(w, g);
    const stays = workWithin(w, g, load, mode, time);
    const pace = paceNow(w, g, load, mode);
    for (const row of waysOf(w, g)) {
      // what is better only after the next turn can wait for it
      if (row === mode || paceNow(w, g, load, row) < pace) continue;
      if (crowdOn(w, machineOf(w, row), g) > (params.full ?? NEVER) / 10) continue;
      const boot = bootCost(w, g, row) / shareOf(w, machineOf(w, row), g);
      if (!bearsIt(w, g, boot)) continue;
      const gain = workWithin(w, g, load, row, time - boot) - stays;
      if (gain > (params.worth ?? 60) * (params.unit ?? 1_000_000) && (found === null || gain > found.gain))
        found = { g, row, gain };
    }
  }
  remember(look, look.params.ways ?? 3);
  if (found === null) return null;
  memory.notes[`changed ${found.g}`] = w.now;
  return { do: 'setMode', guest: found.g, mode: nameOf(w, found.row), machine: machineOf(w, found.row) };
}

/** Modes by name, the best liked first, whatever a guest does. */
const LIKED: Readonly<Record<Id, readonly Id[]>> = {
  delivered: ['hvm'],
  drivers: ['hvmDrivers'],
  pvhvm: ['pvhvm', 'hvmDrivers'],
  pvh: ['pvh', 'pvhvm', 'hvmDrivers'],
  pv: ['paravirtual', 'hvmDrivers'],
};

/** … on the machine that has more room for it. */
const liked =
  ({ w }: Look, names: readonly Id[]) =>
  (g: Int, rows: readonly Int[]): Int => {
    const rank = (row: Int): Int => names.indexOf(nameOf(w, row));
    const share = (row: Int): number => shareOf(w, machineOf(w, row), g);
    const those = rows.filter((row) => rank(row) >= 0);
    return those.sort((a, b) => rank(a) - rank(b) || share(b) - share(a))[0] ?? NONE;
  };

/**
 * words: `style`: follow (its load, with restarts), settle (assembled once, at the door), or one order of modes for all:
 * delivered, drivers, pvhvm, pvh, pv. params: `horizon` seconds looked ahead, `worth` million cycles of work that a change
 * must gain, `ponder` seconds after which a turn counts as left alone, `rest` seconds between two changes of one guest, `crowd` tenths of guests per pCPU
 * at most for whoever comes in, `full` for whoever changes.
 */
export function spectrum(look: Look): Command | null {
  const style = look.words.style ?? 'follow';
  const names = LIKED[style];
  const asked = door(look, names === undefined ? assembled(look) : liked(look, names));
  return asked ?? (style === 'follow' ? change(look) : null);
}

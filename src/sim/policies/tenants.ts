/**
 * A boundary for each tenant: how many walls, how fast, for how much memory; and whom to turn out when a wall breaks.
 *
 * The robot reads what stands on a tenant's card: what its job takes under each technique, by when it has to be done, how
 * much memory that needs, and how often tenants who are trusted so far get through how many walls. It takes the technique that
 * leaves most of the job's worth when all that is taken off; when a wall has broken it asks whether the job or the next wall
 * will be done first.
 */
import { guestOf, isHere } from '../access.ts';
import { can } from '../commands.ts';
import { crowdOn, deadlineOf, jobTakes, memoryLeft, memoryUnder } from '../mechanisms/jobs.ts';
import { oddsOut, trustOf, wallsOf } from '../mechanisms/walls.ts';
import type { Command } from '../messages.ts';
import { modeIndex } from '../program.ts';
import type { World } from '../state.ts';
import { type Cycles, type Id, type Int, NONE } from '../types.ts';
import { choice, type Look } from './robot.ts';

type Way = { machine: Int; mode: Id; row: Int; takes: Cycles; up: Cycles };

/** The machines to which guest g may come: its own, or, where hosts have platforms, all. */
const machinesFor = (w: World, g: Int): Int[] =>
  w.setup.platforms === undefined ? [guestOf(w, g).machine] : w.setup.machines.map((_, m) => m);

/** The ways in which guest g may be let in now, and how long its job then takes. */
function waysOf({ w, params }: Look, g: Int): Way[] {
  return machinesFor(w, g).flatMap((machine) => {
    const crowd = (crowdOn(w, machine, 1) * (params.slack ?? 90)) / 100;
    return (w.setup.admission?.modes ?? []).flatMap((mode) => {
      const row = modeIndex(w.program.modes, machine, mode);
      if (row === NONE || !can(w, { do: 'admit', guest: g, mode, machine }).ok) return [];
      const takes = Math.ceil(jobTakes(w, g, row) * crowd);
      return [{ machine, mode, row, takes, up: w.program.modes[row]?.start ?? 0 }];
    });
  });
}

/** Does it get done in time that way? */
const isInTime = ({ w }: Look, g: Int, { takes, up }: Way): boolean => w.now + up + takes <= deadlineOf(w, g);

/** Is there something left for those who come next? */
function leavesRoom({ w, params }: Look, g: Int, { row, machine }: Way): boolean {
  const left = memoryLeft(w, machine);
  return memoryUnder(w, g, row) <= (left * (params.room ?? 50)) / 100;
}

/** What is left of one job's worth, in thousandths, when what that way puts at stake and takes is taken off. */
function worth({ w, params, second }: Look, g: Int, { machine, row, takes, up }: Way): number {
  const trust = trustOf(w, g);
  const walls = wallsOf(w, row).length;
  const others = w.guests.filter(({ stage, machine: on }, i) => i !== g && on === machine && isHere(stage)).length;
  const out = trust === null ? 0 : oddsOut(trust, walls, takes);
  // whoever is seen behind a broken wall can still be turned out
  const seen = walls > 1 && params.evict !== 0 ? (params.seen ?? 10) / 100 : 1;
  const memory = memoryUnder(w, g, row) / Math.max(1, memoryLeft(w, machine));
  const stays = (up + takes) / (20 * second);
  return 1000 - (params.fear ?? 1200) * Math.max(3, others) * out * seen - (params.memory ?? 300) * memory * stays;
}

/** The way that leaves most of all those in time; null where none is worth it. */
function sized(look: Look, g: Int, ways: readonly Way[]): Way | null {
  const best = ways
    .filter((way) => leavesRoom(look, g, way) && isInTime(look, g, way))
    .map((way) => ({ way, worth: worth(look, g, way) }))
    .sort((a, b) => b.worth - a.worth)[0];
  return best === undefined || best.worth < (look.params.least ?? 100) ? null : best.way;
}

/** By trust alone: the fastest for whom nothing is feared; two walls for a fault; as many as there are for a stranger, and never one. */
function byTrust(look: Look, g: Int, ways: readonly Way[]): Way | null {
  const trust = trustOf(look.w, g);
  const wallsIn = ({ row }: Way): Int => wallsOf(look.w, row).length;
  const least = trust === null ? 0 : trust.through.every((n) => n === 0) ? 1 : 2;
  const fit = ways.filter((way) => wallsIn(way) >= least && leavesRoom(look, g, way) && isInTime(look, g, way));
  const soon = (way: Way): Cycles => way.up + way.takes;
  const deep = (way: Way): Int => (trust?.hostile === true ? wallsIn(way) : 0);
  return fit.sort((x, y) => deep(y) - deep(x) || soon(x) - soon(y))[0] ?? null;
}

/** The first of these modes that may be had, whatever comes of it. */
const LIKED: Readonly<Record<Id, readonly Id[]>> = {
  container: ['container', 'virtualMachine'],
  sandbox: ['sandbox', 'virtualMachine'],
  microVm: ['microVm', 'virtualMachine'],
  virtualMachine: ['virtualMachine'],
};

function liked(names: readonly Id[], ways: readonly Way[]): Way | null {
  const rank = ({ mode }: Way): Int => names.indexOf(mode);
  return ways.filter((way) => rank(way) >= 0).sort((a, b) => rank(a) - rank(b))[0] ?? null;
}

function door(look: Look): Command | null {
  const { w, words } = look;
  const g = w.guests.findIndex(({ stage }) => stage === 'asking');
  if (g === NONE) return null;
  const ways = waysOf(look, g);
  const { style = 'sized' } = words;
  const names = LIKED[style];
  const way = names ? liked(names, ways) : style === 'trust' ? byTrust(look, g, ways) : sized(look, g, ways);
  const isRack = w.setup.platforms !== undefined;
  const where = isRack && way !== null ? ` on ${w.setup.machines[way.machine]?.id}` : '';
  choice(look, 'door', String(g), way === null ? 'refuse' : `${way.mode}${where}`);
  if (way === null) return { do: 'refuse', guest: g };
  const { mode, machine } = way;
  return { do: 'admit', guest: g, mode, ...(isRack ? { machine } : {}) };
}

/** Behind a broken wall: whoever would be through the last one before its job is done is turned out. */
function watch(look: Look): Command | null {
  const { w, memory, params, second } = look;
  for (const [g, { stage, mode }] of w.guests.entries()) {
    const trust = trustOf(w, g);
    const broken = w.kept.breaches?.[g]?.broken ?? 0;
    if (trust === null || !trust.hostile || broken === 0 || stage !== 'up') continue;
    const seen = `broken ${g}/${broken}`;
    memory.notes[seen] ??= w.now;
    const seenAt = memory.notes[seen] ?? w.now;
    const walls = wallsOf(w, mode).length;
    const left = jobTakes(w, g, mode) * crowdOn(w, guestOf(w, g).machine, 0);
    const isNext = walls - broken === 1 && trust.through.some((n) => n >= walls);
    // what is done before the next wall may break is no question
    const isSafe = seenAt + trust.each > w.now + left + ((params.margin ?? 50) * second) / 100;
    // the next one has held for longer than it takes: it holds
    const holds = w.now > seenAt + trust.each + second / 2;
    const goes = isNext && !isSafe && !holds;
    if (isNext) choice(look, 'wall', `${g}/${broken}`, goes ? 'evict' : 'leave');
    if (goes) return { do: 'evict', guest: g };
  }
  return null;
}

/**
 * words: `style`: sized (by what each way puts at stake and takes), trust (by that alone), or one mode for all: container,
 * sandbox, microVm, virtualMachine. params: `fear` thousandths of a job that is feared for each of the others, `memory` thousandths that
 * all memory costs for twenty seconds, `least` that has to be left, `slack` percent of the time reckoned, `evict` 0: nobody is turned out.
 */
export function tenants(look: Look): Command | null {
  return (look.params.evict === 0 ? null : watch(look)) ?? door(look);
}

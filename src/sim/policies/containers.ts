/**
 * Looking after containers: by diagnosis, or without.
 *
 * `diagnose` asks first what is short (the cache, the lock, the pCPUs), then who uses it up, and limits that for just as
 * long as it lasts. A tenant that merely takes all the CPU that is left harms nobody under fair weights and is left alone.
 * At the door it weighs what a panic would cost everybody against what a machine of its own costs.
 */

import { isHere } from '../access.ts';
import { startCost } from '../mechanisms/admission.ts';
import { limitsOf } from '../mechanisms/limits.ts';
import { cannotRun } from '../mechanisms/modes.ts';
import { cacheOf } from '../mechanisms/pageCache.ts';
import type { Command } from '../messages.ts';
import { oldestRequest, patienceAt } from '../mood.ts';
import { modeIndex } from '../program.ts';
import { type Cycles, type Id, type Int, NEVER, NONE } from '../types.ts';
import { cacheFree, wantsOf } from '../wanting.ts';
import { choice, type Look } from './robot.ts';
import { fairShare, most, percentOf, shown, usual, watch } from './watching.ts';

const CONTAINER: Id = 'container';
const MACHINE: Id = 'hardwareAssisted2';

const weightOf = ({ w }: Look, g: Int): Int => w.setup.guests[g]?.weight ?? 1;
const roleIs = ({ w }: Look, g: Int, role: string): boolean => w.setup.guests[g]?.role === role;
/** Age of the oldest request of guest g that has no answer yet. */
function oldest({ w }: Look, g: Int): Cycles {
  const at = oldestRequest(w, g);
  return at === NEVER ? 0 : w.now - at;
}

const since = ({ w, memory }: Look, note: string): Cycles => w.now - (memory.notes[note] ?? 0);
function noteNow({ w, memory }: Look, note: string): void {
  memory.notes[note] = w.now;
}

/** Somebody's calls keep the lock busy, far more of them than usual. */
function storm(look: Look): Command | null {
  if (percentOf(look, 'spin') < (look.params.spin ?? 40)) return null;
  const g = most(look, 'calls', (other) => limitsOf(look.w, other).callLimit === 0);
  if (g === NONE || shown(look, 'calls', g) < 3 * usual(look, 'calls', g)) return null;
  choice(look, 'trouble', `storm ${g} ${look.memory.notes[`limits ${g}`] ?? 0}`, 'callLimit');
  return { do: 'setCallLimit', guest: g, value: look.params.calls ?? 128 };
}

/** Somebody reads far more from the disk than fits its place in the cache. */
function flood(look: Look): Command | null {
  const { w, params } = look;
  const own = (g: Int): Int => w.setup.guests[g]?.pages ?? 0;
  const g = most(look, 'misses', (other) => (cacheOf(w, other).resident[other] ?? 0) > Math.floor(1.4 * own(other)));
  if (g === NONE || limitsOf(w, g).pageCap > 0 || shown(look, 'misses', g) < (params.misses ?? 150)) return null;
  choice(look, 'trouble', `flood ${g} ${look.memory.notes[`limits ${g}`] ?? 0}`, 'pageCap');
  return { do: 'setPageCap', guest: g, value: own(g) };
}

/** A service has more to do than its weight gives it, and nothing else explains that its requests wait. */
function shortage(look: Look): Command | null {
  const { w, second, params } = look;
  const late = Math.floor((second * (params.late ?? 80)) / 100);
  for (let g = 0; g < w.guests.length; g++) {
    const guest = w.guests[g];
    if (guest?.stage !== 'up' || !roleIs(look, g, 'service') || oldest(look, g) < late) continue;
    const base = weightOf(look, g);
    if (guest.weight > base || shown(look, 'misses', g) > 20) continue;
    if (shown(look, 'cpu', g) < Math.floor((8 * fairShare(look, guest.weight)) / 10)) continue;
    choice(look, 'trouble', `short ${g} ${guest.weight} ${look.memory.notes[`limits ${g}`] ?? 0}`, 'weight');
    return { do: 'setWeight', guest: g, value: 4 * base };
  }
  return null;
}

/**
 * Near the end a freezer does not put trouble off but ends it: whoever works by batch and has patience for the rest of the run
 * is stopped before the rush. `rest`: percent of that patience which the rest may take, 0 = nobody is stopped.
 */
function rest(look: Look): Command | null {
  const { w, params } = look;
  const left = 100 * (w.setup.length - w.now);
  const g = w.guests.findIndex(
    ({ stage }, other) =>
      stage === 'up' &&
      roleIs(look, other, 'batch') &&
      limitsOf(w, other).freeze === 0 &&
      left <= (params.rest ?? 0) * patienceAt(w, other, w.now),
  );
  if (g === NONE) return null;
  choice(look, 'trouble', `rest ${g}`, 'freeze');
  return { do: 'setFreeze', guest: g, value: 1 };
}

/** A batch tenant takes whatever is left of the CPU: seen, and rightly left alone. */
function innocent(look: Look): void {
  if (percentOf(look, 'idle') > 20) return;
  const g = most(look, 'cpu', () => true);
  if (g === NONE || !roleIs(look, g, 'batch') || shown(look, 'cpu', g) < 1.5 * usual(look, 'cpu', g)) return;
  const { notes } = look.memory;
  if (since(look, `hog ${g}`) > 15 * look.second || notes[`hog ${g}`] === undefined)
    choice(look, 'trouble', `hog ${g} ${look.w.now}`, 'nothing');
  noteNow(look, `hog ${g}`);
}

/** What no longer does anything is lifted. */
function lift(look: Look): Command | null {
  const { w, second, params } = look;
  const patience = second * (params.hold ?? 3);
  for (let g = 0; g < w.guests.length; g++) {
    const guest = w.guests[g];
    if (guest === undefined || !isHere(guest.stage) || since(look, `set ${g}`) < patience) continue;
    const { pageCap, callLimit, freeze } = limitsOf(w, g);
    // whoever is frozen takes nothing, and shows nothing
    if (freeze > 0) continue;
    if (pageCap > 0 && shown(look, 'misses', g) < (params.calm ?? 30)) return { do: 'setPageCap', guest: g, value: 0 };
    const perSecond = callLimit * Math.floor((second * 1000) / w.program.hz);
    if (callLimit > 0 && shown(look, 'calls', g) < Math.floor(0.6 * perSecond))
      return { do: 'setCallLimit', guest: g, value: 0 };
    const base = weightOf(look, g);
    if (guest.weight > base && oldest(look, g) < second / 5 && shown(look, 'cpu', g) < fairShare(look, base))
      return { do: 'setWeight', guest: g, value: base };
  }
  return null;
}

/**
 * Is there room for what the applicant wants? `moreCpu`, `morePages`: percent of all there is by which it may want more.
 * `locks`: percent of the time for which it may hold the kernel's lock.
 */
function fits(look: Look, g: Int): boolean {
  const { w, params } = look;
  const wants = wantsOf(w, g);
  if (wants === null) return true;
  const idle = Math.floor(percentOf(look, 'idle') / w.pcpus.length);
  const { moreCpu = 0, morePages = 0, locks = 100 } = params;
  const free = cacheFree(w, w.guests[g]?.machine ?? NONE);
  if (wants.locks > 100 * locks) return false;
  return wants.cpu <= 100 * (idle + moreCpu) && wants.cache <= free + 100 * morePages;
}

/** Container, machine or no: by the risk to everybody, by the time that is left, by the room there is. */
export function door(look: Look): Command | null {
  const { w, second, params } = look;
  const g = w.guests.findIndex(({ stage }) => stage === 'asking');
  const enters = w.setup.guests[g]?.enters;
  if (enters === undefined) return null;
  const left = w.setup.length - w.now;
  const answer = (mode: Id | null): Command => {
    choice(look, 'door', `${g}`, mode ?? 'refuse');
    return mode === null ? { do: 'refuse', guest: g } : { do: 'admit', guest: g, mode };
  };
  const visitors = w.guests.filter(({ stage }, other) => isHere(stage) && w.setup.guests[other]?.enters !== undefined);
  if (visitors.length >= (params.visitors ?? 6) || !fits(look, g)) return answer(null);
  const start = (mode: Id): Cycles => startCost(w, modeIndex(w.program.modes, w.guests[g]?.machine ?? NONE, mode));
  /** what is left of its stay, or of the run, when it is up */
  const worthwhile = (mode: Id): boolean => Math.min(left, enters.stay) - start(mode) >= (params.least ?? 8) * second;
  // odds of a panic during the stay, in percent
  const risk = enters.risk === 0 ? 0 : Math.floor((100 * enters.stay) / enters.risk);
  if (cannotRun(w, g, CONTAINER) === null && risk <= (params.risk ?? 3))
    return answer(worthwhile(CONTAINER) ? CONTAINER : null);
  return answer(worthwhile(MACHINE) ? MACHINE : null);
}

/** params: thresholds of the meters; see each. */
export function diagnose(look: Look): Command | null {
  watch(look);
  innocent(look);
  const limit = rest(look) ?? storm(look) ?? flood(look) ?? shortage(look);
  if (limit !== null && 'guest' in limit) {
    const { notes } = look.memory;
    notes[`limits ${limit.guest}`] = (notes[`limits ${limit.guest}`] ?? 0) + 1;
    noteNow(look, `set ${limit.guest}`);
  }
  return limit ?? door(look) ?? lift(look);
}

/** Everybody in, the fast way; who cannot be a container gets a machine. */
function openDoor({ w }: Look): Command | null {
  const g = w.guests.findIndex(({ stage }) => stage === 'asking');
  if (g === NONE) return null;
  return { do: 'admit', guest: g, mode: cannotRun(w, g, CONTAINER) === null ? CONTAINER : MACHINE };
}

/** An even part of the machine, as a cap in basis points of a pCPU. */
const evenPart = ({ w }: Look): Int =>
  Math.floor((10_000 * w.pcpus.length) / w.setup.guests.filter(({ enters }) => enters === undefined).length);

/** When somebody suffers, whoever uses most CPU is capped at an even part; once nobody suffers the caps go. */
export function capBiggest(look: Look): Command | null {
  const { w, second } = look;
  watch(look);
  const suffers = w.guests.some(({ mood, stage }) => stage === 'up' && mood === 'drain');
  if (suffers) noteNow(look, 'suffered');
  const g = most(look, 'cpu', (other) => (w.guests[other]?.cap ?? 0) === 0);
  if (suffers && g !== NONE && shown(look, 'cpu', g) > fairShare(look, weightOf(look, g))) {
    return { do: 'setCap', guest: g, value: evenPart(look) };
  }
  const capped = w.guests.findIndex(({ cap, stage }) => cap > 0 && stage === 'up');
  if (capped !== NONE && since(look, 'suffered') > 5 * second) return { do: 'setCap', guest: capped, value: 0 };
  return openDoor(look);
}

/** Everybody is capped at an even part from the start. */
export function capAll(look: Look): Command | null {
  const { w } = look;
  const g = w.guests.findIndex(({ cap, stage }) => stage === 'up' && cap === 0);
  return g === NONE ? openDoor(look) : { do: 'setCap', guest: g, value: evenPart(look) };
}

/** Every batch tenant is limited to what it usually needs, from the start and for good; the door as `diagnose` has it. */
export function preset(look: Look): Command | null {
  const { w, params } = look;
  watch(look);
  const batch = w.guests.flatMap(({ stage }, g) => (stage === 'up' && roleIs(look, g, 'batch') ? [g] : []));
  const free = batch.find((g) => limitsOf(w, g).pageCap === 0);
  if (free !== undefined) return { do: 'setPageCap', guest: free, value: w.setup.guests[free]?.pages ?? 0 };
  const calling = batch.find((g) => limitsOf(w, g).callLimit === 0);
  if (calling !== undefined) return { do: 'setCallLimit', guest: calling, value: params.calls ?? 128 };
  return (params.weights === 1 ? shortage(look) : null) ?? door(look);
}

/**
 * Polling after halts, and drivers for who has none: what a person reads off the guests. How long their last halts were
 * tells how long it is worth to look; what comes, what their day says; and who sends most through an emulated card needs a
 * driver most.
 */
import { goalOf, guestOf } from '../access.ts';
import { can } from '../commands.ts';
import { aheadOf } from '../mechanisms/ahead.ts';
import { knobOf } from '../mechanisms/knobs.ts';
import { POLL } from '../mechanisms/polling.ts';
import { bootCost } from '../mechanisms/restarts.ts';
import type { Command } from '../messages.ts';
import type { World } from '../state.ts';
import { type Cycles, type Int, NEVER, NONE } from '../types.ts';
import { patiencePercent } from './looking.ts';
import { choice, type Look } from './robot.ts';

const valuesOf = ({ setup }: World): readonly Int[] => setup.tunables?.find(({ knob }) => knob === POLL)?.values ?? [0];

/** What a phase's requests leave between them, about: from one to the next, less the work; NEVER = nobody comes. */
function pauseIn({ w, params }: Look, g: Int, phase: Int): Cycles {
  const compiled = w.program.guests[g];
  const row = compiled?.phases[phase];
  const every = row?.every ?? compiled?.arrivals?.every;
  return row === undefined || every === undefined
    ? NEVER
    : Math.max(0, every.mean - row.burst.mean - (params.service ?? 6000));
}

/** The shortest window that catches such pauses, none where none does. */
const catching = (w: World, pause: Cycles): Int => valuesOf(w).find((value) => value > 0 && value >= pause) ?? 0;

/** As the phase goes that is there, or comes before a hand could turn the knob again. */
function foreseen(look: Look, g: Int): Int {
  const { w, second, params } = look;
  const [present, next] = aheadOf(w, g, 2);
  if (present === undefined) return NONE;
  const soon = present.left < Math.floor(((params.lead ?? 5) * second) / 10);
  return catching(w, pauseIn(look, g, (soon ? next : present)?.phase ?? present.phase));
}

/** For how long guest g's first vCPU has halted already, 0 = it has not. */
function haltedFor(w: World, g: Int): Cycles {
  const since = w.kept.looking?.[w.program.guests[g]?.firstTask ?? NONE]?.since ?? NEVER;
  return since === NEVER ? 0 : w.now - since;
}

/** As the last few halts were: the window that would have cost least, a trip through the scheduler counted as `trip`. */
function remembered({ w, params }: Look, g: Int): Int {
  const few = params.few ?? 3;
  const all = (w.kept.polls?.[g]?.last ?? []).map(({ lasted }) => lasted);
  // a halt that goes on, and on, tells something already
  const open = haltedFor(w, g);
  if (open > (valuesOf(w).at(-1) ?? 0)) all.push(open);
  const last = all.slice(-few);
  if (last.length < few) return NONE;
  const trip = params.trip ?? 60_000;
  const cost = (value: Int): Int => last.reduce((sum, lasted) => sum + (lasted <= value ? lasted : value + trip), 0);
  return valuesOf(w).reduce((best, value) => (cost(value) < cost(best) ? value : best), 0);
}

/** A turn of a knob that is due: whoever polls for nobody first, then whoever is asked most often. */
function tune(look: Look): Command | null {
  const { w, second, params, memory, words } = look;
  let best: { command: Command; g: Int; value: Int; weight: Int } | null = null;
  for (const [g, { stage }] of w.guests.entries()) {
    if (stage !== 'up' || (w.kept.drivers?.[g]?.due ?? NONE) !== NONE) continue;
    if (w.now - (memory.notes[`turned ${g}`] ?? -1000 * second) < (params.rest ?? 2) * second) continue;
    const stands = knobOf(w, POLL, g);
    const value =
      params.window !== undefined ? params.window : words.style === 'bars' ? remembered(look, g) : foreseen(look, g);
    const command = { do: 'setKnob', knob: POLL, guest: g, value } as const;
    if (value === NONE || value === stands || !can(w, command).ok) continue;
    const weight = value < stands ? stands - value : Math.floor(1e6 / value);
    if (best === null || weight > best.weight) best = { command, g, value, weight };
  }
  if (best === null) return null;
  memory.notes[`turned ${best.g}`] = w.now;
  choice(look, 'poll', `${best.g}/${w.now}`, String(best.value));
  return best.command;
}

/** Would guest g give up before it is back from the restart that a driver needs? */
function isTooLong({ w }: Look, g: Int): boolean {
  const goal = goalOf(w, g);
  return goal !== null && bootCost(w, g, guestOf(w, g).nextMode) > goal.tolerance + goal.patience;
}

/** Whoever knocks most is given its driver, so many at once; where `all` is 1, also who cannot bear the restart. */
function equip(look: Look): Command | null {
  const { w, params } = look;
  const busy = (w.kept.drivers ?? []).filter(({ due }, g) => due !== NONE || w.guests[g]?.stage === 'booting').length;
  if (busy >= (params.atOnce ?? 1)) return null;
  let best: { command: Command; need: Int } | null = null;
  for (const [g, guest] of w.guests.entries())
    for (const { id: driver } of w.program.drivers) {
      const command = { do: 'install', guest: g, driver } as const;
      if (!can(w, command).ok || (params.all !== 1 && isTooLong(look, g))) continue;
      const need = guest.arrived + 100 - patiencePercent(w, g);
      if (best === null || need > best.need) best = { command, need };
    }
  return best?.command ?? null;
}

/**
 * words: `style`: foresight (what the day brings), bars (how long the last halts were). params: `window`: the same for all,
 * always; `install` 0: no driver; `atOnce`: so many guests may be away; `all` 1: one for everybody;
 * `rest`: seconds between two turns of one knob.
 */
export function polling(look: Look): Command | null {
  const { params } = look;
  const driver = params.install === 0 ? null : equip(look);
  return driver ?? (params.poll === 0 ? null : tune(look));
}

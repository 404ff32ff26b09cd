/**
 * Two kinds of host: who goes where, and when the host's own work is done.
 *
 * Whoever asks, or whose load has turned, goes where most work comes of it, by the prices of both monitors and by how
 * many are there (spectrum.ts). The host's own work waits while guests want its processors, and goes first once it is
 * nearly late.
 */
import { can } from '../commands.ts';
import { aheadOf } from '../mechanisms/ahead.ts';
import { domainDriverFor } from '../mechanisms/hosts.ts';
import { HOST_FIRST, HOST_SOON, hostServices, ownOldest, ownWaiting } from '../mechanisms/hostWork.ts';
import { standingOf } from '../mechanisms/modes.ts';
import type { Command } from '../messages.ts';
import { mixOfPhase, takes, takesNative } from '../mixes.ts';
import type { World } from '../state.ts';
import { type Int, NONE } from '../types.ts';
import { choice, type Look } from './robot.ts';
import { crowdOn, door, lackedBy, machineOf, nameOf, spectrum, waysOf } from './spectrum.ts';
import { admitted, driven, moved } from './together.ts';

/** A knob of a machine, if it is to stand otherwise. */
function turn(look: Look, knob: string, value: Int, why: string): Command | null {
  const { w, memory, params, second } = look;
  const command = { do: 'setKnob', knob, value } as const;
  const rest = (params.stay ?? 4) * second;
  if (!can(w, command).ok || w.now - (memory.notes[knob] ?? -w.setup.length) < rest) return null;
  memory.notes[knob] = w.now;
  choice(look, knob, `${knob}/${w.now}`, why);
  return command;
}

/** First when the oldest piece has used up most of its time, last again when nothing of it waits. */
function ownWork(look: Look): Command | null {
  const { w, params } = look;
  const soon = w.knobs[HOST_SOON] ?? 0;
  const waits = Math.max(0, ...hostServices(w).map((s) => ownOldest(w, s)));
  const left = hostServices(w).reduce((sum, s) => sum + ownWaiting(w, s), 0);
  if (100 * waits >= (params.due ?? 50) * soon) return turn(look, HOST_FIRST, 1, 'first');
  return left <= (params.few ?? 1) ? turn(look, HOST_FIRST, 0, 'last') : null;
}

/** Where a guest has most room, whatever it does. */
const roomy =
  ({ w }: Look) =>
  (g: Int, rows: readonly Int[]): Int =>
    [...rows].sort((a, b) => crowdOn(w, machineOf(w, a), g) - crowdOn(w, machineOf(w, b), g))[0] ?? NONE;

/** All on one machine, as far as it can have them. */
const together =
  ({ w, words }: Look) =>
  (_: Int, rows: readonly Int[]): Int =>
    rows.find((row) => w.setup.machines[machineOf(w, row)]?.id === words.machine) ?? rows[0] ?? NONE;

/** Speed beside the bare machine's of what guest g does now, in a mode: all that whoever looks at nothing else sees. */
function speedNow(w: World, g: Int, row: Int): number {
  const mix = mixOfPhase(w, g, aheadOf(w, g, 1)[0]?.phase ?? 0);
  return takesNative(w, row, mix) / takes(w, row, mix);
}

/** Where what it does now is fastest: not how full that is, nor what comes after. */
const fastest =
  (w: World) =>
  (g: Int, rows: readonly Int[]): Int =>
    [...rows].sort((a, b) => speedNow(w, g, b) - speedNow(w, g, a))[0] ?? NONE;

/** Whoever would be faster elsewhere now goes there, whatever the restart takes and whatever comes after. */
function chase({ w }: Look): Command | null {
  for (const [guest, { stage }] of w.guests.entries()) {
    const { chosen, mode } = standingOf(w, guest);
    if (stage !== 'up' || chosen !== mode) continue;
    const row = fastest(w)(guest, waysOf(w, guest));
    if (row !== NONE && speedNow(w, guest, row) > speedNow(w, guest, mode))
      return { do: 'setMode', guest, mode: nameOf(w, row), machine: machineOf(w, row) };
  }
  return null;
}

/** A driver for a domain, when somebody who asks, or is here, would get that much more done with it. */
function driver(look: Look): Command | null {
  const { w, params } = look;
  if (params.driver === undefined) return null;
  for (const [g, { stage }] of w.guests.entries()) {
    if (stage !== 'asking' && stage !== 'up') continue;
    const lacked = lackedBy(look, g);
    if (lacked === null) continue;
    if (lacked.gain < params.driver * (params.unit ?? 1000)) {
      if (stage === 'asking') choice(look, 'driver', String(g), 'left');
      continue;
    }
    const { machine } = lacked;
    const id = w.setup.domainDrivers?.[domainDriverFor(w, g, machine)]?.id ?? '';
    const command = { do: 'admitDriver', machine, driver: id } as const;
    if (!can(w, command).ok) continue;
    choice(look, 'driver', `${g}/${machine}`, 'admitted');
    return command;
  }
  return null;
}

/** A driver for a domain, or a guest to where its style would have it. */
function placed(look: Look): Command | null {
  const { w, words, params } = look;
  switch (words.style) {
    case 'room':
      return driver(look) ?? door(look, roomy(look));
    case 'one':
      return driver(look) ?? door(look, together(look));
    case 'greedy':
      return driver(look) ?? door(look, fastest(w)) ?? ((params.moves ?? 0) > 0 ? chase(look) : null);
    case 'together':
      return driven(look) ?? admitted(look) ?? ((params.moves ?? 1) > 0 ? moved(look) : null);
    default:
      return driver(look) ?? spectrum(look);
  }
}

/**
 * words: `style`: follow (with moves), settle (placed once), room (where there is room), one (all on `machine`), greedy (where
 * what it does now is fastest; `moves`: it goes on chasing that), together (where all get most done). params: those of
 * spectrum; `due`: percent of its time after which own work goes first, `few` pieces of it with which it goes last again; `stay`:
 * seconds for which the knob is left alone; `own` 0: it always is.
 * `driver`: units of work that somebody must gain by it before a driver is admitted; never without it.
 */
export function hosts(look: Look): Command | null {
  return placed(look) ?? (look.params.own === 0 ? null : ownWork(look));
}

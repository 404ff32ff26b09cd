/**
 * Two kinds of host: who goes where, and when the host's own work is done.
 *
 * Whoever asks, or whose load has turned, goes where most work comes of it, by the prices of both monitors and by how
 * many are there (spectrum.ts). The host's own work waits while guests want its processors, and goes first once it is
 * nearly late.
 */
import { can } from '../commands.ts';
import { domainDriverFor } from '../mechanisms/hosts.ts';
import { HOST_FIRST, HOST_SOON, hostServices, ownOldest, ownWaiting } from '../mechanisms/hostWork.ts';
import type { Command } from '../messages.ts';
import { type Int, NONE } from '../types.ts';
import { choice, type Look } from './robot.ts';
import { crowdOn, door, lackedBy, machineOf, spectrum } from './spectrum.ts';

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

/**
 * words: `style`: follow (with moves), settle (placed once), room (where there is room), one (all on `machine`). params: those of
 * spectrum; `due`: percent of its time after which own work goes first, `few` pieces of it with which it goes last again; `stay`:
 * seconds for which the knob is left alone; `own` 0: it always is.
 * `driver`: units of work that somebody must gain by it before a driver is admitted; never without it.
 */
export function hosts(look: Look): Command | null {
  const style = look.words.style ?? 'follow';
  const placed =
    driver(look) ??
    (style === 'room' ? door(look, roomy(look)) : style === 'one' ? door(look, together(look)) : spectrum(look));
  return placed ?? (look.params.own === 0 ? null : ownWork(look));
}

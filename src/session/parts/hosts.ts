/**
 * Hosts of different kinds, each with one technique: for whoever asks, or is chosen, what each would make of its load. Where
 * a guest may choose among techniques on one host, there is a lever or a mixer instead.
 */
import {
  type Ahead,
  type Bp,
  bootCost,
  type Component,
  type Cycles,
  can,
  domainDriverFor,
  domainOf,
  driverProblem,
  type Id,
  type Int,
  type Mix,
  mixOfPhase,
  modeProblem,
  NONE,
  OPS,
  type Op,
  type World,
} from '../../sim/index.ts';
import { addsOf, type Crowd, crowdsOf, deskRows, deskStanding, remembered, speedOf } from '../desk.ts';
import { guestNamed } from '../find.ts';
import type { Rect } from '../layout-types.ts';
import { mixerPlace } from '../margin.ts';
import type { Found, SessionPart, With } from '../part.ts';
import type { Board } from '../view-base.ts';

/** What takes a guest away from its own work: instructions that trap, and what it asks of devices. */
export const DETOURS = ['traps', 'requests'] as const;
export type Detour = (typeof DETOURS)[number];
const OF: Readonly<Record<Detour, readonly Component[]>> = {
  traps: ['cpu', 'memory', 'irq', 'platform'],
  requests: ['device'],
};

/** How a host would do a load: what each kind of detour adds to the bare machine's time, and the speed beside that. */
export type HostLoad = { adds: Readonly<Record<Detour, Bp>>; speed: Bp };

/** A driver that a guest needs on a host, that can be admitted there now, and for how long its domain is then down. */
export type Lacked = { driver: Id; domain: Int; restart: Cycles };

/** `why`: the guest may not be there, null: it may; `lacks`: but a driver would do. `moves`: cycles that a restart there takes. */
export type HostWay = {
  machine: Int;
  mode: Id;
  why: Id | null;
  lacks: Lacked | null;
  moves: Cycles;
  now: HostLoad;
  /** after the next turn of its load, null: there is none */
  later: HostLoad | null;
};

/** Operations of a kind per million cycles of its own instructions. */
export type Often = { of: 'traps' | 'requests' | 'odd'; now: Int; later: Int | null };

export type HostsOf = {
  guest: Int;
  asks: boolean;
  /** it boots, or is on its way elsewhere */
  busy: boolean;
  /** where it is or is going; NONE while it asks */
  on: Int;
  ways: readonly HostWay[];
  does: readonly Often[];
  /** cycles of a whole pCPU, where it is, until its load turns; NEVER: it does not */
  turns: Cycles;
};

/** `crowd`: by machine; whoever serves the others is not counted. */
export type HostsView = { guests: readonly HostsOf[]; crowd: readonly Crowd[] };

const TRAPS: readonly Op[] = ['ipi', 'eoi', 'setTimer', 'readClock', 'identify', 'ptWrite', 'ptMap'];
const REQUESTS: readonly Op[] = ['packetOut', 'packetIn', 'blockRead', 'blockWrite'];
/** of a device for which only one kind of host has a driver */
const ODD: readonly Op[] = ['mmio', 'portIn', 'portOut'];
const KINDS = [
  { of: 'traps', ops: TRAPS },
  { of: 'requests', ops: REQUESTS },
  { of: 'odd', ops: ODD },
] as const;

const loadOf = (w: World, row: Int, mix: Mix): HostLoad => ({
  adds: { traps: addsOf(w, row, mix, OF.traps), requests: addsOf(w, row, mix, OF.requests) },
  speed: speedOf(w, row, mix),
});

const hosting = remembered<boolean>();

/** One technique per machine, and several machines, for somebody; and for nobody several on one. */
const isHosting = (w: World): boolean =>
  hosting(w.program, '', () => {
    const machines = w.program.guests.map(({ choices }) => choices.map((row) => w.program.modes[row]?.machine ?? NONE));
    return machines.some((all) => new Set(all).size > 1) && machines.every((all) => new Set(all).size === all.length);
  });

/** What is known of a guest for as long as its load and its standing at the door stay the same. */
type Known = Pick<HostsOf, 'ways' | 'does'>;
const known = remembered<Known>();

/** Guest g with one technique on its machine, under its present load and the next. */
function wayIn(w: World, g: Int, row: Int, asks: boolean, [now, later]: readonly Mix[]): HostWay | null {
  const compiled = w.program.modes[row];
  if (compiled === undefined || now === undefined) return null;
  const { id, machine } = compiled;
  const own = w.program.guests[g]?.choices ?? [];
  return {
    machine,
    mode: id,
    why: modeProblem(w.setup, w.program, g, id, machine) ?? (own.includes(row) ? null : 'noDriver'),
    lacks: null,
    moves: asks ? 0 : bootCost(w, g, row),
    now: loadOf(w, row, now),
    later: later === undefined ? null : loadOf(w, row, later),
  };
}

function knownOf(w: World, g: Int, asks: boolean, aheads: readonly Ahead[]): Known {
  const phases = aheads.map(({ phase }) => phase);
  return known(w.program, `${g}/${asks}/${phases.join()}`, () => {
    const mixes = phases.map((phase) => mixOfPhase(w, g, phase));
    return {
      ways: deskRows(w).flatMap((row) => wayIn(w, g, row, asks, mixes) ?? []),
      does: KINDS.map(({ of, ops }) => {
        const [now = 0, later = null] = mixes.map((mix) =>
          Math.round(ops.reduce((sum, op) => sum + (mix.ops[OPS.indexOf(op)] ?? 0), 0)),
        );
        return { of, now, later };
      }),
    };
  });
}

/** The driver that guest g lacks on a machine, if one can be admitted. */
function lackedOn(w: World, g: Int, machine: Int): Lacked | null {
  const row = w.setup.domainDrivers?.[domainDriverFor(w, g, machine)];
  if (row === undefined || !can(w, { do: 'admitDriver', machine, driver: row.id }).ok) return null;
  return { driver: row.id, domain: domainOf(w, row), restart: row.restart };
}

/** A way as it is now: which drivers there are, the player may change. */
function asDriven(w: World, g: Int, way: HostWay): HostWay {
  const why = way.why ?? driverProblem(w, g, way.machine);
  return why === way.why ? way : { ...way, why, lacks: lackedOn(w, g, way.machine) };
}

function hostsOf(w: World, g: Int): HostsOf | null {
  if ((w.program.guests[g]?.choices ?? []).length === 0) return null;
  const standing = deskStanding(w, g);
  if (standing === null) return null;
  const { asks, busy, chosen, aheads, turns } = standing;
  const on = asks ? NONE : (w.program.modes[chosen]?.machine ?? NONE);
  const { ways, does } = knownOf(w, g, asks, aheads);
  return { guest: g, asks, busy, on, ways: ways.map((way) => asDriven(w, g, way)), does, turns };
}

type Seen = Board & With<'hosts', HostsView>;

/** The way in which a guest is, or would be, on a machine. */
export const wayOn = ({ ways }: HostsOf, machine: Int): HostWay | undefined =>
  ways.find((way) => way.machine === machine);
const best = ({ ways }: HostsOf): HostWay | undefined =>
  ways.filter(({ why }) => why === null).sort((a, b) => b.now.speed - a.now.speed)[0];

const who = (view: Seen, id: Id | undefined, test: (one: HostsOf) => boolean): Found => {
  const named = guestNamed(view, id);
  const found = (view.parts.hosts?.guests ?? []).find((one) => (id === undefined || one.guest === named) && test(one));
  return found === undefined ? null : { guest: found.guest, hosts: true };
};
const stands = (one: HostsOf): boolean => !one.asks && !one.busy;

export const hosts: SessionPart<HostsView, Seen, object, Rect> = {
  verbs: ['driver'],
  nothing: { audio: 'a guest that moves, and a domain that is given a driver, are heard as their restarts' },
  view({ w }) {
    if (!w.setup.verbs.includes('mode') || !isHosting(w)) return null;
    return {
      guests: w.guests.flatMap((_, g) => hostsOf(w, g) ?? []),
      crowd: crowdsOf(w, (g) => w.setup.guests[g]?.role !== 'driverDomain'),
    };
  },
  shape: () => ({}),
  place: (_, ground) => mixerPlace(ground),
  situations: {
    placed: ({ placed, guest }, view) => who(view, guest, (one) => stands(one) && view.machines[one.on]?.id === placed),
    elsewhere: ({ elsewhere }, view) =>
      who(view, undefined, (one) => {
        const [own, other] = [wayOn(one, one.on), best(one)];
        return stands(one) && own !== undefined && other !== undefined && other.now.speed - own.now.speed >= elsewhere;
      }),
  },
};

/**
 * Hosts of different kinds, each with one technique: for whoever asks, or is chosen, what each would make of its load. Where
 * a guest may choose among techniques on one host, there is a lever or a mixer instead.
 */
import {
  type Ahead,
  adds,
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
  NEVER,
  NONE,
  OPS,
  type Op,
  startCost,
  takes,
  type World,
} from '../../sim/index.ts';
import { type Crowd, crowdsOf, deskRows, deskStanding, remembered, speedOf } from '../desk.ts';
import { guestNamed } from '../find.ts';
import { hostableBut } from '../hostable.ts';
import type { Rect } from '../layout-types.ts';
import { mixerPlace } from '../margin.ts';
import type { Found, SessionPart, With } from '../part.ts';
import type { Board } from '../view-base.ts';

/** What takes a guest away from its own work: instructions that trap, requests to devices, and a device that not every host has. */
export const DETOURS = ['traps', 'requests', 'odd'] as const;
export type Detour = (typeof DETOURS)[number];
type By<T> = Readonly<Record<Detour, T>>;

const OF: By<readonly Op[]> = {
  traps: ['ipi', 'eoi', 'setTimer', 'readClock', 'identify', 'ptWrite', 'ptMap'],
  requests: ['packetOut', 'packetIn', 'blockRead', 'blockWrite'],
  odd: ['mmio', 'portIn', 'portOut'],
};
const COMPONENTS: readonly Component[] = ['memory', 'irq', 'platform', 'device'];
const MILLION = 1_000_000;
/** so many stretches of what a guest does are known ahead */
const AHEAD = 3;

const by = <T>(value: (of: Detour) => T): By<T> => ({
  traps: value('traps'),
  requests: value('requests'),
  odd: value('odd'),
});

/** A driver that a guest needs on a host, that can be admitted there now, and for how long its domain is then down. */
export type Lacked = { driver: Id; domain: Int; restart: Cycles };

/**
 * `why`: the guest may not be there, null: it may; `lacks`: but a driver would do. `moves`: cycles that a restart there takes.
 * `speed`: of what it does now, beside the bare machine's; nobody is shown it, the tutorial asks whether a move is worth a word.
 */
export type HostWay = { machine: Int; mode: Id; why: Id | null; lacks: Lacked | null; moves: Cycles; speed: Bp };

/** A stretch of what a guest does: cycles of a whole pCPU, NEVER: to its end; detours per million cycles of its own work. */
export type Stretch = { lasts: Cycles; often: By<Int> };

export type HostsOf = {
  guest: Int;
  asks: boolean;
  /** it boots, or is on its way elsewhere */
  busy: boolean;
  /** where it is or is going; NONE while it asks */
  on: Int;
  ways: readonly HostWay[];
  /** from now on: as yesterday's trace has it */
  ahead: readonly Stretch[];
  /** cycles for which it stays, or would */
  stays: Cycles;
  /** the share that can be hosted by the end, if this one is refused and all others come in; null: it does not ask */
  without: Bp | null;
};

/** By machine: guests and pCPUs, and what one detour of a kind takes there beyond the bare machine; null: nobody here does that. */
export type HostCosts = Crowd & { costs: By<Cycles | null> };

/** Whoever serves the others is not counted. */
export type HostsView = { guests: readonly HostsOf[]; hosts: readonly HostCosts[] };

const loadWith = (ops: readonly Op[]): Mix => ({
  ops: OPS.map((op) => (ops.includes(op) ? 1 : 0)),
  kernelBp: 0,
  small: 0,
  large: 0,
});

const costs = remembered<readonly By<Cycles | null>[]>();

/** What detours of each kind cost under the technique of each machine: the mean of those that guests of this level take. */
const costsOf = (w: World): readonly By<Cycles | null>[] =>
  costs(w.program, '', () =>
    w.setup.machines.map((_, machine) => {
      const row = deskRows(w).find((one) => w.program.modes[one]?.machine === machine) ?? NONE;
      return by((of) => {
        const done = OF[of].filter((op) =>
          w.program.guests.some(({ phases }) => phases.some(({ ops }) => ops.includes(OPS.indexOf(op)))),
        );
        return done.length === 0 ? null : Math.round(adds(w, row, loadWith(done), COMPONENTS) / done.length);
      });
    }),
  );

const hosting = remembered<boolean>();

/** One technique per machine, and several machines, for somebody; and for nobody several on one. */
const isHosting = (w: World): boolean =>
  hosting(w.program, '', () => {
    const machines = w.program.guests.map(({ choices }) => choices.map((row) => w.program.modes[row]?.machine ?? NONE));
    return machines.some((all) => new Set(all).size > 1) && machines.every((all) => new Set(all).size === all.length);
  });

/** What is known of a guest for as long as its load and its standing at the door stay the same. */
type Known = { ways: readonly HostWay[]; often: readonly By<Int>[]; each: readonly number[] };
const known = remembered<Known>();

/** Guest g with one technique on its machine, under its present load. */
function wayIn(w: World, g: Int, row: Int, asks: boolean, now: Mix | undefined): HostWay | null {
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
    speed: speedOf(w, row, now),
  };
}

/** `each`: by stretch, cycles that a cycle of its own instructions takes where it is; for whoever asks, where that is least. */
function knownOf(w: World, g: Int, asks: boolean, mode: Int, aheads: readonly Ahead[]): Known {
  const phases = aheads.map(({ phase }) => phase);
  return known(w.program, `${g}/${asks}/${mode}/${phases.join()}`, () => {
    const mixes = phases.map((phase) => mixOfPhase(w, g, phase));
    const rows = asks ? deskRows(w) : [mode];
    return {
      ways: deskRows(w).flatMap((row) => wayIn(w, g, row, asks, mixes[0]) ?? []),
      often: mixes.map(({ ops }) =>
        by((of) => Math.round(OF[of].reduce((sum, op) => sum + (ops[OPS.indexOf(op)] ?? 0), 0))),
      ),
      each: mixes.map((mix) => Math.min(...rows.map((row) => takes(w, row, mix))) / MILLION),
    };
  });
}

/** Cycles from now until guest g leaves; it may ask still. */
function staysOf(w: World, g: Int, mode: Int): Cycles {
  const { startedAt = NEVER } = w.guests[g] ?? {};
  const { stay } = w.setup.guests[g]?.enters ?? { stay: NEVER };
  const from = startedAt === NEVER ? w.now : startedAt - startCost(w, mode);
  return Math.max(0, Math.min(w.setup.length, from + stay) - w.now);
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
  const standing = deskStanding(w, g, AHEAD);
  if (standing === null) return null;
  const { asks, busy, mode, chosen, aheads } = standing;
  const on = asks ? NONE : (w.program.modes[chosen]?.machine ?? NONE);
  const { ways, often, each } = knownOf(w, g, asks, mode, aheads);
  const ahead = aheads.flatMap(({ left }, n): Stretch[] => {
    const all = often[n];
    return all === undefined ? [] : [{ lasts: left === NEVER ? NEVER : Math.round(left * (each[n] ?? 1)), often: all }];
  });
  const stays = staysOf(w, g, mode);
  return {
    guest: g,
    asks,
    busy,
    on,
    ways: ways.map((way) => asDriven(w, g, way)),
    ahead,
    stays,
    without: asks ? hostableBut(w, g) : null,
  };
}

type Seen = Board & With<'hosts', HostsView>;

/** The way in which a guest is, or would be, on a machine. */
export const wayOn = ({ ways }: HostsOf, machine: Int): HostWay | undefined =>
  ways.find((way) => way.machine === machine);
const best = ({ ways }: HostsOf): HostWay | undefined =>
  ways.filter(({ why }) => why === null).sort((a, b) => b.speed - a.speed)[0];

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
    const prices = costsOf(w);
    const crowds = crowdsOf(w, (g) => w.setup.guests[g]?.role !== 'driverDomain');
    return {
      guests: w.guests.flatMap((_, g) => hostsOf(w, g) ?? []),
      hosts: crowds.flatMap((crowd, m) => (prices[m] === undefined ? [] : [{ ...crowd, costs: prices[m] }])),
    };
  },
  shape: () => ({}),
  place: (_, ground) => mixerPlace(ground),
  situations: {
    placed: ({ placed, guest }, view) => who(view, guest, (one) => stands(one) && view.machines[one.on]?.id === placed),
    elsewhere: ({ elsewhere }, view) =>
      who(view, undefined, (one) => {
        const [own, other] = [wayOn(one, one.on), best(one)];
        return stands(one) && own !== undefined && other !== undefined && other.speed - own.speed >= elsewhere;
      }),
  },
};

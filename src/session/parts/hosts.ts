/**
 * Hosts of different kinds, each with one technique: for whoever asks, or is chosen, what each would make of its load. Where
 * a guest may choose among techniques on one host, there is a lever or a mixer instead.
 */
import {
  adds,
  aheadOf,
  type Bp,
  bootCost,
  type Component,
  type Cycles,
  type Id,
  type Int,
  type Mix,
  mixOfPhase,
  modeProblem,
  NEVER,
  NONE,
  OPS,
  type Op,
  standingOf,
  takes,
  takesNative,
  type World,
} from '../../sim/index.ts';
import { guestNamed } from '../find.ts';
import type { Rect } from '../layout-types.ts';
import { mixerPlace } from '../margin.ts';
import type { Found, SessionPart, With } from '../part.ts';
import type { Board, GuestView } from '../view-base.ts';

/** What takes a guest away from its own work: instructions that trap, and what it asks of devices. */
export const DETOURS = ['traps', 'requests'] as const;
export type Detour = (typeof DETOURS)[number];
const OF: Readonly<Record<Detour, readonly Component[]>> = {
  traps: ['cpu', 'memory', 'irq', 'platform'],
  requests: ['device'],
};

/** How a host would do a load: what each kind of detour adds to the bare machine's time, and the speed beside that. */
export type HostLoad = { adds: Readonly<Record<Detour, Bp>>; speed: Bp };

/** `why`: the guest may not be there, null: it may. `moves`: cycles that a restart there takes. */
export type HostWay = {
  machine: Int;
  mode: Id;
  why: Id | null;
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

/** `crowd`: by machine, guests that are there or on their way, and its pCPUs. */
export type HostsView = { guests: readonly HostsOf[]; crowd: readonly { guests: Int; pcpus: Int }[] };

const TRAPS: readonly Op[] = ['ipi', 'eoi', 'setTimer', 'readClock', 'identify', 'ptWrite', 'ptMap'];
const REQUESTS: readonly Op[] = ['packetOut', 'packetIn', 'blockRead', 'blockWrite'];
/** of a device for which only one kind of host has a driver */
const ODD: readonly Op[] = ['mmio', 'portIn', 'portOut'];
const KINDS = [
  { of: 'traps', ops: TRAPS },
  { of: 'requests', ops: REQUESTS },
  { of: 'odd', ops: ODD },
] as const;

const loadOf = (w: World, row: Int, mix: Mix): HostLoad => {
  const native = takesNative(w, row, mix);
  const part = (of: Detour): Bp => Math.round((10_000 * adds(w, row, mix, OF[of])) / native);
  return {
    adds: { traps: part('traps'), requests: part('requests') },
    speed: Math.round((10_000 * native) / takes(w, row, mix)),
  };
};

/** One technique per machine, and several machines, for somebody; and for nobody several on one. */
function isHosting(w: World): boolean {
  const machines = w.program.guests.map(({ choices }) => choices.map((row) => w.program.modes[row]?.machine ?? NONE));
  return (
    machines.some((all) => new Set(all).size > 1) &&
    machines.every((all) => new Set(all).size === Math.max(1, all.length) || all.length === 0)
  );
}

/** Every host that there is, in the order of the machines, with the technique by which guests run there. */
function rowsOf(w: World): Int[] {
  const rows = [...new Set(w.program.guests.flatMap(({ choices }) => choices))].filter((row) => row !== NONE);
  return rows.sort((a, b) => (w.program.modes[a]?.machine ?? 0) - (w.program.modes[b]?.machine ?? 0));
}

const HERE: readonly GuestView['stage'][] = ['asking', 'starting', 'booting', 'up'];

/** What is known of a guest for as long as its load and its standing at the door stay the same. */
type Known = Pick<HostsOf, 'ways' | 'does'>;
const known = new WeakMap<object, Map<string, Known>>();

function knownOf(w: World, g: Int, asks: boolean, now: Int, later: Int | null): Known {
  const all = known.get(w.program) ?? new Map<string, Known>();
  known.set(w.program, all);
  const key = `${g}/${asks}/${now}/${later}`;
  const own = w.program.guests[g]?.choices ?? [];
  const mixes = [mixOfPhase(w, g, now), later === null ? null : mixOfPhase(w, g, later)] as const;
  const found = all.get(key) ?? {
    ways: rowsOf(w).flatMap((row): HostWay[] => {
      const compiled = w.program.modes[row];
      if (compiled === undefined) return [];
      const problem = modeProblem(w.setup, w.program, g, compiled.id, compiled.machine);
      return [
        {
          machine: compiled.machine,
          mode: compiled.id,
          why: problem ?? (own.includes(row) ? null : 'noDriver'),
          moves: asks ? 0 : bootCost(w, g, row),
          now: loadOf(w, row, mixes[0]),
          later: mixes[1] === null ? null : loadOf(w, row, mixes[1]),
        },
      ];
    }),
    does: KINDS.map(({ of, ops }) => {
      const count = (mix: Mix): Int => Math.round(ops.reduce((sum, op) => sum + (mix.ops[OPS.indexOf(op)] ?? 0), 0));
      return { of, now: count(mixes[0]), later: mixes[1] === null ? null : count(mixes[1]) };
    }),
  };
  all.set(key, found);
  return found;
}

function hostsOf(w: World, g: Int): HostsOf | null {
  const guest = w.guests[g];
  const [now, next] = aheadOf(w, g, 2);
  if (guest === undefined || now === undefined || !HERE.includes(guest.stage)) return null;
  if ((w.program.guests[g]?.choices ?? []).length === 0) return null;
  const asks = guest.stage === 'asking';
  const { mode, chosen } = standingOf(w, g);
  return {
    guest: g,
    asks,
    busy: guest.stage === 'starting' || guest.stage === 'booting' || chosen !== mode,
    on: asks ? NONE : (w.program.modes[chosen]?.machine ?? NONE),
    ...knownOf(w, g, asks, now.phase, next?.phase ?? null),
    turns:
      now.left === NEVER ? NEVER : Math.round((now.left * takes(w, mode, mixOfPhase(w, g, now.phase))) / 1_000_000),
  };
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
  verbs: [],
  nothing: { audio: 'a guest that moves is heard as its restart' },
  view({ w }) {
    if (!w.setup.verbs.includes('mode') || !isHosting(w)) return null;
    const here = w.guests.map(({ stage }, g) =>
      ['starting', 'booting', 'up'].includes(stage) && w.setup.guests[g]?.role !== 'driverDomain'
        ? (w.program.modes[standingOf(w, g).chosen]?.machine ?? NONE)
        : NONE,
    );
    return {
      guests: w.guests.flatMap((_, g) => hostsOf(w, g) ?? []),
      crowd: w.setup.machines.map(({ pcpus }, m) => ({ guests: here.filter((on) => on === m).length, pcpus })),
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

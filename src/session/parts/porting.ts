/** Kernels that can be changed so that they make hypercalls instead of being caught. */
import {
  type Bp,
  type Cycles,
  type Id,
  type Int,
  losesIn,
  NEVER,
  overheadOf,
  overheadUnder,
  portsOf,
  servedAheadOf,
  type World,
} from '../../sim/index.ts';
import { mostOf } from '../find.ts';
import type { Point, Rect } from '../layout-types.ts';
import { TABLE_WIDTH } from '../margin.ts';
import type { SessionPart, With } from '../part.ts';
import { LONG_SECONDS, type Samples } from '../past/samples.ts';
import { lostIn, meanOf, type Profile } from '../profile.ts';
import { guestProfile } from '../view/guests.ts';
import { lately, share } from '../view/lately.ts';
import type { Board } from '../view-base.ts';

export type KernelView = {
  id: Id;
  guests: Int[];
  closed: boolean;
  portLines: Int;
  state: 'asIs' | 'porting' | 'ported';
  /** its port is to follow the one that goes on */
  queued: boolean;
  since: Cycles;
  until: Cycles;
  /** what exits take of the time of its guests that are up, over a longer stretch than their own profiles show */
  long: Profile;
  /**
   * Of all cycles of the machine, what its guests lost over that stretch, and what they would have lost in the time that
   * they had: as they came, and ported with every call. One of the two was measured, the other is reckoned. Null where
   * nothing was seen, and `ported` where nobody may port it.
   */
  came: Bp | null;
  ported: Bp | null;
  /** both when a guest's work has turned, where that is soon and clearly something else */
  soon: { came: Bp; ported: Bp; in: Cycles } | null;
};

/** The kernels that guests of this level run, in the order in which they are first met. */
export type PortingView = { kernels: KernelView[] };

export type KernelPlace = { rect: Rect; name: Rect; badges: Point[]; port: Rect; progress: Rect };
/** guests of each kernel; `table`: hypercalls stand beside them */
type Shape = { guests: Int[]; table: boolean };

type Seen = Board & With<'porting', PortingView> & With<'hypercalls', object>;

/** Seconds of play for which a turn is told before it comes, and by how much of the machine it has to matter. */
const SOON = { seconds: 10, change: 150 } as const;

/** The stretch over which a guest's kernel is judged: no further back than its own start. */
const since = (w: World, g: Int, second: Cycles): Int =>
  Math.min(LONG_SECONDS, Math.max(1, Math.floor((w.now - (w.guests[g]?.stageAt ?? 0)) / second)));

/** What guests lost lately, and would have lost in the time that they had: as they came, and ported. */
function weigh(w: World, samples: Samples, guests: readonly Int[]): { came: Bp; ported: Bp; seen: boolean } {
  const weighed = { came: 0, ported: 0, seen: false };
  for (const g of guests) {
    const recent = lately(samples, w, since(w, g, samples.second));
    const counts = w.opCount[g]?.map((_, op) => recent.count(g, op)) ?? [];
    const taken = recent.ops(g).reduce((sum, { cycles }) => sum + cycles, 0);
    const isPorted = w.guests[g]?.mode === w.program.guests[g]?.ported;
    // what has no price of its own, such as halting, costs the same either way
    const priced = counts.map((count, op) => (overheadOf(w, g, 'delivered', op) > 0 ? count : 0));
    const more = overheadUnder(w, g, 'delivered', priced) - overheadUnder(w, g, 'ported', priced);
    const other = Math.max(0, taken + (isPorted ? more : -more));
    const { all } = recent.guest(g);
    const reckoned = Math.round((all * other) / Math.max(1, all - taken + other));
    weighed.seen ||= taken > 0;
    weighed.came += share(isPorted ? reckoned : taken, recent.capacity);
    weighed.ported += share(isPorted ? taken : reckoned, recent.capacity);
  }
  return weighed;
}

/** The phases of a guest's work to come, each from when on, cycles from now; none where its work does not go by the clock. */
function phasesOf(w: World, g: Int): { phase: Int; from: Cycles }[] {
  if (w.program.guests[g]?.arrivals === null) return [];
  let from = 0;
  return servedAheadOf(w, g, 3).map(({ phase, left }) => {
    const own = { phase, from };
    from = left === NEVER ? NEVER : from + left;
    return own;
  });
}

/** The next turn of a guest's work that changes clearly what the kernel's guests lose as they came, and to what. */
function turnOf(w: World, guests: readonly Int[], second: Cycles): KernelView['soon'] {
  const capacity = w.pcpus.filter(({ interval }) => interval !== 'off').length;
  const ahead = guests.map((g) => ({ g, phases: phasesOf(w, g) }));
  /** pCPUs for each guest that is there */
  const part = Math.min(1, capacity / Math.max(1, w.guests.filter(({ stage }) => stage === 'up').length));
  const lostAt = (time: Cycles, technique: 'delivered' | 'ported'): Bp => {
    const sum = ahead.reduce((all, { g, phases }) => {
      const found = phases.findLast(({ from }) => from <= time);
      return found === undefined ? all : all + losesIn(w, g, found.phase, part, technique);
    }, 0);
    return share(Math.round(sum * 10_000), capacity * 10_000);
  };
  const now = lostAt(0, 'delivered');
  const turns = ahead.flatMap(({ phases }) => phases.map(({ from }) => from));
  const told = turns.filter((at) => at > 0 && at <= SOON.seconds * second).sort((a, b) => a - b);
  const at = told.find((time) => Math.abs(lostAt(time, 'delivered') - now) >= SOON.change);
  return at === undefined ? null : { came: lostAt(at, 'delivered'), ported: lostAt(at, 'ported'), in: at };
}

export const porting: SessionPart<PortingView, Seen, Shape, { cards: KernelPlace[]; legend: Rect }> = {
  verbs: ['port'],
  view({ w, past, catalogue }) {
    if (!w.setup.verbs.includes('port')) return null;
    const { second } = past.samples;
    const isUp = (g: Int): boolean => w.guests[g]?.stage === 'up';
    const ids = [...new Set(w.setup.guests.map((guest) => guest.kernel))];
    const kernels = ids.flatMap((id): KernelView[] => {
      const index = w.setup.kernels.findIndex((kernel) => kernel.id === id);
      const kernel = w.setup.kernels[index];
      if (!kernel) return [];
      const guests = w.setup.guests.flatMap((guest, g) => (guest.kernel === id ? [g] : []));
      const ports = portsOf(w, w.guests[guests[0] ?? 0]?.machine ?? 0);
      const isPorting = ports.kernel === index;
      const until = isPorting ? ports.until : 0;
      const isPorted = ports.done.includes(index);
      const up = guests.filter(isUp);
      const weighed = weigh(w, past.samples, up);
      return [
        {
          id,
          guests,
          closed: kernel.closed,
          portLines: kernel.portLines,
          state: isPorting ? 'porting' : isPorted ? 'ported' : 'asIs',
          queued: ports.follows === index,
          since: isPorting ? until - (w.knobs.portCycles ?? 0) : 0,
          until,
          long: meanOf(
            up.map((g) => guestProfile({ w, lately: lately(past.samples, w, since(w, g, second)), catalogue }, g)),
          ),
          came: weighed.seen ? weighed.came : null,
          ported: weighed.seen && !kernel.closed ? weighed.ported : null,
          soon: isPorted || isPorting || kernel.closed ? null : turnOf(w, up, second),
        },
      ];
    });
    return { kernels };
  },
  lays: 'cards',
  shape: ({ kernels }, { parts }) => ({
    guests: kernels.map((kernel) => kernel.guests.length),
    table: parts.hypercalls !== null,
  }),
  place({ guests, table }, { workRow }) {
    const room = workRow.w - (table ? TABLE_WIDTH + 12 : 0);
    const pitch = (room + 8) / Math.max(1, guests.length);
    const w = Math.min(220, pitch - 8);
    const cards = guests.map((count, i): KernelPlace => {
      const rect: Rect = { x: workRow.x + i * pitch + (pitch - 8 - w) / 2, y: workRow.y, w, h: workRow.h - 6 };
      const badges: Point[] = Array.from({ length: count }, (_, g) => ({ x: rect.x + 16 + g * 22, y: rect.y + 40 }));
      return {
        rect,
        name: { x: rect.x + 8, y: rect.y + 4, w: w - 16, h: 22 },
        badges,
        port: { x: rect.x + 8, y: rect.y + 58, w: w - 16, h: 35 },
        progress: { x: rect.x + 8, y: rect.y + rect.h - 7, w: w - 16, h: 4 },
      };
    });
    return { cards, legend: { x: workRow.x, y: workRow.y - 24, w: workRow.w, h: 20 } };
  },
  situations: {
    /** Nothing is being ported, and of the kernels that could be, this one loses most of its guests' time. */
    dearest(_, view) {
      const { kernels = [] } = view.parts.porting ?? {};
      if (kernels.some(({ state }) => state === 'porting')) return null;
      const open = kernels.filter(({ closed, state }) => !closed && state === 'asIs');
      const kernel = mostOf(open, (one) => lostIn(view, one));
      return kernel === null ? null : { kernel: kernel.id };
    },
    /** A guest is to boot and waits for a pCPU. */
    boots(_, view) {
      const guest = view.guests.find(({ stage, vcpus }) => stage === 'booting' && vcpus[0]?.state === 'ready');
      return guest === undefined ? null : { guest: guest.index };
    },
    ports({ ports }, view) {
      const begun = view.parts.porting?.kernels.filter(({ state, queued }) => state !== 'asIs' || queued) ?? [];
      return begun.length >= ports ? {} : null;
    },
  },
};

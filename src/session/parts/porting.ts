/** Kernels that can be changed so that they make hypercalls instead of being caught. */
import {
  servedAheadOf,
  type Bp,
  type Cycles,
  type Id,
  type Int,
  NEVER,
  overheadOf,
  overheadUnder,
  portSavesIn,
  portsOf,
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
  since: Cycles;
  until: Cycles;
  /** what exits take of the time of its guests that are up, over a longer stretch than their own profiles show */
  long: Profile;
  /**
   * Of all cycles of the machine, what its port would save, or saves, by what its guests were seen to do over that stretch;
   * null where nothing was seen, or nobody may port it.
   */
  saves: Bp | null;
  /** what it will save when a guest's work has turned, where that is soon and clearly something else */
  soon: { saves: Bp; in: Cycles } | null;
  /** of a ported kernel: what exits would take of the time of its guests had they come as they were; null as long as it is not */
  unported: Bp | null;
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

/** What guests did lately, and what that took, or would have taken if they had come as they were, and ported. */
function weigh(w: World, samples: Samples, guests: readonly Int[]): { saved: Bp; unported: Bp; seen: boolean } {
  let saved: Bp = 0;
  let unported: Bp = 0;
  let seen = false;
  for (const g of guests) {
    const recent = lately(samples, w, since(w, g, samples.second));
    const counts = w.opCount[g]?.map((_, op) => recent.count(g, op)) ?? [];
    const ops = recent.ops(g);
    const taken = ops.reduce((sum, { cycles }) => sum + cycles, 0);
    const delivered = overheadUnder(w, g, 'delivered', counts);
    // what has no price of its own, such as halting, costs the same either way
    const isPriced = (op: Int): boolean => counts[op] !== 0 && overheadOf(w, g, 'delivered', op) > 0;
    const priced = ops.reduce((sum, { op, cycles }) => sum + (isPriced(op) ? cycles : 0), 0);
    const isPorted = w.guests[g]?.mode === w.program.guests[g]?.ported;
    const more = Math.max(0, Math.round(delivered - priced));
    const saves = isPorted ? more : Math.max(0, Math.round(delivered - overheadUnder(w, g, 'ported', counts)));
    seen ||= taken > 0;
    saved += share(saves, recent.capacity);
    unported += share(taken + more, recent.guest(g).all + more) / guests.length;
  }
  return { saved, unported: Math.floor(unported), seen };
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

/** The next turn of a guest's work that changes clearly what the kernel's port would save, and to what. */
function turnOf(w: World, guests: readonly Int[], second: Cycles): KernelView['soon'] {
  const capacity = w.pcpus.filter(({ interval }) => interval !== 'off').length;
  const ahead = guests.map((g) => ({ g, phases: phasesOf(w, g) }));
  /** pCPUs for each guest that is there */
  const part = Math.min(1, capacity / Math.max(1, w.guests.filter(({ stage }) => stage === 'up').length));
  const savesAt = (time: Cycles): Bp => {
    const sum = ahead.reduce((all, { g, phases }) => {
      const found = phases.findLast(({ from }) => from <= time);
      return found === undefined ? all : all + portSavesIn(w, g, found.phase, part);
    }, 0);
    return Math.max(0, share(Math.round(sum * 10_000), capacity * 10_000));
  };
  const now = savesAt(0);
  const turns = ahead.flatMap(({ phases }) => phases.map(({ from }) => from));
  const told = turns.filter((at) => at > 0 && at <= SOON.seconds * second).sort((a, b) => a - b);
  const at = told.find((time) => Math.abs(savesAt(time) - now) >= SOON.change);
  return at === undefined ? null : { saves: savesAt(at), in: at };
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
          since: isPorting ? until - (w.knobs.portCycles ?? 0) : 0,
          until,
          long: meanOf(
            up.map((g) => guestProfile({ w, lately: lately(past.samples, w, since(w, g, second)), catalogue }, g)),
          ),
          saves: weighed.seen && !kernel.closed ? weighed.saved : null,
          soon: isPorted || isPorting || kernel.closed ? null : turnOf(w, up, second),
          unported: isPorted && weighed.seen ? weighed.unported : null,
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
    ports({ ports }, view) {
      const begun = view.parts.porting?.kernels.filter(({ state }) => state !== 'asIs') ?? [];
      return begun.length >= ports ? {} : null;
    },
  },
};

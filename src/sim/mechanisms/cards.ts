/**
 * Emulated cards: the devices that a guest believes in, register by register.
 *
 * A driver talks to its card through registers, and in a virtual machine each access stops in the monitor: one packet is
 * a volley of knocks. Most of them only *latch*, so that whoever keeps the registers can answer them; some *reach* for
 * the real device. Where the model of a card stands is chosen in play, for all guests of a machine: in the monitor,
 * where latching knocks are cheap and every line has to be trusted, or in user space behind the door between the two
 * worlds, where nothing has to be trusted but every knock crosses. A model that is moved takes the state of each guest's
 * card along, at that guest's next entry.
 *
 * *Sends* can be combined where the card's model stands in the monitor: a packet lies in its guest's queue until that is
 * full, or its window is over, or the world is switched anyway. Guest by guest: at once, always, or while sends follow
 * each other closely.
 *
 * VMware Workstation's hosted monitor worked like this (Sugerman, Venkitachalam and Lim, 2001).
 */
import { type Context, compiledOf, guestOf, modeOf, pcpuOf, taskOf } from '../access.ts';
import type { Mechanism } from '../mechanism.ts';
import { MAX_LENGTH } from '../params.ts';
import { type CompiledCard, type CompiledPath, EFFECT } from '../program.ts';
import type { World } from '../state.ts';
import { type Cycles, type Id, type Int, NEVER, NONE } from '../types.ts';
import { aheadOf } from './ahead.ts';
import { knobOf } from './knobs.ts';
import { takenBy } from './queues.ts';

/** Knobs: lines for which the monitor has room; how a guest's sends go; what "closely" is; how far back a look goes. */
export const CARD_ROOM = 'card.room';
export const COMBINE = 'card.combine';
const CLOSELY = 'card.closely';
const LATELY = 'card.lately';

/** What the knob COMBINE stands at. */
export const AT_ONCE = 0;
export const WHILE_CLOSE = 1;
export const ALWAYS = 2;

/** A look back is divided into so many parts; the oldest is forgotten as a new one begins. */
const PARTS = 8;

/** bits of a volley: knocks beyond are not told apart */
export const MOST_BITS = 30;

/** Of one guest and card: latching knocks by parts of the time, and the part that is going on; all that there ever were. */
type Knocks = { parts: Int[]; part: Int; latched: Int; reached: Int };

/** `due`: guests whose state has still to be carried to where the model stands now. */
type CardState = { inside: boolean; since: Cycles; moves: Int; due: boolean[]; knocks: Knocks[] };

/**
 * The volley that a vCPU is in, or was last: whose card, the n-th knock of so many, whether the door opens for it, and as
 * bits, from the first knock on, for which of them it did.
 */
export type Volley = { card: Int; n: Int; of: Int; crosses: boolean; crossed: Int; at: Cycles };

declare module '../state.ts' {
  interface Kept {
    /** by card of the program */
    cards?: CardState[];
    /** the most lines that stood in the monitor at once */
    cardLinesMost?: Int;
    /** by guest: when it last sent, and the phase of its work that it has come to */
    senders?: { sent: Cycles; phase: Int }[];
    /** by task */
    volleys?: Volley[];
  }
}
declare module '../messages.ts' {
  interface Events {
    /** a register of a card was accessed; `crosses`: beyond the door */
    cardKnocked: { task: Int; card: Id; crosses: boolean };
    /** the model stands elsewhere from now on */
    cardMoved: { card: Id; inside: boolean };
    /** a guest's work has come to another phase, so that it may talk to other cards, or otherwise */
    trafficTurned: { guest: Int; phase: Int };
  }
}

const specOf = (w: World, c: Int): CompiledCard => w.program.cards[c] as CompiledCard;
const stateOf = (w: World, c: Int): CardState => (w.kept.cards as CardState[])[c] as CardState;

/** The card of a name on a machine, NONE = it has none. */
export const cardIndex = (w: World, machine: Int, id: Id): Int =>
  w.program.cards.findIndex((card) => card.machine === machine && card.id === id);

const cardOf = (w: World, t: Int, id: Id): Int => cardIndex(w, guestOf(w, taskOf(w, t).guest).machine, id);

/** Does the model of card c stand in the monitor? */
export const isInside = (w: World, c: Int): boolean => w.kept.cards?.[c]?.inside === true;

/** Lines of the models that stand in the monitor of a machine. */
const linesInside = (w: World, machine: Int): Int =>
  w.program.cards.reduce((sum, card, c) => (card.machine === machine && isInside(w, c) ? sum + card.lines : sum), 0);

/** Lines for which a monitor has room still; NEVER where there is no end. */
export function linesLeft(w: World, machine: Int): Int {
  const room = w.knobs[CARD_ROOM] ?? 0;
  return room === 0 ? NEVER : room - linesInside(w, machine);
}

const partAt = (w: World): Int => Math.floor(w.now / Math.max(1, Math.ceil((w.knobs[LATELY] ?? PARTS) / PARTS)));

/** Latching knocks of guest g at card c over the level's `card.lately`: those that the monitor answers, or could. */
export function latelyAt(w: World, c: Int, g: Int): Int {
  const knocks = w.kept.cards?.[c]?.knocks[g];
  if (knocks === undefined) return 0;
  const present = partAt(w);
  return knocks.parts.reduce((sum, n, i) => {
    // of what part this is the number, the latest that falls into this place
    const part = knocks.part - ((((knocks.part - i) % PARTS) + PARTS) % PARTS);
    return part > present - PARTS ? sum + n : sum;
  }, 0);
}

function note(w: World, knocks: Knocks, latches: boolean): void {
  if (!latches) {
    knocks.reached++;
    return;
  }
  knocks.latched++;
  const present = partAt(w);
  for (let part = Math.max(knocks.part + 1, present - PARTS + 1); part <= present; part++)
    knocks.parts[part % PARTS] = 0;
  knocks.part = present;
  knocks.parts[present % PARTS] = (knocks.parts[present % PARTS] ?? 0) + 1;
}

const latch = knock(true);
const reach = knock(false);

/** Task t accesses a register of a card, which only latches, or reaches for the device. */
function knock(latches: boolean) {
  return ({ w, sink }: Context, t: Int, id: Id): void => {
    const task = taskOf(w, t);
    const c = cardOf(w, t, id);
    if (c === NONE) return;
    const { inside, knocks } = stateOf(w, c);
    const crosses = !inside || !latches;
    note(w, knocks[task.guest] as Knocks, latches);
    const volley = w.kept.volleys?.[t];
    if (volley !== undefined) {
      if (crosses && volley.n < MOST_BITS) volley.crossed |= 1 << volley.n;
      Object.assign(volley, { card: c, n: volley.n + 1, crosses, at: w.now });
    }
    sink?.({ type: 'cardKnocked', at: w.now, task: t, card: id, crosses });
  };
}

/** A volley begins: so many knocks of its path are to come. */
function begin({ w }: Context, t: Int, id: Id): void {
  const volley = w.kept.volleys?.[t];
  if (volley === undefined) return;
  const steps = w.program.paths[taskOf(w, t).path]?.steps ?? [];
  const isKnock = (effect: unknown): boolean => effect === latch || effect === reach;
  const of = steps.filter(({ kind, arg }) => kind === EFFECT && isKnock(w.hooks.effects[arg])).length;
  Object.assign(volley, { card: cardOf(w, t, id), n: 0, of, crosses: false, crossed: 0, at: w.now });
}

/** By paths, which never change: their latching knocks, by card of the program. */
const counted = new WeakMap<CompiledPath, ReadonlyMap<Int, Int>>();

/** Latching knocks of one operation of guest g, by card of the program. */
function knocksOf(w: World, g: Int, op: Int): ReadonlyMap<Int, Int> {
  const path = w.program.paths[modeOf(w, g).table[op]?.at(-1) ?? NONE];
  if (path === undefined) return new Map();
  const known = counted.get(path);
  if (known !== undefined) return known;
  const found = new Map<Int, Int>();
  for (const { kind, arg, of } of path.steps) {
    if (kind !== EFFECT || w.hooks.effects[arg] !== latch) continue;
    const c = cardIndex(w, guestOf(w, g).machine, of);
    found.set(c, (found.get(c) ?? 0) + 1);
  }
  counted.set(path, found);
  return found;
}

/**
 * Latching knocks at card c that one piece of guest g's work brings, as its present phase goes, or one `ahead`: a request, or
 * a burst with its operation. In hundredths, because phases draw.
 */
export function knocksPerPiece(w: World, c: Int, g: Int, ahead: Int = 0): Int {
  const { phases, arrivals } = compiledOf(w, g);
  const phase = phases[aheadOf(w, g, ahead + 1)[ahead]?.phase ?? NONE];
  if (phase === undefined || phase.total === 0) return 0;
  let sum = 0;
  phase.ops.forEach((op, i) => {
    const weight = (phase.upTo[i] ?? 0) - (phase.upTo[i - 1] ?? 0);
    const chain = w.program.chains[phase.chains[i] ?? NONE] ?? [];
    const row = [{ op, count: phase.counts[i] ?? 1 }, ...chain];
    for (const one of row) if (one.op !== NONE) sum += weight * one.count * (knocksOf(w, g, one.op).get(c) ?? 0);
  });
  return Math.floor((100 * sum * (arrivals?.rounds ?? 1)) / phase.total);
}

/**
 * Latching knocks at card c in a million cycles, as guest g's work goes now: by its requests, or, where it computes on and
 * on, as if it had half a pCPU.
 */
export function knockRate(w: World, c: Int, g: Int): Int {
  const { arrivals, phases } = compiledOf(w, g);
  const phase = phases[aheadOf(w, g, 1)[0]?.phase ?? NONE];
  const every = arrivals === null ? 2 * (phase?.burst.mean ?? 1) : arrivals.every.mean;
  return Math.floor((knocksPerPiece(w, c, g) * 10_000) / Math.max(1, every));
}

/** Are the sends of task t's guest combined, now? */
function combines(w: World, t: Int): boolean {
  const { guest } = taskOf(w, t);
  const how = knobOf(w, COMBINE, guest);
  const sent = w.kept.senders?.[guest]?.sent ?? NEVER;
  return how === ALWAYS || (how === WHILE_CLOSE && sent !== NEVER && w.now - sent <= (w.knobs[CLOSELY] ?? 0));
}

/** Where a model stands from now on. Each guest's card is carried there at its next entry. */
export function moveCard({ w, sink }: Context, c: Int, inside: boolean): void {
  const state = stateOf(w, c);
  const { id, machine } = specOf(w, c);
  state.inside = inside;
  state.since = w.now;
  state.moves++;
  w.kept.cardLinesMost = Math.max(w.kept.cardLinesMost ?? 0, linesInside(w, machine));
  w.guests.forEach((guest, g) => {
    if (guest.machine !== machine || guest.stage !== 'up') return;
    // moved back before it was carried: it never left
    state.due[g] = state.due[g] !== true;
    const { firstTask, vcpus } = compiledOf(w, g);
    for (let t = firstTask; t < firstTask + vcpus; t++) taskOf(w, t).entering = true;
  });
  sink?.({ type: 'cardMoved', at: w.now, card: id, inside });
}

/** Guests whose cards would have to be carried if model c were moved. */
export const carriesOf = (w: World, c: Int): Int =>
  w.guests.filter(({ machine, stage }, g) => {
    const isOn = machine === specOf(w, c).machine && stage === 'up';
    return isOn && w.kept.cards?.[c]?.due[g] !== true;
  }).length;

/** A vCPU stands at its entry: a card of its guest that has still to be carried is, now. */
function carry({ w }: Context, p: Int): Int {
  const { guest: g } = taskOf(w, pcpuOf(w, p).task);
  const c = (w.kept.cards ?? []).findIndex(({ due }) => due[g] === true);
  if (c === NONE) return NONE;
  stateOf(w, c).due[g] = false;
  return specOf(w, c).carry;
}

/** Its first vCPU draws from another phase than before. */
function turn({ w, sink }: Context, t: Int, n: Int): void {
  const { guest: g, vcpu } = taskOf(w, t);
  const sender = w.kept.senders?.[g];
  if (sender === undefined || vcpu > 0 || n === sender.phase) return;
  sender.phase = n;
  w.decisions++;
  sink?.({ type: 'trafficTurned', at: w.now, guest: g, phase: n });
}

export const cards: Mechanism = {
  id: 'cards',
  keeps: ({ program, setup }) => ({
    cards: program.cards.map(() => ({
      inside: false,
      since: 0,
      moves: 0,
      due: setup.guests.map(() => false),
      knocks: setup.guests.map(() => ({ parts: new Array<Int>(PARTS).fill(0), part: 0, latched: 0, reached: 0 })),
    })),
    cardLinesMost: 0,
    senders: setup.guests.map(() => ({ sent: NEVER, phase: 0 })),
    volleys: Array.from({ length: program.vcpus }, () => ({
      card: NONE,
      n: 0,
      of: 0,
      crosses: false,
      crossed: 0,
      at: 0,
    })),
  }),
  tests: {
    'card.inside': (w, t, id) => isInside(w, cardOf(w, t, id)),
    'card.combines': combines,
  },
  effects: {
    'card.begin': begin,
    'card.latch': latch,
    'card.reach': reach,
    'card.sent': ({ w }, t) => {
      const sender = w.kept.senders?.[taskOf(w, t).guest];
      if (sender !== undefined) sender.sent = w.now;
    },
  },
  registers: {
    /** 1 where some packets are being taken along, else 0: what a whole batch of them costs once */
    'card.batch': (w, t) => Math.min(1, takenBy(w, t)),
  },
  knobs: {
    [CARD_ROOM]: { least: 0, most: 1_000_000, first: 0 },
    [COMBINE]: { least: AT_ONCE, most: ALWAYS, first: AT_ONCE },
    [CLOSELY]: { least: 0, most: MAX_LENGTH, first: 0 },
    [LATELY]: { least: PARTS, most: MAX_LENGTH, first: MAX_LENGTH },
  },
  events: ['cardKnocked', 'cardMoved', 'trafficTurned'],
  asks: { trafficTurned: ({ guest }) => ({ kind: 'traffic', guest, reason: '' }) },
  ride: carry,
  drawn: turn,
  forget({ w }, g) {
    // it boots on cards as new, which stand where the models do
    for (const state of w.kept.cards ?? []) state.due[g] = false;
    const sender = w.kept.senders?.[g];
    if (sender !== undefined) sender.sent = NEVER;
  },
  metrics: {
    /** lines of the models that stood in monitors, at most at once */
    cardLinesMost: (w) => ({ value: w.kept.cardLinesMost ?? 0, samples: 1 }),
    /** how often a model was moved */
    cardMoves: (w) => ({ value: (w.kept.cards ?? []).reduce((sum, { moves }) => sum + moves, 0), samples: 1 }),
  },
};

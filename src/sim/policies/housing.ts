/**
 * Housing models of cards, and combining sends: what a person reads off the cards, how often each is knocked at, and off
 * the guests, in rows of how many they send.
 */
import { can } from '../commands.ts';
import { rowsOf } from '../mechanisms/ahead.ts';
import {
  ALWAYS,
  AT_ONCE,
  CARD_ROOM,
  COMBINE,
  isInside,
  knockRate,
  latelyAt,
  WHILE_CLOSE,
} from '../mechanisms/cards.ts';
import { knobOf } from '../mechanisms/knobs.ts';
import type { Command } from '../messages.ts';
import type { World } from '../state.ts';
import { type Id, type Int, OPS } from '../types.ts';
import { choice, type Look } from './robot.ts';
import { rescue } from './translator.ts';

/** Knocks at each card that the monitor answers, or could: as the guests' work goes now, or as it went lately. */
function heats({ w, params }: Look): Int[] {
  const up = w.guests.flatMap(({ stage }, g) => (stage === 'up' ? [g] : []));
  const of = params.looksBack === 1 ? latelyAt : knockRate;
  return w.program.cards.map((_, c) => up.reduce((sum, g) => sum + of(w, c, g), 0));
}

/** Of all sets of cards for which there is room, that at which most knocks are; the first of equals. */
function hottest(w: World, heat: readonly Int[]): { set: Int; value: Int } {
  const room = w.knobs[CARD_ROOM] ?? 0;
  let best = { set: 0, value: 0 };
  for (let set = 0; set < 1 << heat.length; set++) {
    const sum = (of: (c: Int) => Int): Int => heat.reduce((all, _, c) => all + ((set >> c) & 1) * of(c), 0);
    const value = sum((c) => heat[c] ?? 0);
    if (sum((c) => w.program.cards[c]?.lines ?? 0) <= room && value > best.value) best = { set, value };
  }
  return best;
}

/** Models that are knocked at most come in; what has to make room for them goes out first. */
function move(look: Look): Command | null {
  const { w, params, memory, second } = look;
  if (w.now - (memory.notes.moved ?? 0) < (params.rest ?? 3) * second) return null;
  const heat = heats(look);
  const stands = w.program.cards.reduce((set, _, c) => (isInside(w, c) ? set | (1 << c) : set), 0);
  const worth = heat.reduce((sum, n, c) => sum + ((stands >> c) & 1) * n, 0);
  const { set, value } = hottest(w, heat);
  const isBetter = 100 * (value - worth) > (params.gain ?? 30) * Math.max(1, value) && value >= (params.least ?? 4);
  if (!isBetter) {
    memory.notes.moved = w.now;
    return null;
  }
  const card = (c: Int): Id => w.program.cards[c]?.id ?? '';
  const find = (from: Int, to: Int): Int => heat.findIndex((_, c) => ((from >> c) & 1) === 1 && ((to >> c) & 1) === 0);
  const [out, into] = [find(stands, set), find(set, stands)];
  const others = heat.flatMap((_, c) => ((((stands & ~set) >> c) & 1) === 1 ? [card(c)] : []));
  choice(look, 'house', `${w.now}`, into < 0 ? 'nobody' : card(into));
  if (into < 0) return { do: 'house', card: card(out), inside: false };
  const command = { do: 'house', card: card(into), inside: true } as const;
  if (can(w, command).ok) return command;
  return { ...command, instead: others };
}

/** packets that lie in a queue of sends before they go by themselves */
const ROOM = 3;

/** How many packets guest g sends in a row now, 0 = none. */
function rowOf(w: World, g: Int): Int {
  const { op, turns } = rowsOf(w, g);
  return OPS[op] === 'packetOut' ? (turns[0]?.row ?? 0) : 1;
}

/** Rows that fill the queue to the last are combined; those that begin with one more while they last; others go at once. */
function fitting(look: Look, g: Int): Int {
  const { w } = look;
  const row = rowOf(w, g);
  const isAwaited = w.program.guests[g]?.arrivals !== null;
  if (!isAwaited) return row > 1 ? ALWAYS : AT_ONCE;
  if (row % ROOM === 0) return ALWAYS;
  return row > 1 && row % ROOM === 1 ? WHILE_CLOSE : AT_ONCE;
}

function combine(look: Look): Command | null {
  const { w, params, memory, second } = look;
  for (const [g, guest] of w.guests.entries()) {
    if (guest.stage !== 'up') continue;
    if (rowOf(w, g) === 0) continue;
    const value = params.combine === 2 ? (params.how ?? WHILE_CLOSE) : fitting(look, g);
    const stands = knobOf(w, COMBINE, g);
    const command = { do: 'setKnob', knob: COMBINE, guest: g, value } as const;
    if (value === stands || !can(w, command).ok) continue;
    if (w.now - (memory.notes[`sends ${g}`] ?? -second * 1000) < (params.pause ?? 2) * second) continue;
    memory.notes[`sends ${g}`] = w.now;
    choice(look, 'combine', `${g}/${w.now}`, ['at once', 'while close', 'always'][value] ?? '');
    return command;
  }
  return null;
}

/**
 * params: `house` 0: no model is moved; `combine` 0: no send is combined, 2: all as `how` says. `gain`: percent by which a
 * set has to be better; `rest`: seconds between looks at the cards; `rescue`: patience below which somebody is helped.
 */
export function housing(look: Look): Command | null {
  const { params } = look;
  return rescue(look) ?? (params.house === 0 ? null : move(look)) ?? (params.combine === 0 ? null : combine(look));
}

/** Sets up once: each card that is named stands in the monitor, and all sends go as `how` says. Then it only rescues. */
export function housed(look: Look): Command | null {
  const { w, params } = look;
  for (const { id } of w.program.cards) {
    const command = { do: 'house', card: id, inside: true } as const;
    if (params[id] === 1 && can(w, command).ok) return command;
  }
  for (const g of w.guests.keys()) {
    const command = { do: 'setKnob', knob: COMBINE, guest: g, value: params.how ?? AT_ONCE } as const;
    if (can(w, command).ok) return command;
  }
  return params.hands === 0 ? null : rescue(look);
}

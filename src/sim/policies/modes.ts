/**
 * Choosing the technique per guest and phase.
 *
 * The robot reads what a person reads: how far the present phase still goes and what follows (yesterday's trace), or only
 * the operations that a guest has done lately. It reckons what both techniques make of that, and pulls the lever when what
 * is saved is worth the change. Between levers it lets whoever is in need have somebody's turn.
 */

import { choicesOf, standingOf } from '../mechanisms/modes.ts';
import { pagingOf } from '../mechanisms/tlb.ts';
import type { Command } from '../messages.ts';
import { kernelNow, mixOf, priceOfEntering } from '../mixes.ts';
import type { Mix, World } from '../state.ts';
import { type Cycles, type Id, type Int, NONE, OPS } from '../types.ts';
import { relieve } from './relieving.ts';
import { choice, type Look } from './robot.ts';
import { cheapest, overhead, stretches } from './techniques.ts';

/** A lever that may be pulled, and what that would save beyond its price. */
type Pull = { guest: Int; mode: Int; saves: number };

const NOWHERE = { accesses: 0, small: 0, large: 0 };
const countOf = (w: World, g: Int): typeof NOWHERE => pagingOf(w, g) ?? NOWHERE;

/** Remembers what guest g has done lately, over half to the whole of `window` cycles of its own work; null = too little. */
function seen({ w, memory: { notes }, params }: Look, g: Int): Mix | null {
  const work = w.guests[g]?.work ?? 0;
  const half = Math.floor((params.window ?? 8000) / 2);
  const counts = w.opCount[g] ?? [];
  const at = notes[`work ${g}`] ?? NONE;
  if (at === NONE || work - at >= half) {
    notes[`before ${g}`] = Math.max(0, at);
    notes[`work ${g}`] = work;
    for (const name of ['accesses', 'small', 'large'] as const) {
      notes[`then ${g} ${name}`] = notes[`now ${g} ${name}`] ?? 0;
      notes[`now ${g} ${name}`] = countOf(w, g)[name];
    }
    for (const op of OPS.keys()) {
      notes[`then ${g} ${op}`] = notes[`now ${g} ${op}`] ?? 0;
      notes[`now ${g} ${op}`] = counts[op] ?? 0;
    }
  }
  const since = work - (notes[`before ${g}`] ?? 0);
  if (since < half / 2) return null;
  const accesses = Math.max(1, countOf(w, g).accesses - (notes[`then ${g} accesses`] ?? 0));
  const part = (name: 'small' | 'large'): number =>
    (countOf(w, g)[name] - (notes[`then ${g} ${name}`] ?? 0)) / accesses;
  const reach = { small: part('small'), large: part('large') };
  const native = w.program.modes[w.guests[g]?.mode ?? NONE]?.native ?? [];
  const done = OPS.map((_, op) => (counts[op] ?? 0) - (notes[`then ${g} ${op}`] ?? 0));
  const instructions = since - done.reduce((sum, n, op) => sum + n * (native[op] ?? 0), 0);
  return mixOf(done, instructions, kernelNow(w, g), reach);
}

/** Of so much work to come, what is done by who works by request: it is at work for a part of the time only. */
export const atWork = ({ w, params }: Look, g: Int, work: Cycles): Cycles =>
  w.program.guests[g]?.arrivals == null ? work : Math.floor((work * (params.busy ?? 35)) / 100);

/** What pulling guest g's lever saves, reckoned with what is to come; null where nothing is known. */
function foreseen(look: Look, g: Int, own: Int, other: Int): number | null {
  const { w, params } = look;
  const plan = stretches(w, g, params.far ?? 3, params.most ?? 60_000).map((stretch) => ({
    ...stretch,
    work: atWork(look, g, stretch.work),
  }));
  const reckoning = { w, modes: choicesOf(w, g), plan, leak: params.leak ?? 0 };
  return cheapest(reckoning, own) - cheapest(reckoning, other) - priceOfEntering(w, other);
}

/** … reckoned with what has been, as if that went on for `horizon` cycles of its work. */
function recent(look: Look, g: Int, own: Int, other: Int): number | null {
  const { w, params } = look;
  const mix = seen(look, g);
  if (mix === null) return null;
  const stretch = { mix, work: atWork(look, g, params.horizon ?? 20_000) };
  const leak = params.leak ?? 0;
  return overhead(w, own, stretch, leak) - overhead(w, other, stretch, leak) - priceOfEntering(w, other);
}

/** Styles that do not reckon: which mode of its choices guest g is to have now, NONE = as it is. */
const FIXED: Readonly<Record<Id, (look: Look, g: Int, own: Int, other: Int) => Int>> = {
  never: () => NONE,
  /** everybody under the last of the modes */
  all: ({ w }, g) => w.program.guests[g]?.choices.at(-1) ?? NONE,
  /** bit g of `mask`: the last of the modes, else the first */
  fixed: ({ w, params }, g) => w.program.guests[g]?.choices.at(((params.mask ?? 0) >> g) & 1 ? -1 : 0) ?? NONE,
  /** each in turn, whatever it does, every so many seconds of play */
  turns: ({ w, params, memory, second }, g, _, other) => {
    if (w.now - (memory.notes[`turn ${g}`] ?? 0) <= (params.every ?? 25) * second) return NONE;
    memory.notes[`turn ${g}`] = w.now;
    return other;
  },
};

/** Is the pull worth it, and had this guest its rest since the last one? */
function isWorth({ w, params, memory, second }: Look, { guest, mode, saves }: Pull): boolean {
  if (saves <= ((params.worth ?? 200) * priceOfEntering(w, mode)) / 100) return false;
  return w.now - (memory.notes[`pulled ${guest}`] ?? -w.setup.length) >= (params.rest ?? 3) * second;
}

const nameOf = ({ w }: Look, mode: Int): Id => w.program.modes[mode]?.id ?? '';

/** Is there something to be gained at guest g's lever? What a decision is, counts once per phase and position of the lever. */
function look(at: Look, g: Int, own: Int, other: Int): Pull | null {
  const { w, words, memory } = at;
  const style = words.style ?? 'foresight';
  const fixed = FIXED[style];
  if (fixed !== undefined) {
    const mode = fixed(at, g, own, other);
    return mode === NONE || mode === own ? null : { guest: g, mode, saves: Number.MAX_SAFE_INTEGER };
  }
  if (style === 'once' && memory.notes[`looked ${g}`] === 1) return null;
  const saves = style === 'foresight' ? foreseen(at, g, own, other) : recent(at, g, own, other);
  if (saves === null) return null;
  memory.notes[`looked ${g}`] = 1;
  const pull = { guest: g, mode: other, saves };
  const isMeant = saves > ((at.params.worth ?? 200) * priceOfEntering(w, other)) / 100;
  const phase = w.kept.modes?.[g]?.phase ?? 0;
  choice(at, 'lever', `${g}/${phase}/${own}/${isMeant}`, isMeant ? nameOf(at, other) : `stay ${nameOf(at, own)}`);
  return isWorth(at, pull) ? pull : null;
}

/** The lever at which most can be gained. */
export function lever(at: Look): Command | null {
  const { w, memory } = at;
  let best: Pull | null = null;
  for (const [g, { stage }] of w.guests.entries()) {
    const choices = choicesOf(w, g);
    const { chosen: own } = standingOf(w, g);
    const other = choices.find((mode) => mode !== own);
    if (stage !== 'up' || other === undefined) continue;
    const pull = look(at, g, own, other);
    if (pull !== null && (best === null || pull.saves > best.saves)) best = pull;
  }
  if (best === null) return null;
  memory.notes[`pulled ${best.guest}`] = w.now;
  return { do: 'setMode', guest: best.guest, mode: nameOf(at, best.mode) };
}

/**
 * words: `style`: foresight (yesterday's trace), bars (what it did lately), once (the first look, never again), never, all,
 * fixed, turns. params: `worth` percent of the price that must be saved, `far` phases looked ahead, each worth at most
 * `most` cycles of work, `busy` percent of its time at work of who serves requests, `rest` seconds between two pulls of one
 * lever, `leak` cycles that one leak is worth, `swaps` 0/1 lets somebody in need have another's turn.
 */
export function modes(at: Look): Command | null {
  return lever(at) ?? ((at.params.swaps ?? 1) === 1 ? relieve(at) : null);
}

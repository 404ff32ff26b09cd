/**
 * Choosing how each guest's memory is mapped: shadow or nested by its lever, and in how many large pages.
 *
 * The robot reads what a person reads: how much memory a guest uses now and next, what it changes of its page tables, and
 * how many large pages nobody has. Large pages go to whom they save most beyond what it takes to map them, if need be
 * from somebody who loses less; the lever follows from what is left to be missed.
 */

import { knobOf, leftFor } from '../mechanisms/knobs.ts';
import { choicesOf, standingOf } from '../mechanisms/modes.ts';
import { GIVEN, pagingOf } from '../mechanisms/tlb.ts';
import type { Command } from '../messages.ts';
import { cyclesOf } from '../program.ts';
import type { World } from '../state.ts';
import type { Cycles, Id, Int } from '../types.ts';
import { guestOfTask, patiencePercent, waiting } from './looking.ts';
import { atWork, lever } from './modes.ts';
import { relieve } from './relieving.ts';
import { choice, type Look } from './robot.ts';
import { cheapest, stretches } from './techniques.ts';

/** What guest g's work to come takes beyond the bare machine's, at best, with so many large pages. */
function costOf(at: Look, g: Int, given: Int): number {
  const { w, params } = at;
  const plan = stretches(w, g, params.far ?? 2, params.most ?? 120_000, given).map((stretch) => ({
    ...stretch,
    work: atWork(at, g, stretch.work),
  }));
  return cheapest({ w, modes: choicesOf(w, g), plan, leak: params.leak ?? 0 }, standingOf(w, g).chosen);
}

/** Cycles that mapping so many large pages of guest g takes, beyond those that are mapped. */
const mapping = (w: World, g: Int, given: Int): Cycles =>
  Math.max(0, given - (pagingOf(w, g)?.mapped.length ?? 0)) *
  (cyclesOf(w.program, w.guests[g]?.machine ?? 0, 'large.fill') ?? 0);

type Wish = { g: Int; value: Int; saves: number };

/** Of a guest: what each number of large pages would save beside the number that it has. */
function wishesOf(at: Look, g: Int): Wish[] {
  const { w } = at;
  const values = w.setup.tunables?.find(({ knob }) => knob === GIVEN)?.values ?? [];
  const own = costOf(at, g, knobOf(w, GIVEN, g));
  return values.map((value) => ({ g, value, saves: own - costOf(at, g, value) - mapping(w, g, value) }));
}

const give = ({ g, value }: Wish): Command => ({ do: 'setKnob', knob: GIVEN, value, guest: g });

/** Large pages for whom they save most; from somebody else if nobody has them over. */
function deal(at: Look): Command | null {
  const { w, params, memory, second } = at;
  const guests = w.guests.flatMap(({ stage }, g) => (stage === 'up' ? [g] : []));
  const all = guests.flatMap((g) => wishesOf(at, g));
  const isRested = ({ g }: Wish): boolean =>
    w.now - (memory.notes[`dealt ${g}`] ?? -w.setup.length) >= (params.rest ?? 3) * second;
  let best: { wish: Wish; gains: number } | null = null;
  for (const wish of all) {
    const has = knobOf(w, GIVEN, wish.g);
    if (wish.value <= has || wish.saves <= (params.gain ?? 8000) || !isRested(wish)) continue;
    const lacks = wish.value - (leftFor(w, GIVEN, wish.g) ?? wish.value);
    if (lacks <= 0) {
      if (best === null || wish.saves > best.gains) best = { wish, gains: wish.saves };
      continue;
    }
    for (const other of all) {
      const freed = knobOf(w, GIVEN, other.g) - other.value;
      if (other.g === wish.g || freed < lacks || !isRested(other)) continue;
      const gains = wish.saves + other.saves;
      if (gains > (params.gain ?? 8000) && (best === null || gains > best.gains)) best = { wish: other, gains };
    }
  }
  for (const g of guests) {
    const phase = w.kept.modes?.[g]?.phase ?? 0;
    const meant = best !== null && best.wish.g === g ? best.wish.value : knobOf(w, GIVEN, g);
    if (best === null || best.wish.g === g) choice(at, 'pages', `${g}/${phase}/${meant}`, String(meant));
  }
  if (best === null) return null;
  memory.notes[`dealt ${best.wish.g}`] = w.now;
  return give(best.wish);
}

/** Large pages dealt out once, in the order of the guests, to whoever has any use for them; and never again. */
function first({ w }: Look): Command | null {
  const values = w.setup.tunables?.find(({ knob }) => knob === GIVEN)?.values ?? [];
  for (const [g, { stage }] of w.guests.entries()) {
    if (stage !== 'up' || knobOf(w, GIVEN, g) > 0) continue;
    const value = values.filter((one) => one <= (leftFor(w, GIVEN, g) ?? 0)).at(-1) ?? 0;
    if (value > 0) return { do: 'setKnob', knob: GIVEN, value, guest: g };
  }
  return null;
}

const PAGES: Readonly<Record<Id, (at: Look) => Command | null>> = { deal, first, none: () => null };

/**
 * words: `pages`: deal, first (once, to the first who come), none; `style` as for levers (modes.ts). params: `gain` cycles
 * that large pages must save, `far` phases looked ahead, each worth at most `most` cycles of work, `rest` seconds between
 * two changes for one guest, `levers` 0/1, `swaps` 0/1, `urgent` points of
 * patience below which somebody is helped before anything else.
 */
export function paging(at: Look): Command | null {
  const { w, params, words } = at;
  const [task] = waiting(w);
  const isUrgent = task !== undefined && patiencePercent(w, guestOfTask(w, task)) < (params.urgent ?? 0);
  const helped = isUrgent ? relieve(at) : null;
  if (helped !== null) return helped;
  const pages = PAGES[words.pages ?? 'deal'] ?? (() => null);
  const pull = (params.levers ?? 1) === 1 ? lever(at) : null;
  return pull ?? pages(at) ?? ((params.swaps ?? 1) === 1 ? relieve(at) : null);
}

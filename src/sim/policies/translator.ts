/**
 * Dealing out the places of translation caches: who needs how many just now, who can do without, when a block is worth
 * translating, and which stores are worth adapting. It sees what stands on the shelves: blocks in use, and hits of stores.
 */
import { can } from '../commands.ts';
import { knobOf, leftFor } from '../mechanisms/knobs.ts';
import {
  ADAPT,
  AFTER,
  missingFrom,
  ROOM,
  storesOf,
  type TranslationCache,
  translationOf,
} from '../mechanisms/translationCache.ts';
import type { Command } from '../messages.ts';
import type { Id, Int } from '../types.ts';
import { NONE } from '../types.ts';
import { busyPcpus, guestOfTask, patiencePercent, waiting } from './looking.ts';
import { choice, type Look } from './robot.ts';

/** places that a few blocks in use need, and many; a number between them may be either, after a turn */
const FEW = 4;
const MANY = 12;
const EITHER = 7;

const distinct = (sites: readonly Int[]): Int => new Set(sites).size;

/** Places that guest g needs for the blocks in use: none for code that runs once; null when that is not clear yet. */
function needOf({ w, params }: Look, g: Int): Int | null {
  const sites = (translationOf(w, g)?.recent ?? []).map(({ site }) => site);
  if (sites.length < 8) return null;
  const last = sites.slice(-6);
  const before = new Set(sites.slice(0, -6));
  const news = new Set(last.filter((site) => !before.has(site))).size;
  if (distinct(last) === 6 && news >= 5) return distinct(sites.slice(-12)) >= 11 ? 0 : null;
  const seen = sites.slice(-(params.window ?? 16));
  const inUse = distinct(seen);
  if (100 * inUse >= (params.cold ?? 90) * seen.length) return 0;
  if (inUse <= FEW) return FEW;
  return inUse <= EITHER ? null : MANY;
}

type State = { g: Int; need: Int | null; has: Int; patience: Int };
/** `weight`: the most urgent goes first */
type Wish = { weight: Int; knob: Id; g: Int; value: Int };
type Short = State & { need: Int };

const isSure = (one: State): one is Short => one.need !== null;

/** Whoever needs more than it has gets it, if it is there; else from somebody who can do without it better. */
function deal(all: readonly State[], free: Int, params: Look['params']): Wish[] {
  const sure = all.filter(isSure);
  const short = sure.filter(({ need, has }) => need > has);
  const wishes = short
    .filter(({ need, has }) => free >= need - has)
    .map(({ g, need }) => ({ weight: 200, knob: ROOM, g, value: need }));
  const [worst] = short.filter(({ need, has }) => free < need - has).sort((a, b) => a.patience - b.patience);
  if (worst === undefined) return wishes;
  const [spare] = sure.filter(({ need, has }) => need < has).sort((a, b) => b.has - b.need - (a.has - a.need));
  if (spare !== undefined) return [...wishes, { weight: 180, knob: ROOM, g: spare.g, value: spare.need }];
  if (params.swaps === 0) return wishes;
  const [richer] = sure
    .filter(
      ({ g, has, patience }) =>
        g !== worst.g && has > 0 && has >= worst.need - worst.has - free && patience > worst.patience + 35,
    )
    .sort((a, b) => b.patience - a.patience);
  return richer === undefined ? wishes : [...wishes, { weight: 70, knob: ROOM, g: richer.g, value: 0 }];
}

/** Of the blocks in use, those that are not translated. */
function missing({ w, params }: Look, g: Int): Int {
  const cache = translationOf(w, g);
  return cache === null ? 0 : missingFrom(cache, params.window ?? 16).length;
}

/** Code that runs once is not worth translating. What comes again is, and at once, while much of it is missing. */
function when(look: Look, { g, need, has }: State, isWanted: boolean): Wish[] {
  const { params } = look;
  const after = knobOf(look.w, AFTER, g);
  const later = { weight: 260, knob: AFTER, g, value: params.coldAfter ?? 10 };
  if (need === 0) {
    if (isWanted) return has > 0 ? [{ weight: 260, knob: ROOM, g, value: 0 }] : [];
    return after === 1 ? [later] : [];
  }
  if (need === null || has < need) return [];
  const absent = missing(look, g);
  if (after !== 1) return absent >= (params.absent ?? 3) ? [{ weight: 140, knob: AFTER, g, value: 1 }] : [];
  return absent <= 1 ? [{ ...later, weight: params.careful ?? 100 }] : [];
}

/** Guilty stores are adapted, innocent ones left alone. */
function judge({ w, params }: Look, cache: TranslationCache, g: Int): Wish[] {
  const { hits, all } = storesOf(cache);
  if (all < 10 || knobOf(w, ROOM, g) === 0) return [];
  if (100 * hits >= (params.guilty ?? 25) * all) return [{ weight: 150, knob: ADAPT, g, value: 1 }];
  return 100 * hits < (params.innocent ?? 10) * all ? [{ weight: 150, knob: ADAPT, g, value: 0 }] : [];
}

/** Whoever is about to give up takes the place of somebody who looks much better. */
export function rescue({ w, second, params }: Look): Command | null {
  const [task] = waiting(w);
  if (task === undefined) return null;
  const own = patiencePercent(w, guestOfTask(w, task));
  if (own > (params.rescue ?? 45)) return null;
  const better = busyPcpus(w)
    .map((pcpu) => {
      const other = w.pcpus[pcpu]?.task ?? NONE;
      return {
        pcpu,
        ran: w.now - (w.tasks[other]?.since ?? w.now),
        patience: patiencePercent(w, guestOfTask(w, other)),
      };
    })
    .filter(({ ran, patience }) => ran > second && patience > own + 20)
    .sort((a, b) => b.patience - a.patience)[0];
  return better === undefined ? null : { do: 'place', task, pcpu: better.pcpu };
}

/** An answer to a decision, by what it means rather than by its number. */
const answer = ({ knob, value }: Wish): string =>
  knob === ROOM ? String(value) : knob === ADAPT ? (value === 0 ? 'leave' : 'adapt') : value === 1 ? 'first' : 'later';

/** params: `room`, `after`, `adapt`, `swaps` 0/1: what it touches at all. `rest`: seconds between turns of one knob. */
export function translator(look: Look): Command | null {
  const { w, second, params, memory } = look;
  const up = w.guests.flatMap(({ stage }, g) => (stage === 'up' ? [g] : []));
  const states = up.map((g) => ({
    g,
    need: needOf(look, g),
    has: knobOf(w, ROOM, g),
    patience: patiencePercent(w, g),
  }));
  const [first] = states;
  const free = first === undefined ? 0 : (leftFor(w, ROOM, first.g) ?? 0) - first.has;
  const isWanted = states.some(({ need, has }) => (need ?? 0) > has + free);
  const wishes: Wish[] = [
    ...(params.room === 0 ? [] : deal(states, free, params)),
    ...(params.after === 0 ? [] : states.flatMap((one) => when(look, one, isWanted))),
    ...(params.adapt === 0
      ? []
      : states.flatMap(({ g }) => {
          const cache = translationOf(w, g);
          return cache === null ? [] : judge(look, cache, g);
        })),
  ];
  const isRested = ({ knob, g }: Wish): boolean =>
    w.now - (memory.notes[`${knob}/${g}`] ?? -second * 1000) > (params.rest ?? 3) * second;
  const [wish] = wishes
    .filter((one) => isRested(one) && can(w, { do: 'setKnob', knob: one.knob, guest: one.g, value: one.value }).ok)
    .sort((a, b) => b.weight - a.weight);
  if (wish === undefined) return rescue(look);
  memory.notes[`${wish.knob}/${wish.g}`] = w.now;
  choice(look, wish.knob, `${wish.g}/${w.now}`, answer(wish));
  return { do: 'setKnob', knob: wish.knob, guest: wish.g, value: wish.value };
}

/** Sets up once: params are knobs, and what each stands at for every guest. Afterwards it only rescues. */
export function tuned(look: Look): Command | null {
  const { w, params } = look;
  for (const g of w.guests.keys())
    for (const { knob } of w.setup.tunables ?? []) {
      const per = w.setup.tunables?.find((one) => one.knob === knob)?.per;
      const command = {
        do: 'setKnob',
        knob,
        value: params[knob] ?? NONE,
        ...(per === 'guest' ? { guest: g } : {}),
      } as const;
      if (params[knob] !== undefined && can(w, command).ok) return command;
    }
  return rescue(look);
}

/**
 * Watching: what the meters of a shared kernel show, smoothed as an eye smooths them.
 *
 * Every half second of play the robot compares the machine's counters with what it remembers of them. It sees what a
 * person sees: who runs, who reads from the disk, who calls the kernel, how much is spun away. It does not see episodes.
 */
import { CATEGORY, isHere } from '../access.ts';
import { ledger } from '../ledger.ts';
import { cacheOf } from '../mechanisms/pageCache.ts';
import { type Cycles, type Int, NONE, OPS } from '../types.ts';
import type { Look } from './robot.ts';

const LOCK = OPS.indexOf('lock');
/** per second of play: cycles on pCPUs, pages read from the disk, kernel calls */
const METERS = ['cpu', 'misses', 'calls'] as const;
export type Meter = (typeof METERS)[number];

/** One reading counts for a third: a jump is believed after a second or so. */
const SMOOTHING = 3;
/** What is usual follows eight times more slowly. */
const SLOWNESS = 24;

const sum = (row: readonly Cycles[] | undefined): Cycles => (row ?? []).reduce((all, cycles) => all + cycles, 0);

/** Slots of meters: two of the machine's, and then each guest's. */
const WHOLE = { spin: 0, idle: 1 } as const;
const slotOf = (meter: Meter, g: Int): Int => 2 + METERS.length * g + METERS.indexOf(meter);

/** Reads the meters if half a second has passed since the last time. True when it did. */
export function watch({ w, second, memory }: Look): boolean {
  const { notes, meters } = memory;
  const elapsed = w.now - (notes.at ?? 0);
  if (elapsed < Math.floor(second / 2)) return false;
  notes.at = w.now;
  const { byGuest } = ledger(w);
  const read = (slot: Int, value: Int): void => {
    const known = meters[slot];
    const rate = Math.floor(((value - (known?.value ?? 0)) * second) / elapsed);
    const { now: smooth, usual } = known ?? { now: rate, usual: rate };
    meters[slot] = {
      value,
      now: smooth + Math.trunc((rate - smooth) / SMOOTHING),
      usual: usual + Math.trunc((rate - usual) / SLOWNESS),
    };
  };
  read(
    WHOLE.spin,
    byGuest.reduce((all, row) => all + (row[CATEGORY.contention] ?? 0), 0),
  );
  read(WHOLE.idle, byGuest[w.guests.length]?.[CATEGORY.idle] ?? 0);
  w.guests.forEach((_, g) => {
    read(slotOf('cpu', g), sum(byGuest[g]));
    read(slotOf('misses', g), cacheOf(w, g).misses[g] ?? 0);
    read(slotOf('calls', g), w.opCount[g]?.[LOCK] ?? 0);
  });
  return true;
}

/** What a meter of guest g shows, and what it showed lately. */
export const shown = ({ memory }: Look, meter: Meter, g: Int): Int => memory.meters[slotOf(meter, g)]?.now ?? 0;
export const usual = ({ memory }: Look, meter: Meter, g: Int): Int => memory.meters[slotOf(meter, g)]?.usual ?? 0;

/** Parts of one pCPU, in percent, that are spun away at the lock or idle. */
export const percentOf = ({ memory, second }: Look, what: keyof typeof WHOLE): Int =>
  Math.floor((100 * (memory.meters[WHOLE[what]]?.now ?? 0)) / second);

/** Whoever shows most on a meter, among those that pass; NONE if nobody does. */
export function most(look: Look, meter: Meter, passes: (g: Int) => boolean): Int {
  let best: Int = NONE;
  look.w.guests.forEach((guest, g) => {
    if (guest.stage !== 'up' || !passes(g)) return;
    if (best === NONE || shown(look, meter, g) > shown(look, meter, best)) best = g;
  });
  return best;
}

/** Cycles per second of play that a guest of the weight given may count on when everybody wants to run. */
export function fairShare({ w, second }: Look, weight: Int): Cycles {
  const there = w.guests.reduce((all, { stage, weight: own }) => all + (isHere(stage) ? own : 0), 0);
  return Math.floor((second * w.pcpus.length * weight) / Math.max(1, there));
}

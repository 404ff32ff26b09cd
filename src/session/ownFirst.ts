/**
 * The host's own work went before the guests: each piece of it takes a processor from somebody, and whoever comes after it
 * is switched to and finds a cold cache. Last, it takes a processor once and does all that waits in one go; or it waits for
 * too long.
 */
import { type Cycles, type Int, type LogEntry, NONE, type World, warmPart } from '../sim/index.ts';
import type { Costly, Deed, TimelineItem } from './contract.ts';

const KNOB = 'hostFirst';

/** `deed`: null = it began so */
type Span = { at: Cycles; until: Cycles; deed: Cycles | null };

/** When own work went first, or last. */
function spansOf(w: World, log: readonly LogEntry[], first: boolean): Span[] {
  const began = w.setup.knobs?.[KNOB] ?? 1;
  const turns = log.flatMap(({ at, c }) => (c.do === 'setKnob' && c.knob === KNOB ? [{ at, value: c.value }] : []));
  const all = [{ at: 0, value: began, deed: null }, ...turns.map((one) => ({ ...one, deed: one.at }))];
  return all.flatMap(({ at, value, deed }, i) =>
    (value === 1) !== first ? [] : [{ at, until: all[i + 1]?.at ?? w.now, deed }],
  );
}

/** `guest`: whose processor own work took; `cycles`: switching to it, and to whoever came next, and warming its cache. */
type Taken = { at: Cycles; guest: Int; cycles: Cycles };

const isOwn = ({ category, guest }: TimelineItem): boolean => category === 'hostOs' && guest === NONE;

/** What each piece that took a processor from a guest cost beyond itself: from an idle one it takes no switch. @param bars of one pCPU */
function takenOf(bars: readonly TimelineItem[]): Taken[] {
  return bars.flatMap((bar, i): Taken[] => {
    const [whose, away, back, warm] = [bars[i - 2], bars[i - 1], bars[i + 1], bars[i + 2]];
    if (!isOwn(bar) || away?.category !== 'switch' || whose === undefined || whose.guest === NONE) return [];
    const to = away.to - away.from;
    if (back?.category !== 'switch') return [{ at: away.from, guest: whose.guest, cycles: to }];
    const cold = warm?.category === 'warmUp' ? warmPart(warm.to - warm.from).warmUp : 0;
    return [{ at: away.from, guest: whose.guest, cycles: to + back.to - back.from + cold }];
  });
}

/**
 * One loss for each time for which it went first.
 *
 * @param asked cycles at which the player did what the tutorial asked for
 */
export function ownFirstLosses(
  w: World,
  timeline: readonly TimelineItem[],
  log: readonly LogEntry[],
  asked: ReadonlySet<Cycles>,
): Costly[] {
  if (!(w.setup.tunables ?? []).some(({ knob }) => knob === KNOB)) return [];
  const taken = w.pcpus.flatMap((_, p) => takenOf(timeline.filter(({ pcpu }) => pcpu === p)));
  return spansOf(w, log, true).flatMap(({ at, until, deed }): Costly[] => {
    const own = taken.filter((one) => one.at >= at && one.at < until).sort((a, b) => a.at - b.at);
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined) return [];
    const cycles = own.reduce((sum, one) => sum + one.cycles, 0);
    const did: Deed | null = deed === null ? null : { did: asked.has(deed) ? 'asked' : 'set', at: deed };
    return [
      {
        kind: 'ownFirst',
        at: first.at,
        until: last.at,
        guest: first.guest,
        cycles,
        times: own.length,
        reason: '',
        deed: did,
      },
    ];
  });
}

/** For how long no piece of it was done, at most, while it went last. */
export function ownLastOf(w: World, timeline: readonly TimelineItem[], log: readonly LogEntry[]): Costly | null {
  const own = timeline.filter(isOwn).sort((a, b) => a.from - b.from);
  const gaps = spansOf(w, log, false).flatMap(({ at, until, deed }): Costly[] => {
    const within = own.filter(({ from, to }) => to > at && from < until);
    const begins = [at, ...within.map(({ to }) => to)];
    return begins.map((begin, i): Costly => {
      const end = Math.max(begin, Math.min(until, within[i]?.from ?? until));
      const did: Deed | null = deed === null ? null : { did: 'set', at: deed };
      const plain = { guest: NONE, times: 1, reason: '', deed: did };
      return { ...plain, kind: 'ownLast', at: begin, until: end, cycles: end - begin };
    });
  });
  return gaps.sort((a, b) => b.cycles - a.cycles)[0] ?? null;
}

/**
 * Rings: what lies in each guest's, how fast it fills, and how long the first request in it has waited for the others.
 *
 * The most important number is how long a batch takes to fill, beside what the guest bears: by it the player chooses.
 */
import {
  aheadOf,
  BATCH,
  type Bp,
  CATEGORIES,
  type Command,
  type Cycles,
  type Int,
  isDomain,
  keptPcpu,
  knobOf,
  NEVER,
  NONE,
  OPS,
  type RingState,
  ringsOf,
  takenFrom,
  type World,
} from '../../sim/index.ts';
import type { Found, SessionPart, With } from '../part.ts';
import type { Board } from '../view-base.ts';

export type RingView = {
  guest: Int;
  /** its guest tells of so many at once */
  batch: Int;
  /** requests that lie there; of them those that the other side works at, and those of which nobody has been told */
  held: Int;
  taken: Int;
  untold: Int;
  /** notices and requests so far; how many were served in one go last (NONE = none yet), for how many notices, and when */
  told: Int;
  served: Int;
  last: Int;
  lastCalls: Int;
  lastAt: Cycles;
  /** from one request to the next, lately (NONE = not known); from the first to the last of a batch */
  gap: Cycles;
  fills: Cycles;
  /** for so long the first has been waiting, and whether the other side has been told of it; the same of the first of a batch
   * that is still to be told of; and for so long its guest bears that */
  oldest: Cycles;
  isTold: boolean;
  waits: Cycles;
  bears: Cycles;
  /** of the values of the knob, the largest that fills in that time (NONE = not known) */
  fits: Int;
  /** from one request to the next as its work goes from its next turn on; and for about how long it goes as now (NEVER: no turn) */
  next: Cycles;
  turns: Cycles;
  /** by value of the knob: how long such a batch would take to fill */
  would: readonly { batch: Int; takes: Cycles }[];
};

/**
 * `domain`: the guest that serves them (NONE = none does); `kept`: the pCPU that is its own (NONE = none). `serves` and
 * `switches`: what serving, and switches with their cold caches, have taken so far, as a share of one pCPU.
 */
export type RingsView = {
  rings: readonly (RingView | null)[];
  /** the player says how many are told of at once */
  tuned: boolean;
  domain: Int;
  kept: Int;
  serving: Int;
  serves: Bp;
  switches: Bp;
};

type Seen = Board & With<'rings', RingsView>;

/** whoever tells of each could tell of so many at once */
const CHATTY = 3;
/** a batch is late when it takes longer than its guest bears by so many percent, or is that late already */
const LATE = 115;
/** seconds of play for which a turn of a guest's work is told ahead */
export const AHEAD = 5;
/** requests that are silent for so many gaps come more slowly than they did */
const SILENT = 3;

function gapOf({ gap, putAt }: RingState, now: Cycles): Cycles {
  return gap === NONE || putAt === NEVER ? NONE : Math.max(gap, Math.floor((now - putAt) / SILENT));
}

/**
 * How guest g's work goes in the phase that is so many ahead: cycles from one request to the next (NONE = it asks nothing),
 * how many of them it works, and how much it has still to do there.
 */
function paceAhead(w: World, g: Int, ahead: Int): { gap: Cycles; works: Cycles; left: Cycles } {
  const phases = w.program.guests[g]?.phases ?? [];
  const found = aheadOf(w, g, ahead + 1)[ahead];
  const phase = phases[found?.phase ?? NONE];
  if (found === undefined || phase === undefined) return { gap: NONE, works: 0, left: NEVER };
  const halt = phase.ops.indexOf(OPS.indexOf('halt'));
  const halts = halt < 0 ? 0 : (phase.upTo[halt] ?? 0) - (phase.upTo[halt - 1] ?? 0);
  const asks = phase.total - halts;
  const sleeps = halts * (phase.sleep?.mean ?? 0);
  const works = phase.total * phase.burst.mean;
  const [gap, own] = asks <= 0 ? [NONE, 0] : [works + sleeps, works].map((cycles) => Math.floor(cycles / asks));
  return { gap: gap ?? NONE, works: own ?? 0, left: found.left };
}

/**
 * What comes, where that is not much the same as now. Phases are counted in work: whoever sleeps between, or pays much for
 * telling, comes to it later. `gap`: from one request to the next, lately.
 */
function turnOf(w: World, g: Int, gap: Cycles): { next: Cycles; turns: Cycles } {
  const [now, { gap: next }] = [paceAhead(w, g, 0), paceAhead(w, g, 1)];
  const much = next !== NONE && (2 * next > 3 * now.gap || 3 * next < 2 * now.gap);
  if (!much || now.left === NEVER || now.works === 0) return { next, turns: NEVER };
  return { next, turns: Math.floor(now.left * (Math.max(now.gap, gap) / now.works)) };
}

function ringView(w: World, g: Int, now: Cycles): RingView | null {
  const [q] = ringsOf(w, g);
  const spec = w.setup.guests[g];
  const ring = q === undefined ? undefined : w.kept.rings?.[q];
  const requests = (q === undefined ? undefined : w.kept.queues?.[q]?.requests) ?? [];
  if (q === undefined || ring === undefined || w.guests[g]?.stage === 'off' || spec?.role === 'driverDomain')
    return null;
  const taken = takenFrom(w, q);
  const gap = gapOf(ring, now);
  const batch = knobOf(w, BATCH, g);
  const bears = spec?.goal?.tolerance ?? NEVER;
  const values = w.setup.tunables?.find(({ knob }) => knob === BATCH)?.values ?? [batch];
  const would = values.map((value) => ({ batch: value, takes: gap === NONE ? 0 : (value - 1) * gap }));
  const fitting = would.filter(({ takes }) => takes <= bears).map((one) => one.batch);
  const first = requests[0];
  const untold = requests[requests.length - ring.since];
  return {
    guest: g,
    batch,
    held: requests.length,
    taken,
    untold: ring.since,
    told: ring.told,
    served: ring.served,
    last: ring.last,
    lastCalls: ring.lastCalls,
    lastAt: ring.lastAt,
    gap,
    fills: gap === NONE ? 0 : (batch - 1) * gap,
    oldest: first === undefined ? 0 : Math.max(0, now - first.at),
    isTold: ring.since < requests.length,
    waits: untold === undefined ? 0 : Math.max(0, now - untold.at),
    bears,
    fits: gap === NONE ? NONE : Math.max(values[0] ?? batch, ...fitting),
    would,
    ...turnOf(w, g, gap),
  };
}

/** It will wait, or waits, longer for its batch to fill than its guest bears. */
export const isLate = ({ batch, fills, bears, waits, untold }: RingView): boolean =>
  batch > 1 && untold > 0 && (fills * 100 > bears * LATE || waits > bears);
/** What lies there would be told of at once: the largest batch of which there are enough; null where nothing waits too long. */
export function tellNow(ring: RingView): Extract<Command, { do: 'setKnob' }> | null {
  const { guest, untold, would } = ring;
  if (!isLate(ring)) return null;
  const value = Math.max(...would.map(({ batch }) => batch).filter((batch) => batch <= untold));
  return value > 0 && value < ring.batch ? { do: 'setKnob', knob: BATCH, guest, value } : null;
}
const isChatty = ({ batch, fits }: RingView): boolean => batch === 1 && fits >= CHATTY;

const ringsIn = ({ parts }: Seen): RingView[] => (parts.rings?.rings ?? []).flatMap((ring) => ring ?? []);
const found = (ring: RingView | undefined, more: Partial<NonNullable<Found>> = {}): Found =>
  ring === undefined ? null : { guest: ring.guest, ...more };
const AT_KNOB = { knobs: true, knob: BATCH } as const;

const SERVING = [CATEGORIES.indexOf('backend')];
const SWITCHING = [CATEGORIES.indexOf('switch'), CATEGORIES.indexOf('warmUp')];

/** Cycles of all pCPUs so far in these categories, of those that one has had. */
function shareOf({ ledger, now }: World, categories: readonly Int[]): Bp {
  const all = ledger.byPcpu.flatMap((row) => categories.map((category) => row[category] ?? 0));
  return Math.round((10_000 * all.reduce((sum, cycles) => sum + cycles, 0)) / Math.max(1, now));
}

export const rings: SessionPart<RingsView, Seen> = {
  verbs: [],
  lays: 'rows',
  isLaying: ({ tuned }) => tuned,
  view({ w, now }) {
    if (w.kept.rings === undefined) return null;
    const all = w.guests.map((_, g) => ringView(w, g, now));
    if (all.every((ring) => ring === null)) return null;
    const t = w.tasks.findIndex((_, task) => isDomain(w, task));
    const domain = w.tasks[t]?.guest ?? NONE;
    return {
      rings: all,
      tuned: (w.setup.tunables ?? []).some(({ knob }) => knob === BATCH),
      domain,
      kept: keptPcpu(w, w.guests[domain]?.machine ?? 0),
      serving: domain === NONE ? NONE : (w.tasks[t]?.payer ?? NONE),
      serves: shareOf(w, SERVING),
      switches: shareOf(w, SWITCHING),
    };
  },
  situations: {
    /** a guest tells of each request, and so many have been served */
    ringed: ({ ringed }, view) =>
      found(
        ringsIn(view).find(({ served, batch }) => served >= ringed && batch === 1),
        { ring: true },
      ),
    chatty: (_, view) => found(ringsIn(view).find(isChatty), AT_KNOB),
    late: (_, view) => found(ringsIn(view).find(isLate), AT_KNOB),
    together: ({ together }, view) =>
      found(
        ringsIn(view).find(
          ({ last, lastCalls, lastAt }) => last >= together && lastCalls <= 1 && view.now - lastAt < view.hz / 50_000,
        ),
        { ring: true },
      ),
    displaced(_, view) {
      const { domain = NONE, kept = NONE } = view.parts.rings ?? {};
      const own = view.guests[domain]?.vcpus[0];
      if (domain === NONE || kept !== NONE || own?.place !== 'socket') return null;
      const waits = view.guests.some(
        ({ index, vcpus }) => index !== domain && vcpus.some(({ state }) => state === 'ready'),
      );
      return waits && view.pcpus.every(({ task }) => task !== NONE) ? { guest: domain, knobs: true } : null;
    },
  },
};

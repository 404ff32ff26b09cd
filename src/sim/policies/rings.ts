/**
 * Tuning rings: the largest batch that still fills within what its guest bears, by how fast requests come just now; and a
 * pCPU for the driver domain while its switches would cost more than that pCPU gives the guests.
 */
import { can } from '../commands.ts';
import { knobOf } from '../mechanisms/knobs.ts';
import { BATCH, DOMAIN_PCPU, type RingState, ringsOf } from '../mechanisms/rings.ts';
import type { Command } from '../messages.ts';
import type { World } from '../state.ts';
import { type Int, NEVER, NONE } from '../types.ts';
import { patiencePercent } from './looking.ts';
import { choice, type Look } from './robot.ts';

/** a guess at how fast requests come needs a few of them */
const KNOWN = 3;
const DOMAIN = 'domain';
/** requests in a ring that are many */
const MANY = 10;

const valuesOf = (w: World, knob: string): readonly Int[] =>
  w.setup.tunables?.find((one) => one.knob === knob)?.values ?? [];

/** Cycles between two requests, by what the ring shows: also by how long none has come. */
function gapOf({ now }: World, { gap, putAt }: RingState): Int {
  return gap === NONE || putAt === NEVER ? NONE : Math.max(gap, Math.floor((now - putAt) / KNOWN));
}

/** The batch that fits guest g, NONE = not known yet. */
function fitting({ w, params }: Look, g: Int, fill: Int = params.fill ?? 80): Int {
  const [q] = ringsOf(w, g);
  const ring = q === undefined ? undefined : w.kept.rings?.[q];
  const tolerance = w.setup.guests[g]?.goal?.tolerance;
  if (ring === undefined || tolerance === undefined) return NONE;
  const gap = gapOf(w, ring);
  if (gap === NONE) return NONE;
  const bears = Math.floor((tolerance * fill) / 100);
  const least = valuesOf(w, BATCH)[0] ?? NONE;
  return Math.max(
    least,
    ...valuesOf(w, BATCH).filter((value) => value * gap <= bears && value <= (params.most ?? NEVER)),
  );
}

/** The domain cannot keep up with notices of so few: they lie there by many batches. */
function isDrowning(w: World, g: Int, batch: Int): boolean {
  const [q] = ringsOf(w, g);
  const lies = (q === undefined ? undefined : w.kept.queues?.[q]?.requests.length) ?? 0;
  return lies >= MANY && lies >= KNOWN * batch;
}

type Wish = { command: Command; weight: Int; note: string; answer: string; rest: Int };

/** Whoever waits too long first, then whoever pays most for telling. */
function batches(look: Look): Wish[] {
  const { w, params } = look;
  return w.guests.flatMap(({ stage }, g) => {
    if (stage !== 'up') return [];
    const value = fitting(look, g);
    const has = knobOf(w, BATCH, g);
    if (value === NONE || value === has) return [];
    // a larger one has to be worth a turn of the knob: what comes may have come early by chance
    const drowns = isDrowning(w, g, has);
    if (value > has && !drowns && value !== fitting(look, g, params.sure ?? 60)) return [];
    const weight = value < has ? 200 - patiencePercent(w, g) : (drowns ? 170 : 100) + Math.floor(value / has);
    return [
      {
        command: { do: 'setKnob', knob: BATCH, guest: g, value },
        weight,
        note: `${BATCH}/${g}`,
        answer: String(value),
        rest: value < has || drowns ? 1 : (params.rest ?? 6),
      },
    ];
  });
}

/** Requests that all rings get in a second of play, in hundredths: as fast as they come just now. */
const trafficOf = ({ w, second }: Look): Int =>
  (w.kept.rings ?? []).reduce((sum, ring) => {
    const gap = gapOf(w, ring);
    return gap === NONE ? sum : sum + Math.floor((100 * second) / Math.max(1, gap));
  }, 0);

/** A part of what makes a rush: between the two the domain stays where it is. */
const EBB = 0.5;

/**
 * Its own pCPU while so many requests come that it works most of the time (`rush`, in hundredths by the second); shared while
 * hardly any do. `own`: 0 never, 1 always, 2 as it comes.
 */
function domain(look: Look): Wish[] {
  const { w, params, second } = look;
  const own = params.own ?? 0;
  const has = w.knobs[DOMAIN_PCPU] ?? 0;
  const rush = params.rush ?? 1200;
  const traffic = own === 2 ? trafficOf(look) : 0;
  const value = own !== 2 ? own : traffic >= rush ? 1 : traffic < EBB * rush ? 0 : has;
  const note = DOMAIN;
  if (value === has || w.now < second) return [];
  const command = { do: 'setKnob', knob: DOMAIN_PCPU, value } as const;
  return [{ command, weight: 90, note, answer: value === 1 ? 'own' : 'shared', rest: params.stay ?? 12 }];
}

/** params: `fill`: percent of its tolerance for which a batch may wait; `most`: no larger one; `batch` 0: none is tuned. */
export function rings(look: Look): Command | null {
  const { w, second, params, memory } = look;
  // what waits too long does not wait for the robot's rest
  const isRested = ({ note, rest }: Wish): boolean => w.now - (memory.notes[note] ?? -second * 1000) > rest * second;
  const wishes = [...(params.batch === 0 ? [] : batches(look)), ...domain(look)];
  const [wish] = wishes.filter((one) => isRested(one) && can(w, one.command).ok).sort((a, b) => b.weight - a.weight);
  if (wish === undefined) return null;
  memory.notes[wish.note] = w.now;
  if (wish.note !== DOMAIN || params.own === 2)
    choice(look, wish.note === DOMAIN ? DOMAIN : BATCH, `${wish.note}/${w.now}`, wish.answer);
  return wish.command;
}

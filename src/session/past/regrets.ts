/**
 * What a setting cost that did not fit: shelves too short, stores adapted or left alone in the wrong phase, an engine that
 * does badly what its guest does just now, a host where it is dear or others crowd, sites that trap again and again, blocks translated for a few runs, calls that
 * the table lacks, models of cards beyond the door, kernels that nobody ports, looks for work that nobody brings, sleeps that
 * somebody cuts short, cards without a driver. Each is a running sum of what was paid more than the other setting would have
 * cost. It begins when the setting becomes wrong, and is over when somebody changes it, or when it has been right for so
 * long that half of the loss is won back.
 */
import {
  bootCost,
  type Cycles,
  cyclesOf,
  type Id,
  type Int,
  modeIndex,
  NONE,
  POLL,
  priceOfEntering,
  quote,
  retranslating,
  type SimEvent,
  standingOf,
  storeRegret,
  trapping,
  type World,
  writing,
} from '../../sim/index.ts';
import { bears } from '../patience.ts';
import { dearestFirst } from './incidents.ts';

export const REGRETS = [
  'flushes',
  'trapping',
  'calling',
  'engine',
  'elsewhere',
  'dearHost',
  'sharing',
  'patching',
  'writing',
  'vain',
  'overslept',
  'knocking',
  'housing',
  'unported',
] as const;
export type RegretKind = (typeof REGRETS)[number];

/**
 * `deed`: when somebody last set what cost this; null = nobody ever did. `instead`: the engine that does it best, the
 * machine on which there was room, or where there was none, the card whose model stood outside, or the kernel that was not
 * ported. `guest`: of those three, who lost most of it when that began.
 */
export type Regret = Readonly<{
  kind: RegretKind;
  guest: Int;
  at: Cycles;
  until: Cycles;
  cycles: Cycles;
  deed: Cycles | null;
  instead: Id;
}>;

/** `sum`: by now; `until`, `cycles` are those of its highest point. */
type Open = Regret & { readonly sum: Cycles };

/**
 * `open`: by kind and guest, cards by their names. `asked`: guests × operations, when they were last looked at. `deeds`: by what was set and guest. `held`, `gone`: by guest, blocks that are translated and
 * that were. All values are replaced, never changed.
 */
export type Regrets = {
  done: readonly Regret[];
  open: ReadonlyMap<string, Open>;
  deeds: ReadonlyMap<string, Cycles>;
  held: ReadonlyMap<Int, ReadonlySet<Int>>;
  gone: ReadonlyMap<Int, ReadonlySet<Int>>;
  asked: readonly (readonly Int[])[];
};

/** so many of the dearest are kept */
const MOST = 60;

/** what an emulated card is left without */
const DRIVER: Id = 'driver';
/** where models of cards stand, which is everybody's */
const CARDS: Id = 'cards';
/** which setting a kind is about */
const SETTING: Readonly<Record<RegretKind, Id>> = {
  flushes: 'tc.room',
  trapping: 'tc.adapt',
  calling: 'tc.adapt',
  engine: 'mode',
  elsewhere: 'mode',
  dearHost: 'mode',
  sharing: 'admit',
  patching: 'treat',
  writing: 'treat',
  vain: POLL,
  overslept: POLL,
  knocking: DRIVER,
  housing: CARDS,
  unported: 'port',
};
const isShared = (kind: RegretKind): boolean => ['housing', 'unported', 'sharing'].includes(kind);

export const noRegrets = (): Regrets => ({
  done: [],
  open: new Map(),
  deeds: new Map(),
  held: new Map(),
  gone: new Map(),
  asked: [],
});

export const copyRegrets = (regrets: Regrets): Regrets => ({ ...regrets });

const putting = <K, V>(map: ReadonlyMap<K, V>, key: K, value: V): Map<K, V> => new Map(map).set(key, value);
export const keyOf = (kind: Id, guest: Int | Id): string => `${kind}/${guest}`;

export function close(regrets: Regrets, key: string): void {
  const found = regrets.open.get(key);
  if (found === undefined) return;
  const open = new Map(regrets.open);
  open.delete(key);
  regrets.open = open;
  const { sum: _, ...regret } = found;
  const done = [...regrets.done, regret];
  regrets.done = done.length > MOST ? done.sort(dearestFirst).slice(0, MOST / 2) : done;
}

/** `from`, `until`: when it was paid; `cycles`: how much more than otherwise, negative when it was less. */
export function add(
  regrets: Regrets,
  kind: RegretKind,
  guest: Int,
  from: Cycles,
  until: Cycles,
  cycles: Cycles,
  instead: Id,
): void {
  const key = keyOf(kind, isShared(kind) ? instead : guest);
  const open = regrets.open.get(key);
  if (open === undefined) {
    if (cycles <= 0) return;
    const deed = regrets.deeds.get(keyOf(SETTING[kind], isShared(kind) ? NONE : guest)) ?? null;
    regrets.open = putting(regrets.open, key, { kind, guest, at: from, until, cycles, sum: cycles, deed, instead });
    return;
  }
  const sum = open.sum + cycles;
  if (2 * sum < open.cycles) close(regrets, key);
  else
    regrets.open = putting(
      regrets.open,
      key,
      sum > open.cycles ? { ...open, sum, until, cycles: sum } : { ...open, sum },
    );
}

/** Somebody has set it anew: what it cost until now is over. */
function settle(regrets: Regrets, setting: Id, guest: Int, at: Cycles): void {
  for (const [key, { kind, guest: whose }] of regrets.open)
    if (whose === guest && SETTING[kind] === setting) close(regrets, key);
  regrets.deeds = putting(regrets.deeds, keyOf(setting, guest), at);
}

const sitesOf = (map: ReadonlyMap<Int, ReadonlySet<Int>>, guest: Int): ReadonlySet<Int> => map.get(guest) ?? new Set();

/** A vCPU wakes. Had it looked for as long as somebody might let it, there would have been no trip; or there was a reason to sleep. */
function regretSleep(regrets: Regrets, w: World, t: Int): void {
  const { guest = NONE } = w.tasks[t] ?? {};
  const last = w.kept.polls?.[guest]?.last.at(-1);
  if (last === undefined || last.end === 'found') return;
  const values = w.setup.tunables?.find(({ knob }) => knob === POLL)?.values ?? [];
  const trip = cyclesOf(w.program, w.guests[guest]?.machine ?? 0, 'halt.trip') ?? 0;
  const isShort = last.end === 'slept' && last.lasted <= Math.max(0, ...values);
  add(regrets, 'overslept', guest, w.now - last.lasted, w.now, isShort ? trip : -trip, '');
}

export function noteRegrets(regrets: Regrets, w: World, event: SimEvent): void {
  switch (event.type) {
    case 'knobTurned':
      settle(regrets, event.knob, event.guest, event.at);
      return;
    case 'modeChosen':
      settle(regrets, 'mode', event.guest, event.at);
      return;
    case 'partBegun':
      close(regrets, keyOf('unported', event.kernel));
      return;
    case 'cardMoved':
      close(regrets, keyOf('housing', event.card));
      regrets.deeds = putting(regrets.deeds, keyOf(CARDS, NONE), event.at);
      return;
    case 'siteTreated':
      settle(regrets, 'treat', event.guest, event.at);
      return;
    case 'siteTranslated': {
      const { guest, at, instructions } = event;
      add(regrets, 'writing', guest, at, at, writing(w, guest, instructions), '');
      return;
    }
    case 'siteRan': {
      // a trap beyond what the translation would have cost; a run that would have trapped, and did not
      const { guest, at, how, runs, isPaid } = event;
      const cycles = runs * trapping(w, guest);
      if (how === 'translated') add(regrets, 'writing', guest, at, at, -cycles, '');
      else if (isPaid) add(regrets, 'patching', guest, at, at, cycles, '');
      return;
    }
    case 'blockTranslated': {
      const { guest, site, instructions, at } = event;
      const gone = sitesOf(regrets.gone, guest);
      if (gone.has(site)) add(regrets, 'flushes', guest, at, at, retranslating(w, guest, instructions), '');
      regrets.held = putting(regrets.held, guest, new Set([...sitesOf(regrets.held, guest), site]));
      return;
    }
    case 'cacheFlushed': {
      const { guest, cause } = event;
      // what a restart forgets was not lost for want of places
      const lost = cause === 'restart' ? [] : [...sitesOf(regrets.gone, guest), ...sitesOf(regrets.held, guest)];
      regrets.gone = putting(regrets.gone, guest, new Set(lost));
      regrets.held = putting(regrets.held, guest, new Set());
      return;
    }
    case 'driverChosen':
      settle(regrets, DRIVER, event.guest, event.at);
      return;
    case 'pollEnded': {
      // a look that found somebody wins back as much as it took
      const { guest, at, lasted, end } = event;
      add(regrets, 'vain', guest, at - lasted, at, end === 'found' ? -lasted : lasted, '');
      return;
    }
    case 'stateChanged':
      if (event.from === 'blocked') regretSleep(regrets, w, event.task);
      return;
    case 'registerKnocked': {
      // the last of a volley; what a driver itself comes by has to come so
      const { guest, at, n, of } = event;
      if (n < of || w.kept.drivers?.[guest]?.due !== NONE) return;
      const price = (id: Id): Cycles => cyclesOf(w.program, w.guests[guest]?.machine ?? 0, id) ?? 0;
      const way = price('exit') + price('entry');
      if (bears(w, guest) >= bootCost(w, guest, w.guests[guest]?.nextMode ?? NONE))
        add(regrets, 'knocking', guest, at, at, of * (way + price('io.user')) - way - price('io.kernel'), '');
      return;
    }
    case 'storeRan': {
      const { guest, at, adapted } = event;
      add(regrets, adapted ? 'calling' : 'trapping', guest, at, at, storeRegret(w, event), '');
      return;
    }
    default:
  }
}

/** What it takes to change to what would have been better; 0 where that is paid where it is lost. */
function priceOf(w: World, { kind, guest, instead }: Regret): Cycles {
  if (kind === 'elsewhere' || kind === 'dearHost') return bootCost(w, guest, standingOf(w, guest).mode);
  if (kind === 'housing') return quote(w, { do: 'house', card: instead, inside: true }).total;
  if (kind !== 'engine') return 0;
  const on = w.guests[guest]?.machine ?? NONE;
  const mode = modeIndex(w.program.modes, on, instead);
  // where nothing leads into a mode but a restart, that is the price
  return w.program.modes[mode]?.enter === NONE ? bootCost(w, guest, mode) : priceOfEntering(w, mode);
}

/** All of them, also those that go on. A change has its price, and only what is above it was lost. */
export function regretsOf(regrets: Regrets, w: World): Regret[] {
  return [...regrets.done, ...regrets.open.values()].flatMap((one) => {
    const cycles = one.cycles - priceOf(w, one);
    return cycles <= 0 ? [] : [{ ...one, cycles }];
  });
}

/** Views made by hand: what the playfield and the play screen are tested with, without a simulation behind them. */

import { type BandKind, bandsOf } from '../../src/session/bands.ts';
import { PARTS } from '../../src/session/parts/index.ts';
import type { PartView } from '../../src/session/parts/porting.ts';
import type {
  Badge,
  Board,
  DeviceView,
  ExitView,
  GuestView,
  HandlerView,
  KernelView,
  MachineView,
  PartViews,
  PcpuView,
  TapeItem,
  VcpuView,
  View,
} from '../../src/session/view-model.ts';
import { BADGES, GUEST_COLOURS } from '../../src/session/view-model.ts';
import { CATEGORIES, type Category, NEVER, NONE } from '../../src/sim/types.ts';

/** cycles per second of play in all fixtures: 3.8 GHz at 1 s = 1 µs */
export const BEAT = 3800;

/** A machine whose bands are of these kinds, one across another, below its guests and above its hardware. */
export const machine = (...kinds: BandKind[]): MachineView => ({
  id: 'host',
  bands: ['guests' as const, ...kinds, 'hardware' as const].map((kind) => ({ kind, form: 'across' })),
  blocks: 0,
});

/** A machine on which guests run bare. */
export const bareMachine = (): MachineView => ({
  id: 'host',
  bands: bandsOf({ host: 'bare', guests: [] }),
  blocks: 0,
});

export const device = (id: string, kind: DeviceView['kind'], over: Partial<DeviceView> = {}): DeviceView => ({
  id,
  machine: 0,
  kind,
  busy: 0,
  line: 0,
  since: 0,
  until: NEVER,
  ...over,
});

const ledger = (): Record<Category, number> => {
  const sums = {} as Record<Category, number>;
  for (const category of CATEGORIES) sums[category] = 0;
  return sums;
};

export function vcpu(task: number, guest: number, over: Partial<VcpuView> = {}): VcpuView {
  return {
    task,
    guest,
    vcpu: 0,
    state: 'ready',
    since: 0,
    place: 'tower',
    pcpu: NONE,
    deckOf: NONE,
    frost: 0,
    block: 'none',
    throttledUntil: 0,
    exit: null,
    ...over,
  };
}

export function guest(index: number, id: string, over: Partial<GuestView> = {}): GuestView {
  return {
    index,
    id,
    badge: BADGES[index % BADGES.length] as Badge,
    colour: index % GUEST_COLOURS,
    kernel: 'linux',
    closed: false,
    mode: 'trapAndEmulate',
    machine: 0,
    carrier: 'monitor',
    calls: false,
    serves: false,
    under: NONE,
    role: 'batch',
    stage: 'up',
    present: true,
    lot: NONE,
    key: NONE,
    vcpus: [vcpu(index, index)],
    patience: 80,
    mood: 'earn',
    drains: null,
    moves: [],
    fades: false,
    warned: false,
    givesUpAt: NEVER,
    reboots: 0,
    tape: [],
    irqs: [],
    latched: [],
    inbox: 0,
    share: { cpu: 1600, useful: 1500, cache: 1200, missing: 400, locks: 500, calls: 0, fairCpu: 1666 },
    limits: { weight: 100, cap: 0, pageCap: 0, callLimit: 0, freeze: 0 },
    asks: null,
    profile: [],
    starts: null,
    ...over,
  };
}

/** The same guest as a container of a shared kernel. */
export const contained = (one: GuestView): GuestView => ({ ...one, mode: 'container', carrier: 'sharedKernel' });

export function pcpu(index: number, over: Partial<PcpuView> = {}): PcpuView {
  return {
    index,
    machine: 0,
    on: true,
    interval: 'idle',
    mode: 'idle',
    guest: NONE,
    task: NONE,
    since: 0,
    until: NEVER,
    deck: NONE,
    deferred: false,
    recent: { useful: 6400, overhead: 1500, decision: 700, idle: 1400 },
    ...over,
  };
}

export const handler = (id: string, reasons: string[], over: Partial<HandlerView> = {}): HandlerView => ({
  id,
  reasons,
  busy: 0,
  line: 0,
  concurrency: 0,
  codeLines: 1000,
  tier: 'ring-1',
  enabled: true,
  ...over,
});

export const kernel = (id: string, guests: number[], over: Partial<KernelView> = {}): KernelView => ({
  id,
  guests,
  coming: [],
  closed: false,
  portLines: 0,
  parts: [],
  restarts: [],
  long: [],
  ...over,
});

/** A part of a port that nobody has begun. */
export const part = (call: string, over: Partial<PartView> = {}): PartView => ({
  call,
  state: 'open',
  place: 0,
  left: 1000,
  whole: 1000,
  alone: 0,
  ahead: [],
  ...over,
});

const noExits = (): NonNullable<PartViews['exits']> => ({
  open: [],
  handlers: [],
  wires: [],
  reasons: [],
  exceptions: [],
  boxes: [],
  flows: [],
  offer: null,
  rows: [],
});

/** What a made view says of mechanisms, in short: of exits only what differs from none. */
export type Shown = Omit<Partial<PartViews>, 'exits'> & { exits?: Partial<NonNullable<PartViews['exits']>> | null };

const NOTHING = Object.fromEntries(Object.keys(PARTS).map((name) => [name, null])) as PartViews;

/** What a view says of mechanisms, with some of it changed. */
const changed = (from: PartViews, { exits, ...shown }: Shown): PartViews => ({
  ...from,
  ...shown,
  exits: exits ? { ...noExits(), ...from.exits, ...exits } : exits === null ? null : from.exits,
});

/** Another view with these parts changed. */
export const showing = (from: View, shown: Shown): View => ({ ...from, parts: changed(from.parts, shown) });

export function view({ parts: shown = {}, ...over }: Partial<Board> & { parts?: Shown }): View {
  return {
    level: 'fixture',
    seed: 1,
    now: 0,
    length: 120 * BEAT,
    hz: 3_800_000_000,
    playSecondNs: 1000,
    status: 'running',
    machines: [machine('monitor')],
    verbs: ['place'],
    guests: [],
    pcpus: [],
    goals: [],
    stars: 0,
    usefulShare: 6300,
    ledger: ledger(),
    trustedLines: 0,
    reboots: 0,
    next: null,
    knobs: {},
    parts: changed(NOTHING, shown),
    ...over,
  };
}

/** A tape that ends now, from [kind or reason, seconds] pairs, oldest first. */
export function tape(now: number, items: readonly (readonly [string, number])[]): TapeItem[] {
  const total = items.reduce((sum, [, seconds]) => sum + seconds, 0);
  let at = now - total * BEAT;
  return items.map(([kind, seconds]): TapeItem => {
    const from = at;
    at += seconds * BEAT;
    switch (kind) {
      case 'useful':
      case 'warm':
      case 'ready':
      case 'held':
      case 'served':
      case 'halted':
      case 'boot':
      case 'overhead':
        return { kind, from, to: at };
      default:
        return { kind: 'exit', reason: kind, at: from };
    }
  });
}

export const exit = (task: number, reason: string, over: Partial<ExitView> = {}): ExitView => ({
  task,
  guest: task,
  n: 1,
  reason,
  op: reason === 'ioRead' ? 'blockRead' : reason === 'ioWrite' ? 'blockWrite' : 'irqMask',
  at: 0,
  pcpu: NONE,
  handler: null,
  waiting: true,
  lasts: 18 * BEAT,
  ...over,
});

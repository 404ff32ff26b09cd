/**
 * What every view shows, whatever mechanisms the level has: time, guests with their vCPUs, pCPUs, goals. What a mechanism
 * adds is its part's (part.ts); view-model.ts has both together.
 */
import type {
  Block,
  Bp,
  Category,
  Cycles,
  Drain,
  Id,
  Int,
  Mood,
  Op,
  Role,
  SharedPart,
  Stage,
  State,
  Status,
  Unit,
  Verb,
  Verdict,
} from '../sim/index.ts';
import type { Band, BandKind } from './bands.ts';
import type { Move } from './past/moods.ts';

/** Every guest has a shape and a colour; together with its name it is never told apart by colour alone. */
export const BADGES = ['square', 'hexagon', 'diamond', 'triangle', 'circle', 'pentagon', 'star', 'cross'] as const;
export type Badge = (typeof BADGES)[number];

/** So many colours can be told apart; beyond that they come again with another shape, so that no two of 64 look alike. */
export const GUEST_COLOURS = 20;

/** Shapes come again in another order after each eight. */
export const badgeOf = (index: Int): Badge =>
  BADGES[(index + Math.floor(index / BADGES.length)) % BADGES.length] ?? 'square';

/** A stretch of a guest's recent past: useful work, waiting, halted, an exit mark. The last is open: its `to` is NEVER. */
export type TapeItem =
  | { kind: 'useful' | 'warm' | 'ready' | 'held' | 'served' | 'halted' | 'boot' | 'overhead'; from: Cycles; to: Cycles }
  | { kind: 'exit'; reason: Id; at: Cycles };

export type ExitView = {
  task: Int;
  guest: Int;
  n: Int;
  reason: Id;
  op: Op;
  at: Cycles;
  /** the pCPU it holds, NONE when parked */
  pcpu: Int;
  /** the handler at work, null while undecided */
  handler: Id | null;
  /** undecided and without a wire: somebody has to choose */
  waiting: boolean;
  /** cycles from `at` on after which the guest gives up if nothing is done (NEVER = it does not) */
  lasts: Cycles;
};

export type VcpuView = {
  task: Int;
  guest: Int;
  vcpu: Int;
  state: State;
  since: Cycles;
  /** where the chip is drawn */
  place: 'tower' | 'socket' | 'band';
  /** the pCPU it is on (or holds), NONE otherwise */
  pcpu: Int;
  /** the pCPU it is on deck of, NONE otherwise */
  deckOf: Int;
  /** cold cache still to pay, 0 = warm … 10000 = all of it */
  frost: Bp;
  /** why a blocked vCPU is blocked */
  block: Block;
  /** throttled by a limit until this cycle (NEVER-safe: 0 = not) */
  throttledUntil: Cycles;
  exit: ExitView | null;
};

export type GuestView = {
  index: Int;
  id: Id;
  badge: Badge;
  /** 0 … 7, an index into the palette */
  colour: Int;
  kernel: Id;
  closed: boolean;
  mode: Id;
  machine: Int;
  /** the band that carries it: what it would fall onto if it had nothing else */
  carrier: BandKind;
  /** it knows that it has a monitor, and calls it */
  calls: boolean;
  /** a driver domain: a guest with the real drivers, which the others ask */
  serves: boolean;
  /** the guest whose hypervisor it runs on, NONE where that is the machine's own */
  under: Int;
  role: Role;
  stage: Stage;
  /** has a tower in the picture */
  present: boolean;
  /** the number of its place among those that come and go, NONE of everybody else */
  lot: Int;
  /** the number of its key, where that is not its place's; NONE of everybody else */
  key: Int;
  vcpus: VcpuView[];
  /** 0 … 100 */
  patience: Int;
  mood: Mood;
  /** why patience falls, null = it does not */
  drains: Drain | null;
  /** what has moved patience in the stretch that its tape shows, in points, the most first */
  moves: Move[];
  /** it gives up within a minute of play if things go on as they have gone, on the whole */
  fades: boolean;
  warned: boolean;
  /** when it gives up if nothing changes (NEVER = it does not) */
  givesUpAt: Cycles;
  reboots: Int;
  tape: TapeItem[];
  irqs: { line: Id; at: Cycles; n: Int; held: boolean; helps: boolean }[];
  latched: { reason: Id; at: Cycles }[];
  /** delivered requests that wait */
  inbox: Int;
  /** share of the last stretch of time, of all pCPUs, and of the shared things; `calls`: with the lock, per millisecond */
  share: { cpu: Bp; useful: Bp; cache: Bp; missing: Bp; locks: Bp; calls: Int; fairCpu: Bp };
  limits: { weight: Int; cap: Bp; pageCap: Int; callLimit: Int; freeze: Int };
  /** an applicant's wish: how long it stays, mean time to a panic of its kernel, when it goes away unanswered */
  asks: { stay: Cycles; risk: Cycles; until: Cycles } | null;
  /**
   * What the hypervisor's work for the guest was about, over the last stretch; the most costly first: the profile that
   * says whom to port. `reason` is an exit reason; for work without exits the hypercall that could replace it, else the
   * operation. `perMcycle`: times per million useful cycles; `cycles`: share of the guest's own cycles.
   */
  profile: { reason: Id; perMcycle: Int; cycles: Bp }[];
  /** start-up progress of a starting or booting guest */
  starts: { since: Cycles; until: Cycles } | null;
};

/** A machine from its guests down to its hardware. `blocks`: of translated code, for which its cache has room; 0 = none. */
export type MachineView = { id: Id; bands: Band[]; blocks: Int };

export type PcpuView = {
  index: Int;
  machine: Int;
  on: boolean;
  interval: 'off' | 'idle' | 'switch' | 'boot' | 'warm' | 'burst' | 'step' | 'spin' | 'decision' | 'poll';
  mode: Category;
  /** charged to, NONE = nobody */
  guest: Int;
  task: Int;
  since: Cycles;
  until: Cycles;
  deck: Int;
  deferred: boolean;
  /** share of the last stretch by what it did: useful, overhead, waiting for a decision, idle */
  recent: { useful: Bp; overhead: Bp; decision: Bp; idle: Bp };
};

/** Code that takes exits of some reasons, or a hypercall. */
export type HandlerView = {
  id: Id;
  reasons: Id[];
  busy: Int;
  line: Int;
  concurrency: Int;
  codeLines: Int;
  tier: 'ring-1' | 'userSpace' | 'guest';
  enabled: boolean;
};

export type GoalView = {
  id: Id;
  star: 1 | 2 | 3;
  metric: Id;
  of: Id | null;
  /** the guest whose value it is, where it is one guest's: named by the goal, or the worst or best of them; else NONE */
  guest: Int;
  unit: Unit;
  value: Int | null;
  target: Int;
  /** atMost: smaller is better */
  atMost: boolean;
  met: boolean;
  samples: Int;
  minSamples: Int;
  /** 0 … 10000 along the bar, and where the target's tick stands */
  fill: Bp;
  tick: Bp;
  /** of a share that grows until the end, the most that it can still come to */
  reach?: Bp;
};

/**
 * A moment that wants a look. `kind`: what a mechanism's events ask for (`asks` of its record), or `ready`, `halted`,
 * `socket`, `lost`, `end`. `ready` and `halted`: where guests are placed by hand, somebody begins to wait for a pCPU,
 * or leaves one. `lost`: the run ends because the guest gives up.
 */
export type Decision = {
  kind: Id;
  at: Cycles;
  guest: Int;
  reason: Id;
  /** `socket`: the pCPU that is free then; NONE where none stands idle */
  pcpu?: Int;
};

/** What a line of the tutorial is about: what it names, and what is to be pointed at. Guests and pCPUs by index. */
export type About = {
  guest?: Int;
  pcpu?: Int;
  /** the pCPU's place for whoever is next */
  deck?: boolean;
  wire?: Id;
  handler?: Id;
  latch?: boolean;
  /** the sign at the guest's name: how its exits come, and how they are answered */
  sign?: boolean;
  kernel?: Id;
  call?: Id;
  shared?: SharedPart;
  /** the guest's translated code */
  shelf?: boolean;
  /** the ring of a guest */
  ring?: boolean;
  /** the guest's own knobs; `knob`: one of them */
  knobs?: boolean;
  knob?: Id;
  /** whoever asks to enter */
  door?: boolean;
  /** the place of a site among those of the guest that are watched */
  site?: Int;
  /** the guest's lever */
  gear?: boolean;
  /** the desk on which techniques are put together */
  mixer?: boolean;
  /** the hosts among which a guest is placed; the own work of one */
  hosts?: boolean;
  hostWork?: boolean;
  /** an emulated card, by id */
  card?: Id;
  /** the walls below a guest */
  shaft?: boolean;
  /** a host of a rack */
  box?: Int;
  /** the memory that tenants share */
  memory?: boolean;
  /** the place of a job at the printer's door, from the printer on */
  job?: Int;
  /** what a guest talks to its card by */
  driver?: boolean;
  goal?: Id;
};

export type Board = {
  level: Id;
  seed: Int;
  now: Cycles;
  length: Cycles;
  hz: Int;
  playSecondNs: Int;
  status: Status;
  machines: MachineView[];
  verbs: Verb[];
  guests: GuestView[];
  pcpus: PcpuView[];
  goals: GoalView[];
  stars: Int;
  usefulShare: Bp;
  ledger: Record<Category, Cycles>;
  trustedLines: Int;
  reboots: Int;
  /** what Step would run to; null when the run is over, or nothing is to be decided for a long time */
  next: Decision | null;
  knobs: Record<Id, Int>;
};

/** One way to answer a held exit. Illegal ones are shown too, with their code. */
export type Option = {
  handler: Id;
  verdict: Verdict;
  cycles: Cycles;
  parts: { as: Category; cycles: Cycles; cost: Id }[];
  /** who gets how much less (or more) patient meanwhile, in points of 100 */
  effects: { guest: Int; points: Int }[];
  /** requests that would wait with it, for latches */
  joins: Int;
};

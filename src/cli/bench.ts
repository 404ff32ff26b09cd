/**
 * `sim bench`: events per second of the core with its real handlers, and of the bare queue, in one process.
 *
 * Shapes: n guests on p pCPUs, half of them trap-and-emulate with everything wired, half binary translation; bursts of
 * 8,000 cycles, operations privileged, page table, fault and system call, now and then a halt; round robin, slices of
 * 100,000 cycles. The bare queue of the same number of slots fires and reschedules one slot per event, nothing else. In
 * it two slots per pCPU and one per guest are pending, the most that these guests can have; in the core, where few sleep,
 * there are 8, 34 and 135, with which a bare queue would be a third faster still.
 */
import model from '../../levels/costs/p4-2005.json';
import {
  advance,
  type CostModel,
  createQueue,
  createWorld,
  draw,
  type GuestSpec,
  nextSlot,
  type Setup,
  setSlot,
  type World,
} from '../sim/index.ts';

export type Bench = { name: string; guests: number; pcpus: number; events: number; eventsPerSecond: number };

const SHAPES = [
  { guests: 16, pcpus: 4 },
  { guests: 100, pcpus: 16 },
  { guests: 1000, pcpus: 64 },
] as const;

function guest(index: number): GuestSpec {
  return {
    id: `g${index}`,
    kernel: 'k',
    vcpus: 1,
    weight: 256,
    mode: index % 2 === 0 ? 'trapAndEmulate' : 'binaryTranslation',
    machine: 'm',
    role: 'batch',
    footprint: 8,
    boot: 10_000,
    workload: {
      phases: [
        {
          burst: { kind: 'exponential', mean: 8_000 },
          ops: { readClock: 4, ptWrite: 2, pageFault: 2, syscall: 6, halt: 1 },
          sleep: { kind: 'exponential', mean: 20_000 },
        },
      ],
    },
  };
}

/** The world of a shape; `length` in cycles. */
export function benchWorld(guests: number, pcpus: number, length: number = 2 ** 45): World {
  const setup: Setup = {
    seed: 1,
    length,
    machines: [{ id: 'm', costs: 'p4-2005', pcpus, features: [], devices: [], host: 'bare' }],
    kernels: [{ id: 'k', family: 'any', closed: true, portLines: 0 }],
    guests: Array.from({ length: guests }, (_, index) => guest(index)),
    rules: [
      { reason: 'privileged', guest: '*', handler: 'emulator' },
      { reason: 'pageTable', guest: '*', handler: 'shadowPager' },
      { reason: 'fault', guest: '*', handler: 'reflect' },
    ],
    scheduler: { kind: 'roundRobin', slice: 100_000 },
    knobs: {},
    verbs: [],
    goals: [],
    maxReboots: 0,
  };
  const created = createWorld(setup, [model as CostModel]);
  if (!created.ok) throw new Error(`${created.code} at ${created.path}`);
  return created.world;
}

const MILLISECONDS = 1_000;

/** Repeats `step`, which returns how many events it handled, for about a second; the best of three. */
function rate(step: () => number): { events: number; perSecond: number } {
  let best = { events: 0, perSecond: 0 };
  for (let round = 0; round < 3; round++) {
    const from = performance.now();
    let events = 0;
    let took = 0;
    while (took < MILLISECONDS) {
      events += step();
      took = performance.now() - from;
    }
    const perSecond = Math.round((1000 * events) / took);
    if (perSecond > best.perSecond) best = { events, perSecond };
  }
  return best;
}

function core({ guests, pcpus }: { guests: number; pcpus: number }): Bench {
  const w = benchWorld(guests, pcpus);
  advance(w, 2_000_000);
  const { events, perSecond } = rate(() => {
    // the run's budget is for players; a benchmark starts its count again
    w.handled = 0;
    advance(w, w.now + 1_000_000);
    return w.handled;
  });
  return { name: 'core', guests, pcpus, events, eventsPerSecond: perSecond };
}

/** Gaps between events of the bare queue, drawn beforehand: a power of two of them. */
const GAPS = 4096;

function bare({ guests, pcpus }: { guests: number; pcpus: number }): Bench {
  const slots = benchWorld(guests, pcpus).program.slots.count;
  const queue = createQueue(slots);
  const gaps = Int32Array.from({ length: GAPS }, (_, n) => (draw(7, n) >>> 18) + 1);
  let n = 0;
  for (let slot = 0; slot < 2 * pcpus + guests; slot++) setSlot(queue, slot, draw(7, slot) >>> 18);
  const { events, perSecond } = rate(() => {
    for (let i = 0; i < 10_000; i++) {
      const slot = nextSlot(queue);
      setSlot(queue, slot, (queue.time[slot] ?? 0) + (gaps[n++ & (GAPS - 1)] ?? 1));
    }
    return 10_000;
  });
  return { name: 'bare queue', guests, pcpus, events, eventsPerSecond: perSecond };
}

/** All shapes, core and bare queue. */
export function benchmark(): Bench[] {
  return SHAPES.flatMap((shape) => [core(shape), bare(shape)]);
}

export function benchmarkText(rows: readonly Bench[]): string {
  const line = (row: Bench): string =>
    `${row.name.padEnd(16)} ${String(row.guests).padStart(5)} guests ${String(row.pcpus).padStart(4)} pCPUs ${(row.eventsPerSecond / 1e6).toFixed(2).padStart(7)} M events/s`;
  const of = (name: string, guests: number): number =>
    rows.find((row) => row.name === name && row.guests === guests)?.eventsPerSecond ?? 0;
  return [
    ...rows.map(line),
    ...SHAPES.map(
      ({ guests }) =>
        `core : bare queue at ${guests} guests = ${(of('core', guests) / of('bare queue', guests)).toFixed(2)}`,
    ),
    `cost per event at 1,000 guests : at 16 = ${(of('core', 16) / of('core', 1000)).toFixed(2)}`,
  ].join('\n');
}

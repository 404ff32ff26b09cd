/** A Pentium 4 of 2005 with a desk full of exits, for tests that teach one mechanism of level 4 at a time. */
import { readFileSync } from 'node:fs';
import {
  advance,
  apply,
  CATEGORIES,
  type Category,
  type Command,
  type CostModel,
  type Cycles,
  createWorld,
  type GuestSpec,
  type Id,
  type Int,
  type Kernel,
  type ScriptItem,
  type Setup,
  type SimEvent,
  totals,
  VERBS,
  type World,
} from '../../../src/sim/index.ts';

const MODEL = JSON.parse(
  readFileSync(new URL('../../../levels/costs/p4-2005.json', import.meta.url), 'utf8'),
) as CostModel;
const KERNELS: Kernel[] = [{ id: 'cms', family: 'system-370', closed: true, portLines: 0 }];

/** cycles that the cost model gives for a cost */
export function cost(id: Id): Cycles {
  const found = MODEL.costs[id];
  if (found === undefined) throw new Error(`no cost ${id}`);
  return found.cycles;
}
export const SWITCH = cost('switch');
/** out of the guest and in again, without what is done between */
export const CROSSING = cost('exit') + cost('entry');
/** the device model: into user space and back, and the work for n requests */
export const served = (n: Int): Cycles => cost('drain.crossing') + n * cost('drain.body');

/** A guest that plays a script once and then halts. No cold cache, no boot, no patience to lose, unless told otherwise. */
export function guest(id: Id, script: ScriptItem[], spec: Partial<GuestSpec> = {}): GuestSpec {
  return {
    id,
    kernel: 'cms',
    vcpus: 1,
    weight: 256,
    mode: 'trapAndEmulate',
    machine: 'host',
    role: 'batch',
    footprint: 0,
    boot: 0,
    workload: { script, loop: false },
    ...spec,
  };
}

/** A guest that computes for so long and stays where it is put. */
export const busy = (id: Id, burst: Cycles): GuestSpec => guest(id, [{ burst }]);

/** `wires`: reason → handler, for all guests. */
export function desk(
  guests: GuestSpec[],
  wires: Record<Id, Id> = {},
  more: Partial<Setup> & { pcpus?: Int } = {},
): World {
  const { pcpus = 1, ...rest } = more;
  const created = createWorld(
    {
      seed: 1,
      length: 100_000_000,
      machines: [
        {
          id: 'host',
          costs: 'p4-2005',
          pcpus,
          features: [],
          devices: [{ id: 'disk', kind: 'disk', channels: 4, service: { kind: 'fixed', cost: 'disk.read' } }],
          host: 'bare',
        },
      ],
      kernels: KERNELS,
      guests,
      rules: Object.entries(wires).map(([reason, handler]) => ({ reason, guest: '*', handler })),
      scheduler: { kind: 'dispatcher', slice: 0 },
      knobs: {},
      verbs: [...VERBS],
      porting: { mode: 'paravirtual' },
      goals: [],
      maxReboots: 1000,
      ...rest,
    },
    [MODEL],
  );
  if (!created.ok) throw new Error(`${created.code} at ${created.path}`);
  return created.world;
}

/** Gives a command, which has to be legal, at cycle `at`. */
export function give(w: World, at: Cycles, c: Command): void {
  advance(w, at);
  const verdict = apply(w, c);
  if (!verdict.ok) throw new Error(`${c.do}: ${verdict.code}`);
}

/** Routes the exit that task t holds. */
export const route = (w: World, at: Cycles, t: Int, handler: Id): void => {
  advance(w, at);
  give(w, at, { do: 'route', task: t, exit: w.tasks[t]?.exit?.n ?? 0, handler });
};

/** Advances and answers the events of some types that happened meanwhile. */
export function heard<T extends SimEvent['type']>(w: World, until: Cycles, ...types: T[]) {
  const events: (SimEvent & { type: T })[] = [];
  advance(w, until, (event) => {
    if (types.some((type) => type === event.type)) events.push(event as SimEvent & { type: T });
  });
  return events;
}

/** Cycles of a category over all pCPUs. */
export const spent = (w: World, category: Category): Cycles => totals(w)[CATEGORIES.indexOf(category)] ?? 0;
/** Useful cycles that a guest has had. */
export const work = (w: World, g: Int): Cycles => w.guests[g]?.work ?? 0;

/**
 * What a level's operations cost, read from its cost model: on a bare machine, under the technique that its guests run
 * under, and under the one that the player can move them to.
 */
import type { Cost, CostModel, Cycles, GuestSpec, Id, Int, LevelFile, Path, Step } from '../../../sim/index.ts';
import { COMPONENT_OF, OPS, type Op } from '../../../sim/types.ts';

export type PriceOf =
  | { kind: 'op'; op: Op }
  | { kind: 'switch' }
  | { kind: 'coldCache' }
  | { kind: 'start'; mode: Id }
  | { kind: 'trap' }
  | { kind: 'block'; instructions: Int }
  | { kind: 'notice' }
  | { kind: 'request' };

export type Price = {
  of: PriceOf;
  /** on a bare machine; null where it has no such thing */
  native: Cycles | null;
  here: Cycles;
  /** after a port, or under the other technique that may be chosen; null where the level has none */
  other: Cycles | null;
};

/** A briefing is one screen. */
const MOST = 4;
/** Under this ratio the technique does not show. */
const NOTABLE = 1.5;

const cyclesOf = (costs: CostModel['costs'], id: Id): Cycles => (costs[id] as Cost | undefined)?.cycles ?? 0;

/** Registers that count what is taken along, if anything lies there. */
const TAKEN: readonly Id[] = ['queue.n', 'card.batch'];

/** What a level's services do for whoever calls them, by name. */
type Served = ReadonlyMap<Id, readonly Step[]>;
const NOBODY: Served = new Map();

/** Cycles that the steps keep processors. A decision takes the handler that it would meet at once. */
function priceOfSteps(model: CostModel, steps: readonly Step[], served: Served = NOBODY): Cycles {
  return steps.reduce((sum, step) => {
    // nothing lies there to be taken along
    if ('run' in step) return TAKEN.includes(step.times ?? '') ? sum : sum + cyclesOf(model.costs, step.run);
    if ('repeat' in step) return sum + step.repeat * priceOfSteps(model, step.steps, served);
    if ('call' in step) return sum + priceOfSteps(model, served.get(step.call) ?? []);
    if ('decide' in step) {
      const handler = model.handlers.find((one) => one.reasons.includes(step.decide) && one.when === undefined);
      return sum + (handler === undefined ? 0 : priceOfSteps(model, handler.steps));
    }
    return sum;
  }, 0);
}

/** The path taken when every hypercall is enabled and every card's model is in the monitor, or none is. */
function pathOf(paths: readonly Path[], enabled: boolean): Path | undefined {
  const holds = (path: Path) =>
    (path.when ?? []).every(({ is, not = false }) => {
      if (is === 'card.combines') return not;
      return (is !== 'enabled' && is !== 'card.inside') || enabled !== not;
    });
  return paths.find(holds);
}

/** Its price depends on where and how often it happens, in more than one way: several registers multiply its steps. */
const depends = ({ steps }: Path): boolean =>
  new Set(steps.flatMap((step) => ('run' in step && !TAKEN.includes(step.times ?? '') ? (step.times ?? []) : [])))
    .size > 1;

function priceUnder(model: CostModel, mode: Id, op: Op, enabled: boolean, served: Served): Cycles | null {
  const technique = model.modes[mode];
  if (technique === undefined) return null;
  const component = COMPONENT_OF[op];
  const paths = model.paths[`${component}.${technique[component]}`]?.[op];
  const path = paths === undefined ? undefined : pathOf(paths, enabled);
  return path === undefined || depends(path) ? null : priceOfSteps(model, path.steps, served);
}

/** The operations that a guest's workload contains. */
function opsOf({ workload }: GuestSpec): Op[] {
  if ('script' in workload) return workload.script.flatMap((item) => ('op' in item ? [item.op] : []));
  const drawn = new Set(workload.phases.flatMap((phase) => Object.keys(phase.ops)));
  return OPS.filter((op) => drawn.has(op));
}

const isSamePrice = (a: Price, b: Price): boolean => a.native === b.native && a.here === b.here && a.other === b.other;

/** The two techniques that the player chooses between, for whoever may be run by either; null where nobody may. */
export function chosenBetween({ setup }: LevelFile): { here: Id; other: Id } | null {
  if (!setup.verbs.includes('mode')) return null;
  for (const { mode, choices = [] } of setup.guests) {
    const other = choices.find((choice) => choice.mode !== mode);
    if (other !== undefined) return { here: mode, other: other.mode };
  }
  return null;
}

function opPrices(file: LevelFile, model: CostModel): Price[] {
  const ported = file.setup.verbs.includes('port') ? file.setup.porting?.mode : undefined;
  const between = chosenBetween(file);
  const next = ported ?? between?.other;
  const served: Served = new Map((file.setup.services ?? []).map(({ id, steps }) => [id, steps]));
  const isHoused = file.setup.verbs.includes('house');
  const byOp = new Map<Op, Price>();
  for (const guest of file.setup.guests) {
    for (const op of opsOf(guest)) {
      const nativeCost = model.native[op];
      // what depends on where it happens has no price of its own
      const native = typeof nativeCost === 'string' ? cyclesOf(model.costs, nativeCost) : null;
      // of those that stay where they are, too, the two columns say what they would be
      const from = between !== null && guest.mode === between.other ? between.here : guest.mode;
      const here = priceUnder(model, from, op, false, served);
      if (native === null || native === 0 || here === null) continue;
      const chosen = next ?? (isHoused ? guest.mode : undefined);
      const other = chosen === undefined ? null : priceUnder(model, chosen, op, true, served);
      const known = byOp.get(op);
      if (known === undefined || here > known.here) byOp.set(op, { of: { kind: 'op', op }, native, here, other });
    }
  }
  // where there is a choice, either may be the dear one; a port is there to make things cheaper
  const dearer = ({ here, other }: Price) => (ported === undefined ? Math.max(here, other ?? 0) : here);
  const ratio = (price: Price) => dearer(price) / (price.native ?? price.here);
  const notable = [...byOp.values()].filter((price) => ratio(price) >= NOTABLE).sort((a, b) => dearer(b) - dearer(a));
  // Operations that cost the same teach the same: one of them will do.
  return notable.filter((one, i) => notable.findIndex((other) => isSamePrice(one, other)) === i);
}

/** What one look-up of an address takes, where guests use memory all over: of a small page, which most are. */
function missPrices({ setup }: LevelFile, model: CostModel): Price[] {
  const walk = (mode: Id | undefined): Cycles | null => {
    const method = mode === undefined ? undefined : model.modes[mode]?.memory;
    const steps = (method && model.paths[`memory.${method}`]?.access?.[0]?.steps) ?? [];
    const run = steps.find((step) => 'run' in step && step.times !== undefined);
    return run === undefined || !('run' in run) ? null : cyclesOf(model.costs, run.run);
  };
  const guest = setup.guests.find((one) => opsOf(one).includes('access'));
  const here = walk(guest?.mode);
  if (guest === undefined || here === null) return [];
  const other = walk(guest.choices?.find(({ mode }) => mode !== guest.mode)?.mode);
  return [{ of: { kind: 'op', op: 'tlbMiss' }, native: walk('native'), here, other }];
}

function switchPrices(file: LevelFile, model: CostModel): Price[] {
  const largest = Math.max(...file.setup.guests.map((guest) => guest.footprint));
  const bare = { native: null, other: null };
  return [
    { ...bare, of: { kind: 'switch' }, here: cyclesOf(model.costs, 'switch') },
    { ...bare, of: { kind: 'coldCache' }, here: largest * cyclesOf(model.costs, 'coldLine') },
  ];
}

function startPrices(file: LevelFile, model: CostModel): Price[] {
  const modes = (file.setup.admission?.modes ?? []).flatMap((mode) => {
    const start = model.modes[mode]?.start;
    return start === undefined ? [] : [{ mode, cycles: cyclesOf(model.costs, start) }];
  });
  const distinct = modes.filter((one, i) => modes.findIndex((other) => other.cycles === one.cycles) === i);
  distinct.sort((a, b) => a.cycles - b.cycles);
  return distinct.map(({ mode, cycles }) => ({
    of: { kind: 'start', mode },
    native: null,
    here: cycles,
    other: null,
  }));
}

/** Instructions of a block such as the guests are dealt. */
const blockOf = ({ setup }: LevelFile): Int =>
  Math.max(...setup.guests.flatMap(({ code = [] }) => code.map(({ instructions }) => instructions.mean)));

/** What a patch costs at every run, and a translation once. */
function leakPrices(file: LevelFile, model: CostModel): Price[] {
  const bare = { native: null, other: null };
  const trap = ['exit', 'te.emulate', 'entry'].reduce((sum, cost) => sum + cyclesOf(model.costs, cost), 0);
  const instructions = blockOf(file);
  return [
    { ...bare, of: { kind: 'trap' }, here: trap },
    { ...bare, of: { kind: 'block', instructions }, here: instructions * cyclesOf(model.costs, 'bt.translate') },
  ];
}

/** What it costs to tell of what lies in a ring, there and back, and what each request in it costs beside that. */
function ringPrices({ setup }: LevelFile, model: CostModel): Price[] {
  const ring = model.queues?.find(({ per }) => per === 'guest');
  if (ring === undefined || !setup.guests.some(({ role }) => role === 'driverDomain')) return [];
  const paths = Object.values(model.paths).flatMap((byOp) => Object.values(byOp));
  const own = paths.find((all) => all.some(({ steps }) => steps.some((one) => 'effect' in one && one.arg === ring.id)));
  const plain = priceOfSteps(model, own?.find(({ when }) => when === undefined)?.steps ?? []);
  const telling = priceOfSteps(
    model,
    own?.find(({ when }) => when?.some(({ is }) => is === 'ring.fills'))?.steps ?? [],
  );
  const bare = { native: null, other: null };
  const notice = telling - plain + cyclesOf(model.costs, ring.crossing) + 2 * cyclesOf(model.costs, 'switch');
  return [
    { ...bare, of: { kind: 'notice' }, here: notice },
    { ...bare, of: { kind: 'request' }, here: plain + cyclesOf(model.costs, ring.body) },
  ];
}

/** The prices that a player should know before the level begins, at most four. */
export function pricesOf(file: LevelFile, model: CostModel): Price[] {
  const ops = opPrices(file, model);
  const starts = file.setup.verbs.includes('admit') ? startPrices(file, model) : [];
  const switches = file.setup.verbs.includes('place') ? switchPrices(file, model) : [];
  const leaks = file.setup.verbs.includes('treat') ? leakPrices(file, model) : [];
  return [...starts, ...missPrices(file, model), ...ops, ...leaks, ...ringPrices(file, model), ...switches].slice(
    0,
    MOST,
  );
}

/**
 * The same demand, side by side: how fast the guests of a level would be under every other technique for which the cost
 * model of its machine has prices, the level's reference robot choosing who runs.
 *
 * A technique is given what it needs, so that all are compared on one demand: a processor that assists, a kernel whose
 * source is at hand, every hypercall, and for each exit the cheapest handler that serves it at once, since nobody is there
 * to choose. Where the level's own machine or kernels lack any of this, the result says so: it is a what if.
 */
import {
  type Bp,
  type CostModel,
  type Id,
  type Kernel,
  type LevelFile,
  metric,
  type Rule,
  type Step,
  totals,
} from '../sim/index.ts';
import { type Again, isBare, onePlatform, type Player, played } from './compare.ts';

/** What kept a technique from serving this demand: a machine without what it needs, or kernels that cannot run under it. */
export type Lack = 'feature' | 'kernel';
/** `work`: what the guests got done per cycle that was charged to them, 10,000 = as much as on the bare machine. */
export type Other = { mode: Id; bare: boolean; work: Bp; lacks: readonly Lack[] };

type Mode = CostModel['modes'][Id];

/** What is chosen about a technique: beside each other, nobody chooses. */
const CHOOSING: readonly string[] = ['mode', 'port', 'hypercall', 'route', 'park', 'rule', 'treat', 'drain', 'inject'];

/** Cycles of steps; null where they put off what they are for. */
function priceOf(costs: CostModel['costs'], steps: readonly Step[]): number | null {
  let sum = 0;
  for (const step of steps) {
    if ('effect' in step && step.effect.startsWith('queue.')) return null;
    if ('run' in step) sum += costs[step.run]?.cycles ?? 0;
    if (!('repeat' in step)) continue;
    const once = priceOf(costs, step.steps);
    if (once === null) return null;
    sum += step.repeat * once;
  }
  return sum;
}

/** Of every reason its cheapest handler, and every hypercall. */
function wiresOf({ costs, handlers }: CostModel): Rule[] {
  const priced = handlers.flatMap(({ id, reasons, steps }) => {
    const price = priceOf(costs, steps);
    return price === null ? [] : reasons.map((reason) => ({ reason, handler: id, price }));
  });
  const cheapest = [...new Set(priced.map(({ reason }) => reason))].flatMap((reason) => {
    const takers = priced.filter((one) => one.reason === reason).sort((a, b) => a.price - b.price);
    return reason === 'hypercall' ? takers : takers.slice(0, 1);
  });
  return cheapest.map(({ reason, handler }) => ({ reason, guest: '*', handler }));
}

/** The kernels as the mode wants them: open where only an open one can be changed, of the machine's own instruction set. */
function suited(kernels: readonly Kernel[], { kernel, knows = [] }: Mode): Kernel[] {
  return kernels.map(({ isa, ...rest }) => ({
    ...rest,
    ...(knows.length === 0 ? {} : { knows }),
    closed: rest.closed && kernel !== 'open',
    ...(isa === undefined || kernel === 'own' ? {} : { isa }),
  }));
}

type Setup = LevelFile['setup'];

/** Does a machine of the level offer all that a mode needs? */
const offers = ({ features }: Setup['machines'][number], { needs = [] }: Mode): boolean =>
  needs.every((need) => features.includes(need));

/**
 * A guest under a mode: where it is, or on that machine which alone offers the mode. Who may not go there keeps its own.
 */
function guestUnder({ machines }: Setup, { choices = [], ...guest }: Setup['guests'][number], id: Id, mode: Mode) {
  const isHome = machines.some((machine) => machine.id === guest.machine && offers(machine, mode));
  if (isHome || !machines.some((machine) => offers(machine, mode))) return { ...guest, mode: id };
  const there = choices.find((choice) => choice.mode === id);
  return there === undefined ? guest : { ...guest, mode: id, machine: there.machine };
}

/** The level with all of its guests under one mode of its machines, and nothing left to choose about that. */
function under({ file, data, ...rest }: Again, model: CostModel, id: Id, mode: Mode): Again {
  const { porting: _, ...setup } = file.setup;
  const families = data.kernels.map(({ family }) => `kernel.${family}`);
  const lacking = setup.machines.some((machine) => offers(machine, mode)) ? [] : (mode.needs ?? []);
  const features = lacking.concat(mode.kernel === 'host' ? families : []);
  const guests = setup.guests.map((guest) => guestUnder(setup, guest, id, mode));
  const asked = guests.flatMap((guest) => (guest.enters === undefined ? [] : [guest.mode]));
  const { machines = setup.machines, ...platforms } = onePlatform(setup, [id]);
  const changed: LevelFile['setup'] = {
    ...setup,
    ...platforms,
    machines: machines.map((machine) => ({
      ...machine,
      features: [...new Set([...machine.features, ...features])],
    })),
    guests,
    ...(setup.admission === undefined
      ? {}
      : { admission: { ...setup.admission, modes: [...new Set([id, ...asked])] } }),
    rules: wiresOf(model),
    verbs: setup.verbs.filter((verb) => !CHOOSING.includes(verb)),
  };
  return { ...rest, file: { ...file, setup: changed }, data: { ...data, kernels: suited(data.kernels, mode) } };
}

function lacksOf({ file, data }: Again, { needs = [], kernel, knows = [] }: Mode): Lack[] {
  const features = file.setup.machines.flatMap((machine) => machine.features);
  const used = new Set(file.setup.guests.map((guest) => guest.kernel));
  const kernels = data.kernels.filter((one) => used.has(one.id));
  const cannot = ({ closed, isa, family, knows: known = [] }: Kernel): boolean =>
    knows.some((one) => !known.includes(one)) ||
    (kernel === 'open' && closed) ||
    (kernel === 'own' && isa !== undefined) ||
    (kernel === 'host' && !features.includes(`kernel.${family}`));
  const lacks: Lack[] = needs.every((need) => features.includes(need)) ? [] : ['feature'];
  const onlyKernels = kernel === 'programs' && !kernels.some((one) => one.family === 'program');
  return onlyKernels || kernels.some(cannot) ? [...lacks, 'kernel'] : lacks;
}

/** The bare machine, then the level's own techniques, then the others as the cost model has them. */
function inTurn({ file }: Again, { modes }: CostModel): [Id, Mode][] {
  const own = ownModes(file);
  const rank = ([id, mode]: [Id, Mode]): number => (isBare(mode) ? 0 : own.has(id) ? 1 : 2);
  return Object.entries(modes).sort((a, b) => rank(a) - rank(b));
}

/** The modes in which a level's guests run, or may be run by its player. */
export const ownModes = ({ setup }: LevelFile): ReadonlySet<Id> =>
  new Set([
    ...setup.guests.flatMap(({ mode, choices = [] }) => [mode, ...choices.map((choice) => choice.mode)]),
    ...(setup.porting === undefined ? [] : [setup.porting.mode]),
    ...(setup.admission?.modes ?? []),
  ]);

/**
 * One technique after the other, so that whoever shows them can let the page breathe in between. Those that cannot carry
 * out what the level's guests do, whatever they are given, are left out, and those that differ from an earlier one in
 * nothing that these guests do; so are levels whose machines have different costs.
 */
export function* otherRuns(again: Again, play: Player): Generator<Other, void> {
  const [machine, ...more] = again.file.setup.machines;
  const model = again.data.models.find(({ id }) => id === machine?.costs);
  if (model === undefined || more.some(({ costs }) => costs !== machine?.costs)) return;
  const seen = new Set<string>();
  for (const [id, mode] of inTurn(again, model)) {
    const w = played(under(again, model, id, mode), play);
    const work = w && metric(w, 'workPerCycle')?.value;
    if (w === null || work == null) continue;
    const bare = isBare(mode);
    const spent = totals(w).join();
    if (seen.has(spent)) continue;
    if (!bare) seen.add(spent);
    yield { mode: id, bare, work, lacks: lacksOf(again, mode) };
  }
}

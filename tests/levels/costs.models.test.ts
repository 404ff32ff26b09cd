import { describe, expect, test } from 'vitest';
import containers from '../../levels/14-containers/level.json';
import p4Data from '../../levels/costs/p4-2005.json';
import published from '../../levels/costs/published.json';
import validation from '../../levels/costs/validation.json';
import { checkPublished, exactly, type Figure } from '../../src/levels/costs/figures.ts';
import { evaluate } from '../../src/levels/costs/formula.ts';
import { checkModel, costsOf, type ModelFile, stepsOf } from '../../src/levels/costs/model.ts';
import { roundHalfUp } from '../../src/levels/costs/rational.ts';
import { assumedShare, recompute, restsOn } from '../../src/levels/costs/recompute.ts';
import { shippedModels } from '../../src/levels/costs/shipped.ts';
import { checkValidation, type MicroRow } from '../../src/levels/costs/validation.ts';
import {
  ASSUMED,
  COMPONENT_OF,
  CORE_COSTS,
  type CostModel,
  OPS,
  type Op,
  type Path,
  type Step,
} from '../../src/sim/index.ts';

function figuresOf(): ReadonlyMap<string, Figure> {
  const checked = checkPublished(published);
  if (!checked.ok) throw new Error(checked.code);
  return checked.value.figures;
}
const figures = figuresOf();
const files = shippedModels();
const models = files.map(({ model }) => model);

function micro(): MicroRow[] {
  const checked = checkValidation(validation);
  if (!checked.ok) throw new Error(`${checked.code} at ${checked.path}`);
  return checked.value.micro;
}

function modelNamed(id: string): CostModel {
  const model = models.find((one) => one.id === id);
  if (model === undefined) throw new Error(id);
  return model;
}

/** cycles per category of a list of steps for `n` operations at once, the handlers of its exits spliced in */
function sum(model: CostModel, steps: readonly Step[], handlers: Record<string, string>, n = 1): Map<string, number> {
  const total = new Map<string, number>();
  const add = (category: string, cycles: number): void => void total.set(category, (total.get(category) ?? 0) + cycles);
  for (const step of steps) {
    if ('run' in step)
      add(step.as, (model.costs[step.run]?.cycles ?? Number.NaN) * (step.times === 'op.count' ? n : 1));
    else if ('decide' in step) {
      const handler = model.handlers.find(({ id }) => id === handlers[step.decide]);
      if (handler === undefined) throw new Error(`nobody takes ${step.decide}`);
      for (const [category, cycles] of sum(model, handler.steps, handlers)) add(category, cycles);
    } else if ('repeat' in step)
      for (const [category, cycles] of sum(model, step.steps, handlers, n)) add(category, cycles * step.repeat);
  }
  return total;
}

/** the cost of an operation on the bare machine, '' if it has none */
function nativeCost(model: CostModel, op: Op): string {
  const own = model.native[op];
  return typeof own === 'object' ? own.cost : (own ?? '');
}
const nativeCosts = (model: CostModel): string[] => OPS.map((op) => nativeCost(model, op));

const totalOf = (parts: Map<string, number>): number => [...parts.values()].reduce((a, b) => a + b, 0);

/** the first path whose tests hold when just these hypercalls are enabled */
function pathOf(model: CostModel, mode: string, op: Op, enabled: readonly string[]): Path {
  const component = COMPONENT_OF[op];
  const method = model.modes[mode]?.[component];
  const alternatives = model.paths[`${component}.${method ?? 'native'}`]?.[op] ?? [];
  const path = alternatives.find(({ when = [] }) =>
    when.every(({ is, arg }) => is === 'enabled' && enabled.includes(arg ?? '')),
  );
  if (path === undefined) throw new Error(`${model.id} ${mode} ${op}`);
  return path;
}

function publishedCycles(model: CostModel, formula: string): number | null {
  const result = evaluate(formula, model.hz, (id) => {
    const figure = figures.get(id);
    return figure === undefined ? null : exactly(figure);
  });
  return result.ok ? roundHalfUp(result.value) : null;
}

describe.each(files)('$model.id', (file) => {
  const { model, source, carried } = file;

  test('every number follows from its basis', () => {
    const rows = recompute(model, figures);
    expect(rows.length).toBeGreaterThanOrEqual(Object.keys(model.costs).length);
    for (const { id, stated, computed, problem } of rows)
      expect({ id, computed, problem }).toEqual({ id, computed: stated });
  });

  test('a figure taken as a cost is measured in cycles, one taken as lines in lines', () => {
    for (const [id, { basis }] of Object.entries(model.costs))
      if ('figure' in basis) expect(figures.get(basis.figure)?.unit, id).toBe('cycles');
    for (const { id, codeBasis } of model.handlers)
      if (codeBasis !== undefined && 'figure' in codeBasis)
        expect(figures.get(codeBasis.figure)?.unit, id).toBe('lines');
  });

  test('a formula that takes a time turns it into cycles', () => {
    for (const [id, { basis }] of Object.entries(model.costs)) {
      if (!('formula' in basis)) continue;
      const units = restsOn(basis).flatMap((on) => figures.get(on)?.unit ?? []);
      const times = units.filter((unit) => unit === 'us' || unit === 'ms');
      // by the clock, by cycles carried from another clock, or in a ratio of two times
      if (times.length > 0) expect(/hz|\* 2400|\* 733/.test(basis.formula) || times.length >= 2, id).toBe(true);
    }
  });

  test('no cost has the name of a figure', () => {
    expect(Object.keys(model.costs).filter((id) => figures.has(id))).toEqual([]);
  });

  test('what another machine measured is said to be carried over', () => {
    for (const [id, { basis }] of Object.entries(model.costs))
      for (const on of restsOn(basis))
        if (figures.has(on) && !on.startsWith(`${source}.`)) expect(carried, `${id} rests on ${on}`).toContain(id);
  });

  test('what is priced as another cost is said to be carried over', () => {
    // the same arithmetic, or one cost taken for another: at most one of them is of its own operation
    const priced = Object.entries(model.costs).flatMap(([id, { basis }]) => {
      if (!('formula' in basis)) return [];
      const alias = /^(?:\d+ \* )?\[([^\]]+)\]$/.exec(basis.formula)?.[1];
      const isAlias = alias !== undefined && Object.hasOwn(model.costs, alias);
      return [{ id, formula: basis.formula, isAlias }];
    });
    for (const { id, formula, isAlias } of priced) {
      if (isAlias) expect(carried, `${id} is priced as ${formula}`).toContain(id);
      const alike = priced.filter((other) => other.formula === formula).map((other) => other.id);
      const own = alike.filter((other) => !carried.includes(other));
      expect(own.length, `${alike.join(', ')} are all ${formula}`).toBeLessThanOrEqual(1);
    }
  });

  test('the core finds the costs that it spends itself', () => {
    for (const id of CORE_COSTS) expect(Object.keys(model.costs)).toContain(id);
  });

  test('every cost is spent somewhere', () => {
    const spent = new Set<string>([...CORE_COSTS, ...nativeCosts(model)]);
    for (const { crossing, body, window = body } of model.queues ?? [])
      for (const id of [crossing, body, window]) spent.add(id);
    for (const { carry } of model.cards ?? []) spent.add(carry);
    for (const { steps } of stepsOf(model)) for (const id of costsOf(steps)) spent.add(id);
    for (const { tax, start, switch: change } of Object.values(model.modes))
      for (const id of [tax, start, change]) if (id !== undefined) spent.add(id);
    for (const { basis } of Object.values(model.costs)) for (const id of restsOn(basis)) spent.add(id);
    const services = Object.keys(model.costs).filter((id) => /disk\.|printer\./.test(id));
    expect(Object.keys(model.costs).filter((id) => !spent.has(id) && !services.includes(id))).toEqual([]);
  });

  test('every reason to exit has a handler, and every mode carries out the operations of its platform', () => {
    const reasons = new Set(model.handlers.flatMap((handler) => handler.reasons));
    for (const { steps } of stepsOf(model))
      for (const step of steps) if ('decide' in step) expect([...reasons]).toContain(step.decide);
    for (const mode of Object.values(model.modes)) {
      const { halt } = model.paths[`platform.${mode.platform}`] ?? {};
      expect(halt?.[0]?.steps.some((step) => 'wait' in step)).toBe(true);
    }
  });

  test('the guest kernel gets what the operation costs natively, but never more than the whole', () => {
    let looked = 0;
    for (const [where, byOp] of Object.entries(model.paths))
      for (const [op, alternatives] of Object.entries(byOp))
        for (const { steps, refused } of alternatives) {
          const native = model.costs[nativeCost(model, op as Op)]?.cycles;
          // an exit that is decided is carried out by its handler in the guest's stead
          // … and so is what a patch or a translated block emulates
          if (where.endsWith('.leaky')) continue;
          // whoever writes into a ring leaves the device to the other side
          if (where.endsWith('.ring')) continue;
          // and whoever calls a service that has the only driver leaves all of it to that
          if (op === 'mmio' && steps.some((step) => 'call' in step)) continue;
          // how much of a path through the cache is run how often, translationCache.test.ts says
          if (where.endsWith('.cached')) continue;
          if (native === undefined || refused !== undefined || steps.some((step) => 'decide' in step)) continue;
          const parts = sum(model, steps, {});
          looked++;
          // the shared kernel works on the account of its container, network address translation included
          const own = where === 'device.shared' ? totalOf(parts) : Math.min(native, totalOf(parts));
          expect(parts.get('guestKernel'), `${where} ${op}`).toBe(own);
        }
    if (!['xeon-2009', 'xeon-2012', 'xgene-2015'].includes(model.id))
      expect(looked).toBeGreaterThan(model.id === 'spectrum-2015' ? 8 : 10);
  });
});

describe('the parts of a path add up to what was published', () => {
  test.each(micro())('$model $mode $op', ({ model: id, mode, op, published: formula, enabled = [], handlers = {} }) => {
    const model = modelNamed(id);
    const { steps } = pathOf(model, mode, op, enabled);
    expect(totalOf(sum(model, steps, handlers))).toBe(publishedCycles(model, formula));
  });
});

describe('a page-table update on the Xeon', () => {
  const model = modelNamed('xeon-2003');
  const HYPERCALLS = model.handlers.map(({ id }) => id);
  /** beyond the bare machine's price, n of them at once */
  const price = (mode: string, op: Op, n: number, enabled: readonly string[] = HYPERCALLS): number =>
    totalOf(sum(model, pathOf(model, mode, op, enabled).steps, {}, n)) -
    n * (model.costs[nativeCost(model, op)]?.cycles ?? Number.NaN);

  test('takes one crossing alone; of many in one call each takes its validation alone', () => {
    const crossing = model.costs['pv.crossing']?.cycles ?? Number.NaN;
    expect(price('paravirtual', 'ptMap', 1)).toBe(crossing);
    expect(price('paravirtual', 'ptMap', 2048)).toBeLessThan((2048 * crossing) / 5);
  });

  test.each([
    ['ptWrite', 'aa06.ptemod'],
    ['ptMap', 'aa06.ptemod_np_p'],
    ['ptUnmap', 'aa06.ptemod_p_np'],
  ] as const)(
    '%s under a translator is what was measured of it alone, not a page fault, which contains its own',
    (op, id) => {
      const measured = (figures.get(`${id}.bt`)?.value ?? 0) - (figures.get(`${id}.native`)?.value ?? 0);
      expect(price('binaryTranslation', op, 1)).toBe(measured);
      expect(price('binaryTranslation', op, 1)).toBeLessThan(price('binaryTranslation', 'pageFault', 1) / 10);
    },
  );
});

test('a ported kernel that lacks a call pays about one crossing more than the call, for each operation of its own', () => {
  const model = modelNamed('xeon-2003');
  const hypercalls = model.handlers.map((handler) => handler.id);
  const price = (op: Op, enabled: readonly string[], n: number): number =>
    totalOf(sum(model, pathOf(model, 'paravirtual', op, enabled).steps, {}, n));
  for (const op of [
    'contextSwitch',
    'pageFault',
    'ptWrite',
    'ptMap',
    'ptUnmap',
    'setTimer',
    'packetOut',
    'blockWrite',
  ] as const) {
    const more = price(op, [], 1) - price(op, hypercalls, 1);
    expect(more, op).toBe(model.costs['pv.trapped']?.cycles);
    const native = model.costs[nativeCost(model, op)]?.cycles ?? Number.NaN;
    if (op.startsWith('pt')) expect(price(op, [], 64), op).toBe(64 * price(op, [], 1));
    expect(price(op, hypercalls, 1), op).toBeGreaterThan(native);
  }
});

test.each(['blockWrite', 'packetOut'] as const)(
  'a kernel in user mode is several times slower than the bare machine at %s',
  (op) => {
    const model = modelNamed('xeon-2003');
    const [own, bare] = ['userMode', 'native'].map((mode) =>
      totalOf(sum(model, pathOf(model, mode, op, []).steps, {})),
    );
    expect((own ?? 0) / (bare ?? 0)).toBeGreaterThan(3);
  },
);

test('a packet by a hosted monitor is a volley of accesses: several times the OUT that sends it', () => {
  const model = modelNamed('xeon-2003');
  const price = (op: Op): number => totalOf(sum(model, pathOf(model, 'binaryTranslation', op, []).steps, {}));
  const out = (figures.get('sug.out')?.value ?? Number.NaN) * 733;
  expect(price('packetOut') / out).toBeGreaterThan(2.5);
  // the virtual timer is the monitor's own: no host is asked
  expect(price('setTimer') * 10).toBeLessThan(out);
});

test('draining n requests pays the crossing once', () => {
  const model = modelNamed('p4-2005');
  const cost = (id: string): number => model.costs[id]?.cycles ?? Number.NaN;
  const one = cost('exit') + cost('drain.crossing') + cost('drain.body') + cost('entry');
  expect(one).toBe(6732);
  expect(one - cost('drain.crossing')).toBe(2565);
});

test('the share of assumed numbers is small and known, and nothing is left out of it', () => {
  const { assumed, carried, all } = assumedShare(files);
  console.info(
    `cost models: ${all} numbers, ${assumed.length} assumed (${((100 * assumed.length) / all).toFixed(1)}%), ${carried.length} carried over from another machine or operation`,
  );
  expect(assumed).toEqual(expect.arrayContaining(['core/COLD_DIVISOR', 'core/WARMING', 'xeon-2013/lock.hold']));
  expect(assumed).toEqual(expect.arrayContaining(['xeon-2003/exit', 'xeon-2003/pv.trapped', 'p4-2005/queue.latch']));
  expect(assumed.length / all).toBeLessThan(0.1);
  const counted = models.map(
    ({ costs, handlers, modes, queues = [], cards = [] }) =>
      Object.keys(costs).length +
      handlers.length +
      queues.length +
      cards.length +
      Object.values(modes).filter(({ megabytes }) => megabytes !== undefined).length,
  );
  expect(all).toBe(counted.reduce((sum, n) => sum + n, Object.keys(ASSUMED).length));
  expect(carried.filter((id) => assumed.includes(id))).toEqual([]);
});

/** What a reader of the sources found to be of another operation, and not counted. */
const OF_ANOTHER: Readonly<Record<string, readonly string[]>> = {
  'xeon-2003': ['pv.update', 'bt.update', 'um.update', 'irq.inject'],
  'p4-2005': ['exit', 'entry', 'te.syscall', 'irq.inject', 'shadow.write', 'shadow.fill', 'shadow.walk'],
  'xeon-2013': ['kvm.tax', 'disk.read', 'touch'],
};

test('costs of another operation are carried, all that were found', () => {
  const { carried } = assumedShare(files);
  for (const [id, costs] of Object.entries(OF_ANOTHER)) {
    const there = costs.filter((cost) => Object.hasOwn(modelNamed(id).costs, cost));
    expect(carried).toEqual(expect.arrayContaining(there.map((cost) => `${id}/${cost}`)));
  }
});

test('the disk of level 14 serves as many reads as were measured, and no read waits for others that are not there', () => {
  const { costs, hz } = modelNamed('xeon-2013');
  const [machine] = containers.setup.machines;
  const channels = machine?.devices[0]?.channels ?? 0;
  const most = (channels * hz) / (costs['disk.read']?.cycles ?? 1);
  expect(Math.abs(most / (figures.get('felt.bar.rr.native')?.value ?? 1) - 1)).toBeLessThan(0.05);
  expect((costs['disk.read']?.cycles ?? 0) / hz).toBeLessThan(0.0003);
});

describe('a cost model from a file', () => {
  type Loose = Record<string, unknown> & { costs: Record<string, unknown>; paths: Record<string, unknown> };
  const changed = (change: (data: Loose) => void): ReturnType<typeof checkModel> => {
    const data = structuredClone(p4Data) as unknown as Loose;
    change(data);
    return checkModel(data);
  };
  const p4 = (): ModelFile => {
    const checked = checkModel(p4Data);
    if (!checked.ok) throw new Error(checked.code);
    return checked.value;
  };
  const withCost = (id: string, basis: { formula: string } | { figure: string }): CostModel => {
    const { model } = p4();
    model.costs[id] = { cycles: 1, basis };
    return model;
  };

  test('is refused with a code and a place', () => {
    expect(changed(() => undefined).ok).toBe(true);
    expect(changed((data) => delete data.hz)).toMatchObject({ code: 'missing', path: 'hz' });
    expect(changed((data) => Object.assign(data, { more: 1 }))).toMatchObject({ code: 'unknownField' });
    expect(changed(({ costs }) => delete costs.syscall)).toMatchObject({ code: 'unknownCost', path: 'native.syscall' });
    expect(changed(({ costs }) => delete costs['bt.ptMap'])).toMatchObject({ code: 'unknownCost' });
    expect(changed(({ costs }) => delete costs['interp.tax'])).toMatchObject({ code: 'unknownCost' });
    expect(changed(({ costs }) => Object.assign(costs, { a: { cycles: -1, basis: { assumed: 'x' } } })).ok).toBe(false);
    expect(changed(({ paths }) => Object.assign(paths, { 'cpu.magic': {} })).ok).toBe(false);
    expect(changed(({ paths }) => Object.assign(paths, { 'cpu.trap': { fly: [{ steps: [] }] } })).ok).toBe(false);
    expect(checkModel(null).ok).toBe(false);
  });

  test('whose numbers rest on each other, on nothing or on nobody is found out', () => {
    const problems = (model: CostModel): unknown[] =>
      recompute(model, figures).filter((row) => row.problem !== undefined);
    expect(problems(p4().model)).toEqual([]);
    expect(problems(withCost('a', { formula: '[a] + 1' }))).toEqual([
      { id: 'a', stated: 1, computed: null, problem: 'cycle' },
    ]);
    const loop = withCost('a', { formula: '[b]' });
    loop.costs.b = { cycles: 1, basis: { formula: '[a]' } };
    expect(problems(loop)).toMatchObject([
      { id: 'a', problem: 'cycle' },
      { id: 'b', problem: 'cycle' },
    ]);
    expect(problems(withCost('a', { figure: 'nobody.measured' }))).toMatchObject([{ problem: 'unknownFigure' }]);
    expect(problems(withCost('a', { formula: '[constructor]' }))).toMatchObject([{ problem: 'unknownId' }]);
    expect(problems(withCost('a', { formula: '1 / 0' }))).toMatchObject([{ problem: 'divisionByZero' }]);
    const wrong = recompute(withCost('a', { formula: '1 + 1' }), figures).find(({ id }) => id === 'a');
    expect(wrong).toEqual({ id: 'a', stated: 1, computed: 2 });
  });
});

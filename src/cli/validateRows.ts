/** The rows of levels/costs/validation.json, each run through the simulation and put beside what was published. */
import type { Published } from '../levels/costs/figures.ts';
import { exactly } from '../levels/costs/figures.ts';
import { evaluate } from '../levels/costs/formula.ts';
import { type Rational, roundHalfUp, whole } from '../levels/costs/rational.ts';
import type { MacroItem, MacroRow, MicroRow, SliceRow, Validation } from '../levels/costs/validation.ts';
import { CATEGORIES, type CostModel, type Id, type Int, ledger, type ScriptItem } from '../sim/index.ts';
import { type Taken, time, trialGuest, trialWorld } from './trial.ts';

/** `derived`: `published` is arithmetic of ours, and nobody's measurement of this */
export type MicroLine = { model: Id; mode: Id; op: Id; predicted: number; published: number; derived: boolean };
/** `error`: in percent of what was published */
export type MacroLine = {
  id: Id;
  predicted: number;
  published: number;
  unit: string;
  error: number;
  fitted: boolean;
  basis: string;
};
/** `loss`: percent of the pCPU that goes to switching and to the cold cache */
export type SliceLine = { model: Id; us: Int; loss: number };
/** Systems by what a program takes on them, the least first: as predicted, and as published. */
export type OrderLine = { program: Id; predicted: Id[]; published: Id[]; agrees: boolean };
export type Lines = { micro: MicroLine[]; macro: MacroLine[]; orders: OrderLine[]; slices: SliceLine[] };

/** operations in a row when one is timed, so that a cost that came only once would show */
const REPEATS = 50;

type Values = (formula: string, taken?: Taken) => Rational;

/** Evaluates formulas on a model's figures, costs and what a trial took. Throws: the file is our own and tested. */
function valuesOf(model: CostModel, { figures }: Published): Values {
  return (formula, taken) => {
    const result = evaluate(formula, model.hz, (id) => {
      if (taken !== undefined && (id === 'cycles' || id === 'guest')) return whole(taken[id]);
      const cost = Object.hasOwn(model.costs, id) ? model.costs[id] : undefined;
      if (cost !== undefined) return whole(cost.cycles);
      const figure = figures.get(id);
      return figure === undefined ? null : exactly(figure);
    });
    if (!result.ok) throw new Error(`${formula}: ${result.code} at ${result.at}`);
    return result.value;
  };
}

function rounded(value: Rational): Int {
  const result = roundHalfUp(value);
  if (result === null) throw new Error('beyond the safe integers');
  return result;
}

const decimal = ({ over, under }: Rational): number => Number(over) / Number(under);

function microLine(model: CostModel, published: Published, row: MicroRow): MicroLine {
  const { op, mode } = row;
  const taken = time(
    model,
    row,
    Array.from({ length: REPEATS }, () => ({ op })),
  );
  const expected = rounded(valuesOf(model, published)(row.published));
  const derived = row.derived === true;
  return { model: model.id, mode, op, predicted: taken.cycles / REPEATS, published: expected, derived };
}

function scriptOf(items: readonly MacroItem[], values: Values): ScriptItem[] {
  return items.flatMap((item): ScriptItem[] => {
    if ('burst' in item) return [{ burst: rounded(values(item.burst)) }];
    const one: ScriptItem = item.each === undefined ? { op: item.op } : { op: item.op, count: item.each };
    return Array.from({ length: item.count ?? 1 }, () => one);
  });
}

function macroLine(model: CostModel, published: Published, row: MacroRow): MacroLine {
  const values = valuesOf(model, published);
  const taken = time(model, row, scriptOf(row.script, values));
  const predicted = decimal(values(row.value, taken));
  const measured = decimal(values(row.published));
  const { id, unit, fitted, basis } = row;
  return { id, predicted, published: measured, unit, error: (100 * (predicted - measured)) / measured, fitted, basis };
}

function sliceLine(model: CostModel, { us, footprint }: SliceRow): SliceLine {
  const slice = Math.round((us * model.hz) / 1e6);
  const turns = 100;
  const busy = { script: [{ burst: 2 * turns * slice }], loop: true };
  const guests = ['a', 'b'].map((id) => trialGuest(id, 'paravirtual', busy, footprint));
  const world = trialWorld(model, guests, [], turns * slice, { kind: 'roundRobin', slice });
  const rows = ledger(world).byGuest;
  const user = rows.reduce((sum, row) => sum + (row[CATEGORIES.indexOf('guestUser')] ?? 0), 0);
  return { model: model.id, us, loss: 100 * (1 - user / world.now) };
}

/** The program of a row and the system that it ran on: what stands before and after the last point of its id. */
function partsOf(id: Id): { program: Id; system: Id } {
  const at = id.lastIndexOf('.');
  return { program: id.slice(0, at), system: id.slice(at + 1) };
}

/** The programs that ran on several systems of one machine, each with the order of these. */
function ordersOf(rows: readonly MacroRow[], lines: readonly MacroLine[]): OrderLine[] {
  const programs = [...new Set(lines.map(({ id }) => partsOf(id).program))];
  return programs.flatMap((program): OrderLine[] => {
    const of = rows.filter(({ id }) => partsOf(id).program === program);
    const alike = new Set(of.map(({ model, unit }) => `${model} ${unit}`)).size === 1;
    if (of.length < 2 || !alike || new Set(of.map(({ mode }) => mode)).size < of.length) return [];
    const by = (value: 'predicted' | 'published'): Id[] =>
      lines
        .filter(({ id }) => partsOf(id).program === program)
        .sort((a, b) => a[value] - b[value])
        .map(({ id }) => partsOf(id).system);
    const predicted = by('predicted');
    const published = by('published');
    return [{ program, predicted, published, agrees: predicted.join() === published.join() }];
  });
}

/** Runs every row. `modelOf` throws for a model that does not exist. */
export function runValidation(rows: Validation, published: Published, modelOf: (id: Id) => CostModel): Lines {
  const macro = rows.macro.map((row) => macroLine(modelOf(row.model), published, row));
  return {
    micro: rows.micro.map((row) => microLine(modelOf(row.model), published, row)),
    macro,
    orders: ordersOf(rows.macro, macro),
    slices: rows.slices.map((row) => sliceLine(modelOf(row.model), row)),
  };
}

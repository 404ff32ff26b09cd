/**
 * Recomputes every number of a cost model from its basis. A number that does not follow from what it rests on is a
 * mistake, and no test of the simulation would find it.
 */
import { ASSUMED, type Basis, type CostModel, type Id, type Int } from '../../sim/index.ts';
import { exactly, type Figure } from './figures.ts';
import { evaluate, type FormulaCode, idsOf } from './formula.ts';
import type { ModelFile } from './model.ts';
import { type Rational, roundHalfUp, whole } from './rational.ts';

export type RecomputeCode = FormulaCode | 'unknownFigure' | 'cycle' | 'notAnInteger';
/** `id`: a cost, or `handler.<id>` for a handler's lines of code. `computed` is null when `problem` says why. */
export type Recomputed = { id: Id; stated: Int; computed: Int | null; problem?: RecomputeCode };

type Outcome = { value: Int } | { problem: RecomputeCode };

/** Costs may rest on other costs of their model; those enter a formula as the whole numbers that they are. */
function costEvaluator(model: CostModel, figures: ReadonlyMap<Id, Figure>): (basis: Basis, stated: Int) => Outcome {
  const done = new Map<Id, Outcome>();
  const open = new Set<Id>();

  function cost(id: Id): Outcome {
    const known = done.get(id);
    if (known !== undefined) return known;
    const found = model.costs[id];
    if (found === undefined) return { problem: 'unknownId' };
    if (open.has(id)) return { problem: 'cycle' };
    open.add(id);
    const outcome = ofBasis(found.basis, found.cycles);
    open.delete(id);
    done.set(id, outcome);
    return outcome;
  }

  function figure(id: Id): Rational | null {
    const row = figures.get(id);
    return row === undefined ? null : exactly(row);
  }

  function rounded(value: Rational): Outcome {
    const result = roundHalfUp(value);
    return result === null ? { problem: 'notAnInteger' } : { value: result };
  }

  function ofBasis(basis: Basis, stated: Int): Outcome {
    if ('assumed' in basis) return { value: stated };
    if ('figure' in basis) {
      const value = figure(basis.figure);
      return value === null ? { problem: 'unknownFigure' } : rounded(value);
    }
    let inner: RecomputeCode | null = null;
    const result = evaluate(basis.formula, model.hz, (id) => {
      if (!Object.hasOwn(model.costs, id)) return figure(id);
      const outcome = cost(id);
      if ('value' in outcome) return whole(outcome.value);
      inner = outcome.problem;
      return null;
    });
    if (result.ok) return rounded(result.value);
    return { problem: inner ?? result.code };
  }

  return ofBasis;
}

/** One row per number of the model, in the order of the file. */
export function recompute(model: CostModel, figures: ReadonlyMap<Id, Figure>): Recomputed[] {
  const compute = costEvaluator(model, figures);
  const row = (id: Id, stated: Int, basis: Basis): Recomputed => {
    const outcome = compute(basis, stated);
    return 'value' in outcome
      ? { id, stated, computed: outcome.value }
      : { id, stated, computed: null, problem: outcome.problem };
  };
  const costs = Object.entries(model.costs).map(([id, { cycles, basis }]) => row(id, cycles, basis));
  const lines = model.handlers.flatMap(({ id, codeLines, codeBasis }) =>
    codeBasis === undefined ? [] : [row(`handler.${id}`, codeLines, codeBasis)],
  );
  const cards = (model.cards ?? []).flatMap(({ id, lines: stated, linesBasis }) =>
    linesBasis === undefined ? [] : [row(`card.${id}`, stated, linesBasis)],
  );
  const memory = Object.entries(model.modes).flatMap(([id, { megabytes: stated = 0, megabytesBasis }]) =>
    megabytesBasis === undefined ? [] : [row(`memory.${id}`, stated, megabytesBasis)],
  );
  return [...costs, ...lines, ...cards, ...memory];
}

/** The ids that a basis rests on: figures and costs of the model. */
export function restsOn(basis: Basis): Id[] {
  if ('figure' in basis) return [basis.figure];
  return 'formula' in basis ? idsOf(basis.formula) : [];
}

/** The costs that were carried over from another machine or operation, by themselves or through a cost they rest on. */
function carriedCosts({ model, carried }: ModelFile): ReadonlySet<Id> {
  const found = new Set<Id>(carried);
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const [id, cost] of Object.entries(model.costs))
      if (restsOn(cost.basis).some((on) => found.has(on))) found.add(id);
  }
  return found;
}

export type Share = { assumed: Id[]; carried: Id[]; all: Int };

type Numbered = { id: Id; basis: Basis | undefined; carried: boolean };

/** Every number of a model that has, or should have, a basis: its costs, lines of code, and rooms of queues. */
function numbersOf(file: ModelFile): Numbered[] {
  const { model } = file;
  const carried = carriedCosts(file);
  return [
    ...Object.entries(model.costs).map(([id, { basis }]) => ({ id, basis, carried: carried.has(id) })),
    ...model.handlers.map(({ id, codeBasis }) => ({ id: `handler.${id}`, basis: codeBasis, carried: true })),
    ...(model.queues ?? []).map(({ id, roomBasis }) => ({ id: `queue.${id}`, basis: roomBasis, carried: true })),
    ...(model.cards ?? []).map(({ id, linesBasis }) => ({ id: `card.${id}`, basis: linesBasis, carried: true })),
    ...Object.entries(model.modes).flatMap(([id, { megabytes, megabytesBasis }]) =>
      megabytes === undefined ? [] : [{ id: `memory.${id}`, basis: megabytesBasis, carried: true }],
    ),
  ];
}

/**
 * How many of the models' numbers rest on an assumption alone, and how many were carried over from elsewhere. What the
 * core itself assumes is among them; a number that does not say where it comes from is assumed. Lines of code are those
 * of other versions, by the characters of one file.
 */
export function assumedShare(files: readonly ModelFile[]): Share {
  const share: Share = { assumed: Object.keys(ASSUMED).map((id) => `core/${id}`), carried: [], all: 0 };
  share.all = share.assumed.length;
  for (const file of files)
    for (const { id, basis, carried } of numbersOf(file)) {
      share.all++;
      if (basis === undefined || 'assumed' in basis) share.assumed.push(`${file.model.id}/${id}`);
      else if (carried) share.carried.push(`${file.model.id}/${id}`);
    }
  return share;
}

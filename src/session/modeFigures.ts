/** Where the prices of a technique come from. */
import { COMPONENTS, type CostModel, type Id, type Step } from '../sim/index.ts';

const costsOf = (steps: readonly Step[]): Id[] =>
  steps.flatMap((step) => ('run' in step ? [step.run] : 'repeat' in step ? costsOf(step.steps) : []));

/** A formula names costs and figures in brackets: `[aa06.rdtsc.te] - [exit]`. */
const namesIn = (formula: string): Id[] => [...formula.matchAll(/\[([^\]]+)\]/g)].map(([, name]) => name ?? '');

/** The figures under a cost, through all costs from which it is computed; a model's formulas go in no circle. */
function figuresOfCost(model: CostModel, cost: Id): Id[] {
  const basis = model.costs[cost]?.basis;
  if (basis === undefined || 'assumed' in basis) return [];
  if ('figure' in basis) return [basis.figure];
  return namesIn(basis.formula).flatMap((name) =>
    Object.hasOwn(model.costs, name) ? figuresOfCost(model, name) : [name],
  );
}

/** Ids of published figures on which the costs of a mode's own paths rest, each once; what the machine does by itself is not among them. */
export function figuresOfMode(model: CostModel, id: Id): Id[] {
  const mode = model.modes[id];
  if (mode === undefined) return [];
  const paths = COMPONENTS.flatMap((component) =>
    Object.values(model.paths[`${component}.${mode[component]}`] ?? {}).flat(),
  );
  const taxes = [mode.tax, mode.kernelTax].filter((tax) => tax !== undefined);
  const costs = [...taxes, ...paths.flatMap(({ steps }) => costsOf(steps))];
  return [...new Set(costs.flatMap((cost) => figuresOfCost(model, cost)))];
}

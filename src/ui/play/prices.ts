/** The prices of things, as the level's cost model has them: for the inspector. */
import type { Category, Enter, Id, Step } from '../../sim/index.ts';
import { cyclesOf, sourceOf } from './pedigree.ts';
import type { Play, Price } from './play.ts';

/** Parts of one thing with one source (a way out and the way back) are one price. */
export function merged(prices: readonly Price[]): Price[] {
  const sums: Price[] = [];
  for (const next of prices) {
    const known = sums.find(({ label, source }) => label === next.label && source === next.source);
    if (known === undefined) sums.push({ ...next });
    else known.cycles += next.cycles;
  }
  return sums;
}

export function price(play: Play, as: Category, cost: Id): Price[] {
  const cycles = cyclesOf(play.costs, cost);
  if (cycles === null || cycles === 0) return [];
  return [{ label: play.text.t(`category.${as}.long`), cycles, source: sourceOf(play.text, play.costs, cost) }];
}

/** The prices of a handler's steps, as its cost model has them. */
export function handlerPrices(play: Play, id: Id): Price[] {
  const steps: readonly Step[] = play.costs.model.handlers.find((handler) => handler.id === id)?.steps ?? [];
  return steps.flatMap((step) => ('run' in step ? price(play, step.as, step.run) : []));
}

/** What the monitor does to take a running guest over into a mode, as its cost model has it. */
export function enterPrices(play: Play, mode: Id): Price[] {
  const { modes } = play.costs.model;
  const pricesOf = (steps: readonly Enter[]): Price[] =>
    steps.flatMap((step) =>
      'run' in step
        ? price(play, step.as, step.run)
        : Array.from({ length: step.repeat }, () => pricesOf(step.steps)).flat(),
    );
  return pricesOf((Object.hasOwn(modes, mode) ? modes[mode]?.enter : undefined) ?? []);
}

/** the way out of a guest and back */
export const crossing = (play: Play): Price[] => [
  ...price(play, 'exitEntry', 'exit'),
  ...price(play, 'exitEntry', 'entry'),
];
/** one guest after another on a pCPU */
export const switching = (play: Play): Price[] => [
  ...price(play, 'switch', 'switch'),
  ...price(play, 'warmUp', 'coldLine').map((one) => ({ ...one, label: play.text.t('play.price.coldLine') })),
];

/**
 * Schema of a cost model file: what each operation costs under each technique on one machine, every number with its
 * basis. Well-formed data only; that the numbers follow from their bases is a matter of tests (recompute.ts).
 */
import * as v from 'valibot';
import {
  type Basis,
  CATEGORIES,
  type CardSpec,
  COMPONENTS,
  type CostModel,
  DEVICE_KINDS,
  type DriverSpec,
  type Handler,
  type Id,
  MECHANISMS,
  METHODS,
  type Native,
  namesOf,
  OPS,
  type Path,
  type Pedigree,
  type QueueSpec,
  type Step,
  type Test,
  TIERS,
  WALLS,
} from '../../sim/index.ts';
import { check } from '../check.ts';
import { LIMITS } from '../limits.ts';
import { id, int, list, record, span } from '../primitives.ts';
import { bad, good, type Result } from '../result.ts';
import { MAX_LENGTH } from './formula.ts';

export type ModelFile = Pedigree & { model: CostModel };

/** what paths may name, by the list of mechanisms */
const NAMES = namesOf(MECHANISMS);
const nameOf = (kind: keyof typeof NAMES) => v.picklist([...NAMES[kind]]);

const MOST_COSTS = 1000;
const MOST_STEPS = 64;
const words = v.pipe(v.string(), v.minLength(1), v.maxLength(1000));

const basis: v.GenericSchema<unknown, Basis> = v.union([
  v.strictObject({ figure: id }),
  v.strictObject({ formula: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_LENGTH)) }),
  v.strictObject({ assumed: words }),
]);

const cost = v.strictObject({ cycles: int(0, LIMITS.cycles), basis });

const test: v.GenericSchema<unknown, Test> = v.strictObject({
  is: nameOf('tests'),
  arg: v.exactOptional(id),
  not: v.exactOptional(v.boolean()),
});

const register = nameOf('registers');
const run = v.strictObject({ run: id, as: v.picklist(CATEGORIES), times: v.exactOptional(register) });
export const step: v.GenericSchema<unknown, Step> = v.union([
  run,
  v.strictObject({ decide: id }),
  v.strictObject({ device: id, times: v.exactOptional(register) }),
  v.strictObject({ call: id, post: v.exactOptional(v.literal(true)) }),
  v.strictObject({ wait: nameOf('waits') }),
  v.strictObject({ effect: nameOf('effects'), arg: v.exactOptional(id) }),
  v.strictObject({
    repeat: int(1, 64),
    steps: list(
      v.lazy(() => step),
      MOST_STEPS,
    ),
  }),
]);
const steps = list(step, MOST_STEPS);

const path: v.GenericSchema<unknown, Path> = v.strictObject({
  when: v.exactOptional(list(test, 8)),
  steps,
  refused: v.exactOptional(id),
});

const handler: v.GenericSchema<unknown, Handler> = v.strictObject({
  id,
  reasons: list(id, 16),
  when: v.exactOptional(list(test, 8)),
  steps,
  concurrency: int(0, LIMITS.pcpus),
  codeLines: int(0, 1e8),
  codeBasis: v.exactOptional(basis),
  module: v.exactOptional(id),
  tier: v.picklist(TIERS),
  notFor: v.exactOptional(v.record(v.union([id, v.literal('*')]), id)),
});

const queue: v.GenericSchema<unknown, QueueSpec> = v.strictObject({
  id,
  per: v.exactOptional(v.picklist(['guest', 'card'])),
  room: int(1, LIMITS.pcpus),
  roomBasis: v.exactOptional(basis),
  crossing: id,
  body: id,
  as: v.picklist(CATEGORIES),
  drained: v.union([v.picklist(['command', 'full']), v.strictObject({ service: id })]),
  window: v.exactOptional(id),
  door: v.exactOptional(id),
});

const card: v.GenericSchema<unknown, CardSpec> = v.strictObject({
  id,
  kind: v.picklist(DEVICE_KINDS),
  lines: int(0, 1e6),
  linesBasis: v.exactOptional(basis),
  carry: id,
});

const driver: v.GenericSchema<unknown, DriverSpec> = v.strictObject({ id, kind: v.picklist(DEVICE_KINDS), steps });

const method = v.picklist(METHODS);
const mode = v.strictObject({
  cpu: method,
  memory: method,
  device: method,
  irq: method,
  platform: method,
  needs: v.exactOptional(list(id, 8)),
  kernel: v.exactOptional(v.picklist(['any', 'open', 'host', 'own', 'programs', 'yours'])),
  tax: v.exactOptional(id),
  kernelTax: v.exactOptional(id),
  start: v.exactOptional(id),
  switch: v.exactOptional(id),
  board: v.exactOptional(id),
  knows: v.exactOptional(list(id, 8)),
  megabytes: v.exactOptional(int(0, 1e6)),
  megabytesBasis: v.exactOptional(basis),
  walls: v.exactOptional(list(v.picklist(WALLS), WALLS.length, 1)),
  enter: v.exactOptional(
    list(v.union([run, v.strictObject({ repeat: int(1, 64), steps: list(run, MOST_STEPS) })]), MOST_STEPS, 1),
  ),
});

const native: v.GenericSchema<unknown, Native> = v.union([id, v.strictObject({ cost: id, times: register })]);

const places = COMPONENTS.flatMap((component) => METHODS.map((name) => `${component}.${name}` as const));
export const model: v.GenericSchema<unknown, CostModel & Pedigree> = v.strictObject({
  schema: v.literal(1),
  id,
  source: id,
  hz: span,
  notes: record(words, MOST_COSTS),
  carried: list(id, MOST_COSTS),
  costs: record(cost, MOST_COSTS),
  native: v.record(v.picklist(OPS), native),
  paths: v.record(v.picklist(places), v.record(v.picklist(OPS), list(path, 16, 1))),
  modes: record(mode, 64),
  handlers: list(handler, 64),
  queues: v.exactOptional(list(queue, 16)),
  cards: v.exactOptional(list(card, 16)),
  drivers: v.exactOptional(list(driver, 16)),
});

/** the cost ids that steps spend, with repeated ones looked into */
export function costsOf(found: readonly Step[]): Id[] {
  return found.flatMap((one) => ('run' in one ? [one.run] : 'repeat' in one ? costsOf(one.steps) : []));
}

/** every list of steps in a model, with the place where it stands */
export function* stepsOf({
  paths,
  handlers,
  modes,
  drivers = [],
}: CostModel): Generator<{ place: string; steps: readonly Step[] }> {
  for (const [where, byOp] of Object.entries(paths))
    for (const [op, alternatives] of Object.entries(byOp))
      for (const [i, one] of alternatives.entries()) yield { place: `paths.${where}.${op}.${i}`, steps: one.steps };
  for (const [i, one] of handlers.entries()) yield { place: `handlers.${i}`, steps: one.steps };
  for (const [name, { enter }] of Object.entries(modes))
    if (enter !== undefined) yield { place: `modes.${name}.enter`, steps: enter };
  for (const { id: name, steps } of drivers) yield { place: `drivers.${name}`, steps };
}

/** Problems beside those of `check`: `unknownCost` and `repeated` handler. */
export function checkModel(data: unknown): Result<ModelFile> {
  const formed = check(model, data);
  return formed.ok ? crossCheckModel(formed.value) : formed;
}

/** Whether the parts of a well-formed model fit together. */
export function crossCheckModel({ source, notes, carried, ...value }: CostModel & Pedigree): Result<ModelFile> {
  const known = (one: Id): boolean => Object.hasOwn(value.costs, one);
  const stray = carried.findIndex((one) => !known(one));
  if (stray >= 0) return bad('unknownCost', `carried.${stray}`);
  for (const [op, one] of Object.entries(value.native))
    if (!known(typeof one === 'object' ? one.cost : one)) return bad('unknownCost', `native.${op}`);
  for (const [name, { tax, kernelTax, start, switch: change, board }] of Object.entries(value.modes))
    if ([tax, kernelTax, start, change, board].some((one) => one !== undefined && !known(one)))
      return bad('unknownCost', `modes.${name}`);
  for (const { place, steps: found } of stepsOf(value)) {
    const missing = costsOf(found).find((one) => !known(one));
    if (missing !== undefined) return bad('unknownCost', `${place}: ${missing}`);
  }
  for (const { id: name, crossing, body, window } of value.queues ?? [])
    if ([crossing, body, window].some((one) => one !== undefined && !known(one)))
      return bad('unknownCost', `queues.${name}`);
  const stateless = (value.cards ?? []).find(({ carry }) => !known(carry));
  if (stateless !== undefined) return bad('unknownCost', `cards.${stateless.id}`);
  const names = value.handlers.map((one) => one.id);
  const again = names.findIndex((one, i) => names.indexOf(one) < i);
  return again < 0 ? good({ model: value, source, notes, carried }) : bad('repeated', `handlers.${again}.id`);
}

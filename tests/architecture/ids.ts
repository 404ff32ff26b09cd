/** The ids that data brings along: of levels, handlers, modes and reasons. Code that names one knows a level. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PARTS } from '../../src/session/parts/index.ts';
import { CATEGORIES, METHODS, OPS, VERBS } from '../../src/sim/index.ts';

type Step = { decide?: string; steps?: readonly Step[] };
type Model = {
  paths?: Record<string, Record<string, readonly { steps: readonly Step[] }[]>>;
  modes?: Record<string, unknown>;
  handlers?: readonly { id: string; reasons: readonly string[]; steps: readonly Step[] }[];
};

const LEVELS = 'levels';
const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(LEVELS, ...path), 'utf8'));

/** Reasons that some step hands over to whoever decides. */
export const decidedIn = (steps: readonly Step[]): string[] =>
  steps.flatMap(({ decide, steps: inner }) => [...(decide === undefined ? [] : [decide]), ...decidedIn(inner ?? [])]);

export const MODELS: readonly Model[] = readdirSync(join(LEVELS, 'costs'))
  .map((name) => read('costs', name) as Model)
  .filter(({ modes }) => modes !== undefined);

/** Every reason that a guest of some model can exit for, or that some handler takes. */
export const RAISED: ReadonlySet<string> = new Set(
  MODELS.flatMap(({ paths = {}, handlers = [] }) => [
    ...Object.values(paths).flatMap((ops) =>
      Object.values(ops).flatMap((list) => list.flatMap((path) => decidedIn(path.steps))),
    ),
    ...handlers.flatMap(({ reasons, steps }) => [...reasons, ...decidedIn(steps)]),
  ]),
);

const { acts } = read('campaign.json') as { acts: readonly { levels: readonly { id: string }[] }[] };

/** id → what it is an id of */
export const IDS: ReadonlyMap<string, string> = new Map([
  ...acts.flatMap(({ levels }) => levels.map(({ id }) => [id, 'level'] as const)),
  ...MODELS.flatMap(({ modes = {} }) => Object.keys(modes).map((id) => [id, 'mode'] as const)),
  ...MODELS.flatMap(({ handlers = [] }) => handlers.map(({ id }) => [id, 'handler'] as const)),
  ...[...RAISED].map((id) => [id, 'reason'] as const),
]);

/**
 * Words of the code's own vocabulary that data uses as ids, too: a verb, a category, a part, a method of a mode. They are
 * not known from data; without these the rule would forbid to call a part `latch`.
 */
const VOCABULARY: ReadonlySet<string> = new Set([
  ...VERBS,
  ...CATEGORIES,
  ...METHODS,
  ...OPS,

  ...Object.keys(PARTS),
]);

/** What the rule looks for in code. */
export const FOREIGN: ReadonlyMap<string, string> = new Map([...IDS].filter(([id]) => !VOCABULARY.has(id)));

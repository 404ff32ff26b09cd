/** Schema of a level file. The types are the core's; the compiler checks that schema and type agree. */
import * as v from 'valibot';
import { type LevelFile, type Robot, STATES, type TutorialStep } from '../sim/index.ts';
import { EVENT_TYPES } from './eventTypes.ts';
import { LIMITS } from './limits.ts';
import { byKey, cycles, id, int, list, record, words } from './primitives.ts';
import { setup } from './setupSchema.ts';

const pcpu = int(0, LIMITS.machines * LIMITS.pcpus - 1);
const count = int(0, LIMITS.machines * LIMITS.pcpus);

const until = byKey<TutorialStep['until']>({
  event: v.strictObject({ event: v.picklist(EVENT_TYPES), guest: v.exactOptional(id), pcpu: v.exactOptional(pcpu) }),
  state: v.strictObject({ state: v.picklist(STATES), guest: id }),
  busy: v.strictObject({ busy: count }),
  after: v.strictObject({ after: cycles }),
  deck: v.strictObject({ deck: count }),
  answered: v.strictObject({ answered: id }),
  wired: v.strictObject({ wired: int(1, LIMITS.rules) }),
  lasts: v.strictObject({ lasts: cycles }),
});

const step: v.GenericSchema<unknown, TutorialStep> = v.strictObject({
  id,
  from: v.exactOptional(cycles),
  until,
  at: v.exactOptional(v.strictObject({ guest: v.exactOptional(id), pcpu: v.exactOptional(pcpu) })),
});

export const robot: v.GenericSchema<unknown, Robot> = v.strictObject({
  policy: id,
  params: record(int(-1, LIMITS.cycles), LIMITS.parameters),
  reactionMs: int(0, 60_000),
});

export const levelFile: v.GenericSchema<unknown, LevelFile> = v.strictObject({
  schema: v.literal(1),
  id,
  number: int(0, 999),
  playSecondNs: int(1, 1e12),
  seconds: int(1, 24 * 3600),
  work: v.exactOptional(v.picklist(['hands', 'diagnosis'])),
  setup,
  steps: list(step, LIMITS.steps),
  frozenSteps: int(0, LIMITS.steps),
  question: v.strictObject({ id, answers: list(id, LIMITS.answers, 2), right: id, figures: list(id, LIMITS.figures) }),
  hints: list(id, LIMITS.hints),
  figures: list(id, LIMITS.figures),
  guide: list(id, LIMITS.hints),
  robots: v.strictObject({ reference: robot, naive: robot, idle: robot }),
  objectives: list(id, LIMITS.hints),
  words: v.exactOptional(v.pipe(v.record(id, words), v.maxEntries(LIMITS.languages))),
});

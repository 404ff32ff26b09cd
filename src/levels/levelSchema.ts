/** Schema of a level file. The types are the core's; the compiler checks that schema and type agree. */
import * as v from 'valibot';
import {
  CATEGORIES,
  type Ending,
  type LevelFile,
  OPS,
  type Robot,
  type Situation,
  STATES,
  TREATMENTS,
  type TutorialStep,
  WALLS,
} from '../sim/index.ts';
import { model } from './costs/model.ts';
import type { WrittenSetup } from './demands.ts';
import { EVENT_TYPES } from './eventTypes.ts';
import { LIMITS } from './limits.ts';
import { basisPoints, byKey, cycles, id, int, list, record, span, words } from './primitives.ts';
import { setup } from './setupSchema.ts';

const pcpu = int(0, LIMITS.machines * LIMITS.pcpus - 1);
const count = int(0, LIMITS.machines * LIMITS.pcpus);

/** the keys of all shapes of a union */
type Keys<T> = T extends unknown ? keyof T : never;

const part = v.picklist(['runQueue', 'cache', 'locks']);
const bar = v.picklist(['calls', 'misses', 'mapping', 'faults', 'packets']);

const situations: Record<Exclude<Keys<Situation>, 'guest' | 'pcpu' | 'under'>, v.GenericSchema<unknown, Situation>> = {
  state: v.strictObject({ state: v.picklist(STATES), guest: v.exactOptional(id), pcpu: v.exactOptional(pcpu) }),
  free: v.strictObject({ free: pcpu }),
  busy: v.strictObject({ busy: count }),
  deck: v.strictObject({ deck: count }),
  held: v.strictObject({ held: id, guest: v.exactOptional(id) }),
  quiet: v.strictObject({ quiet: v.literal(true) }),
  offer: v.strictObject({ offer: v.literal(true) }),
  wired: v.strictObject({ wired: int(1, LIMITS.rules) }),
  unwired: v.strictObject({ unwired: v.union([int(1, LIMITS.rules), id]) }),
  latched: v.strictObject({ latched: int(1, LIMITS.rules), guest: v.exactOptional(id) }),
  takes: v.strictObject({ takes: id, guest: id }),
  row: v.strictObject({ row: int(1, LIMITS.rules), guest: id }),
  settled: v.strictObject({ settled: id }),
  pending: v.strictObject({ pending: id }),
  dearest: v.strictObject({ dearest: v.literal(true) }),
  ports: v.strictObject({ ports: int(1, LIMITS.kernels) }),
  boots: v.strictObject({ boots: v.literal(true) }),
  stale: v.strictObject({ stale: v.literal(true) }),
  owing: v.strictObject({ owing: v.literal(true) }),
  opening: v.strictObject({ opening: v.literal(true) }),
  starving: v.strictObject({ starving: int(1, 100) }),
  short: v.strictObject({ short: part }),
  calm: v.strictObject({ calm: part }),
  eased: v.strictObject({ eased: part }),
  limits: v.strictObject({ limits: v.picklist(['idle', 'none']) }),
  asks: v.strictObject({ asks: v.literal(true) }),
  interpreted: v.strictObject({ interpreted: v.literal(true) }),
  shelved: v.strictObject({ shelved: int(1, LIMITS.sites) }),
  cramped: v.strictObject({ cramped: v.literal(true) }),
  spent: v.strictObject({ spent: v.literal(true) }),
  fresh: v.strictObject({ fresh: v.literal(true) }),
  guilty: v.strictObject({ guilty: v.literal(true) }),
  innocent: v.strictObject({ innocent: v.literal(true) }),
  repeats: v.strictObject({ repeats: v.literal(true) }),
  faster: v.strictObject({ faster: v.literal(true) }),
  lost: v.strictObject({ lost: v.literal(true) }),
  tells: v.strictObject({ tells: int(1, LIMITS.count) }),
  treated: v.strictObject({ treated: v.picklist(TREATMENTS) }),
  paid: v.strictObject({ paid: v.literal(true) }),
  lever: v.strictObject({ lever: id, guest: v.exactOptional(id) }),
  leans: v.strictObject({ leans: bar, under: id }),
  changing: v.strictObject({ changing: v.literal(true) }),
  slow: v.strictObject({ slow: basisPoints(1_000_000), guest: v.exactOptional(id) }),
  fast: v.strictObject({ fast: basisPoints(1_000_000), guest: v.exactOptional(id) }),
  turns: v.strictObject({ turns: cycles }),
  leaks: v.strictObject({ leaks: cycles }),
  torn: v.strictObject({ torn: v.literal(true) }),
  hoards: v.strictObject({ hoards: v.literal(true) }),
  ringed: v.strictObject({ ringed: int(1, 1e6) }),
  chatty: v.strictObject({ chatty: v.literal(true) }),
  late: v.strictObject({ late: v.literal(true) }),
  together: v.strictObject({ together: int(1, 1e6) }),
  displaced: v.strictObject({ displaced: v.literal(true) }),
  knocked: v.strictObject({ knocked: int(1, LIMITS.count) }),
  misplaced: v.strictObject({ misplaced: v.literal(true) }),
  housed: v.strictObject({ housed: id }),
  rows: v.strictObject({ rows: int(1, LIMITS.count) }),
  single: v.strictObject({ single: v.literal(true) }),
  talks: v.strictObject({ talks: cycles }),
  queued: v.strictObject({ queued: count }),
  dear: v.strictObject({ dear: v.literal(true) }),
  filing: v.strictObject({ filing: v.literal(true) }),
  cheap: v.strictObject({ cheap: v.literal(true) }),
  bounced: v.strictObject({ bounced: v.literal(true) }),
  volleys: v.strictObject({ volleys: int(1, 1e6) }),
  driverless: v.strictObject({ driverless: v.literal(true) }),
  tooLong: v.strictObject({ tooLong: v.literal(true) }),
  fetching: v.strictObject({ fetching: v.literal(true) }),
  letters: v.strictObject({ letters: int(1, 1e6) }),
  sleeps: v.strictObject({ sleeps: v.literal(true) }),
  catches: v.strictObject({ catches: int(1, 1e6) }),
  vain: v.strictObject({ vain: v.literal(true) }),
  shifts: v.strictObject({ shifts: cycles }),
  assembled: v.strictObject({ assembled: id, guest: v.exactOptional(id) }),
  mismatch: v.strictObject({ mismatch: basisPoints(10_000) }),
  placed: v.strictObject({ placed: id, guest: v.exactOptional(id) }),
  elsewhere: v.strictObject({ elsewhere: basisPoints(10_000) }),
  hostWaits: v.strictObject({ hostWaits: int(1, 1000) }),
  hostFirst: v.strictObject({ hostFirst: v.boolean() }),
  crowded: v.strictObject({ crowded: count }),
  trusted: v.strictObject({ trusted: id }),
  broken: v.strictObject({ broken: int(0, WALLS.length) }),
  full: v.strictObject({ full: basisPoints(10_000) }),
  behind: v.strictObject({ behind: id, guest: v.exactOptional(id) }),
  installed: v.strictObject({ installed: int(1, LIMITS.machines) }),
  bare: v.strictObject({ bare: v.literal(true) }),
  idleHost: v.strictObject({ idleHost: v.literal(true) }),
  whole: v.strictObject({ whole: v.boolean() }),
  turnsOn: v.strictObject({ turnsOn: int(100, 1e5) }),
};

const ending = byKey<Ending>({
  ...situations,
  event: v.strictObject({
    event: v.picklist(EVENT_TYPES),
    guest: v.exactOptional(id),
    pcpu: v.exactOptional(pcpu),
    byHand: v.exactOptional(v.boolean()),
  }),
  answered: v.strictObject({ answered: id }),
  after: v.strictObject({ after: cycles }),
  lasts: v.strictObject({ lasts: cycles }),
});

const step: v.GenericSchema<unknown, TutorialStep> = v.strictObject({
  id,
  from: v.exactOptional(cycles),
  when: v.exactOptional(list(byKey<Situation>(situations), LIMITS.conditions, 1)),
  until: list(ending, LIMITS.conditions, 1),
  holds: v.exactOptional(v.boolean()),
  leave: v.exactOptional(v.boolean()),
  follows: v.exactOptional(v.boolean()),
  at: v.exactOptional(
    v.strictObject({
      guest: v.exactOptional(id),
      pcpu: v.exactOptional(pcpu),
      deck: v.exactOptional(v.boolean()),
      goal: v.exactOptional(id),
      sign: v.exactOptional(v.boolean()),
    }),
  ),
});

export const robot: v.GenericSchema<unknown, Robot> = v.strictObject({
  policy: id,
  params: record(v.union([int(-1, LIMITS.cycles), id]), LIMITS.parameters),
  reactionMs: int(0, 60_000),
});

/** A level as it stands in a file. */
export type WrittenLevel = Omit<LevelFile, 'setup'> & { setup: WrittenSetup };

export const levelFile: v.GenericSchema<unknown, WrittenLevel> = v.strictObject({
  schema: v.literal(1),
  id,
  number: int(0, 999),
  playSecondNs: int(1, 1e12),
  seconds: int(1, 24 * 3600),
  work: v.exactOptional(v.picklist(['hands', 'diagnosis'])),
  setup,
  steps: list(step, LIMITS.steps),
  question: v.strictObject({
    id,
    answers: list(id, LIMITS.answers, 2),
    right: id,
    figures: list(id, LIMITS.figures),
    own: v.exactOptional(record(v.picklist(CATEGORIES), LIMITS.answers)),
  }),
  hints: list(id, LIMITS.hints),
  blocks: v.exactOptional(
    list(
      v.strictObject({ op: v.picklist([...OPS, 'user', 'kernel']), bar, count: int(1, LIMITS.count) }),
      OPS.length,
      1,
    ),
  ),
  lately: v.exactOptional(span),
  ahead: v.exactOptional(span),
  figures: list(id, LIMITS.figures),
  guide: list(id, LIMITS.hints),
  robots: v.strictObject({
    reference: robot,
    naive: robot,
    idle: robot,
    second: v.exactOptional(robot),
    handsOff: v.exactOptional(robot),
    lazy: v.exactOptional(robot),
  }),
  objectives: list(id, LIMITS.hints),
  models: v.exactOptional(list(model, LIMITS.machines)),
  words: v.exactOptional(v.pipe(v.record(id, words), v.maxEntries(LIMITS.languages))),
});

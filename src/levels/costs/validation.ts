/**
 * What the simulation is held against (levels/costs/validation.json): single operations, which must come out exactly,
 * and whole programs, which are predictions whose errors are shown.
 *
 * All numbers are formulas over figures and costs, so that no published number is typed twice.
 */
import * as v from 'valibot';
import { type Id, type Int, OPS, type Op } from '../../sim/index.ts';
import { check } from '../check.ts';
import { LIMITS } from '../limits.ts';
import { id, int, list, record, span } from '../primitives.ts';
import type { Result } from '../result.ts';
import { MAX_LENGTH } from './formula.ts';

/** `enabled`: hypercalls; `handlers`: which handler takes exits of a reason */
type World = { model: Id; mode: Id; enabled?: Id[]; handlers?: Record<Id, Id> };

/**
 * One operation under one mode takes `published` cycles. `derived`: nobody published it of this operation on this machine,
 * but it follows from what was; the cost model and this row state the same arithmetic.
 */
export type MicroRow = World & { op: Op; published: string; derived?: true };

/**
 * `count`: so many in a row, default 1. `each`: one stands for so many, which may be asked for in one go. A burst is rounded
 * half up to whole cycles.
 */
export type MacroItem = { burst: string } | { op: Op; count?: Int; each?: Int };

/**
 * A script run once. `value` turns what it took into what was published: [cycles] of the pCPU, [guest] of them in the
 * guest itself. `fitted`: a count of the script was chosen to meet this very row, so it proves nothing. `basis`: where
 * the counts come from.
 */
export type MacroRow = World & {
  id: Id;
  script: MacroItem[];
  value: string;
  published: string;
  unit: string;
  fitted: boolean;
  basis: string;
};

/** Two guests that compute take turns: what does the slice lose? No figure says, so this is a prediction alone. */
export type SliceRow = { model: Id; us: Int; footprint: Int };

export type Validation = { schema: 1; micro: MicroRow[]; macro: MacroRow[]; slices: SliceRow[] };

const formula = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_LENGTH));
const words = v.pipe(v.string(), v.minLength(1), v.maxLength(1000));
const op = v.picklist(OPS);
const world = {
  model: id,
  mode: id,
  enabled: v.exactOptional(list(id, 16)),
  handlers: v.exactOptional(record(id, 16)),
};

const schema: v.GenericSchema<unknown, Validation> = v.strictObject({
  schema: v.literal(1),
  micro: list(v.strictObject({ ...world, op, published: formula, derived: v.exactOptional(v.literal(true)) }), 500),
  macro: list(
    v.strictObject({
      ...world,
      id,
      script: list(
        v.union([
          v.strictObject({ burst: formula }),
          v.strictObject({ op, count: v.exactOptional(int(1, 1000)), each: v.exactOptional(int(1, 5000)) }),
        ]),
        16,
        1,
      ),
      value: formula,
      published: formula,
      unit: words,
      fitted: v.boolean(),
      basis: words,
    }),
    200,
  ),
  slices: list(v.strictObject({ model: id, us: span, footprint: int(0, LIMITS.footprint) }), 32),
});

export const checkValidation = (data: unknown): Result<Validation> => check(schema, data);

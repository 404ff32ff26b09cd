/**
 * What an exit's reason looks and sounds like, and which entry of the field guide explains it: one table for the picture,
 * the signs beside words, the sounds and the inspector, so that all of them agree. A reason that is not listed (a level by
 * somebody else) is drawn after the operation that the guest attempted, and sounds like any other exit.
 */
import * as v from 'valibot';
import data from '../../levels/reasons.json';
import { type Bar, type Id, type Int, OPS, type Op } from '../sim/index.ts';
import { check } from './check.ts';
import { LIMITS } from './limits.ts';
import { id, int, list } from './primitives.ts';
import { bad, good, type Result } from './result.ts';

/** Families of exits: a shape and a colour each. */
export const GLYPHS = [
  'instruction',
  'mapping',
  'exception',
  'read',
  'write',
  'call',
  'interrupt',
  'halt',
  'timer',
  'other',
] as const;
export type Glyph = (typeof GLYPHS)[number];

/** `letter`: on the sign. `sound`: a sound of src/audio/sounds.ts. `guide`: an entry of the field guide. */
export type Reason = { id: Id; glyph: Glyph; letter: string; sound: Id; guide: Id };
/** A hypercall has the sign of all hypercalls, with a letter of its own. */
export type Call = { id: Id; letter: string };
/** Operations that decide between techniques, in blocks: so many of one kind weigh as much as one change of a mapping. */
export type Weighed = { bar: Bar; count: Int };
export type Reasons = {
  reasons: ReadonlyMap<Id, Reason>;
  hypercalls: ReadonlyMap<Id, Call>;
  blocks: ReadonlyMap<Op, Weighed>;
};
export const BARS = ['calls', 'mapping', 'faults'] as const satisfies readonly Bar[];

const letter = v.pipe(v.string(), v.regex(/^[A-Z]$/));
const schema = v.strictObject({
  schema: v.literal(1),
  reasons: list(v.strictObject({ id, glyph: v.picklist(GLYPHS), letter, sound: id, guide: id }), LIMITS.rules),
  hypercalls: list(v.strictObject({ id, letter }), LIMITS.rules),
  blocks: list(v.strictObject({ op: v.picklist(OPS), bar: v.picklist(BARS), count: int(1, LIMITS.count) }), OPS.length),
});

/** Problem: `repeated`, when two say what one id looks like. */
export function checkReasons(table: unknown): Result<Reasons> {
  const formed = check(schema, table);
  if (!formed.ok) return formed;
  const { reasons, hypercalls, blocks } = formed.value;
  for (const [name, items] of [
    ['reasons', reasons],
    ['hypercalls', hypercalls],
    ['blocks', blocks.map(({ op }) => ({ id: op }))],
  ] as const) {
    const ids = items.map((item) => item.id);
    const again = ids.findIndex((one, i) => ids.indexOf(one) < i);
    if (again >= 0) return bad('repeated', `${name}.${again}.id`);
  }
  return good({
    reasons: new Map(reasons.map((reason) => [reason.id, reason])),
    hypercalls: new Map(hypercalls.map((call) => [call.id, call])),
    blocks: new Map(blocks.map(({ op, ...weighed }) => [op, weighed])),
  });
}

const shipped = checkReasons(data);
if (!shipped.ok) throw new Error(`reasons.json: ${shipped.code} at ${shipped.path}`);

/** The table that comes with the game. */
export const REASONS: Reasons = shipped.value;

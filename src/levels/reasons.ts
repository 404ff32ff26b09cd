/**
 * What an exit's reason looks and sounds like, and which entry of the field guide explains it: one table for the picture,
 * the signs beside words, the sounds and the inspector, so that all of them agree. A reason that is not listed (a level by
 * somebody else) is drawn after the operation that the guest attempted, and sounds like any other exit.
 */
import * as v from 'valibot';
import data from '../../levels/reasons.json';
import type { Id } from '../sim/index.ts';
import { check } from './check.ts';
import { LIMITS } from './limits.ts';
import { id, list } from './primitives.ts';
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

/** `letter`: two on the sign, because one alone looks like a key. `sound`: a sound of src/audio/sounds.ts. `guide`: an entry of the field guide. */
export type Reason = { id: Id; glyph: Glyph; letter: string; sound: Id; guide: Id };
/** A hypercall has the sign of all hypercalls, with a letter of its own. */
export type Call = { id: Id; letter: string };
export type Reasons = { reasons: ReadonlyMap<Id, Reason>; hypercalls: ReadonlyMap<Id, Call> };

const letter = v.pipe(v.string(), v.regex(/^[A-Z][a-z]$/));
const schema = v.strictObject({
  schema: v.literal(1),
  reasons: list(v.strictObject({ id, glyph: v.picklist(GLYPHS), letter, sound: id, guide: id }), LIMITS.rules),
  hypercalls: list(v.strictObject({ id, letter }), LIMITS.rules),
});

/** Problem: `repeated`, when two say what one id looks like. */
export function checkReasons(table: unknown): Result<Reasons> {
  const formed = check(schema, table);
  if (!formed.ok) return formed;
  const { reasons, hypercalls } = formed.value;
  for (const [name, items] of [
    ['reasons', reasons],
    ['hypercalls', hypercalls],
  ] as const) {
    const ids = items.map((item) => item.id);
    const again = ids.findIndex((one, i) => ids.indexOf(one) < i);
    if (again >= 0) return bad('repeated', `${name}.${again}.id`);
  }
  return good({
    reasons: new Map(reasons.map((reason) => [reason.id, reason])),
    hypercalls: new Map(hypercalls.map((call) => [call.id, call])),
  });
}

const shipped = checkReasons(data);
if (!shipped.ok) throw new Error(`reasons.json: ${shipped.code} at ${shipped.path}`);

/** The table that comes with the game. */
export const REASONS: Reasons = shipped.value;

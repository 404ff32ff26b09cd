/**
 * A save as text, in the browser's storage and in an exported file alike: one JSON object that names the game, the
 * version, a sequence number, and a checksum of the save's canonical form (so that re-indenting a file does no harm).
 */
import * as v from 'valibot';
import { canonical, hash } from '../../levels/canonical.ts';
import { check, parseJson } from '../../levels/check.ts';
import { LIMITS } from '../../levels/limits.ts';
import { int } from '../../levels/primitives.ts';
import { bad, good, type Result } from '../../levels/result.ts';
import { MIGRATIONS, type Migrations, migrate, VERSION } from './migrations.ts';
import { type Save, saveSchema } from './save.ts';

export const GAME = 'ring-minus-one';

/** one check of the outside for all versions: what is inside `save` is the version's own business */
const envelope = v.strictObject({
  game: v.literal(GAME),
  version: int(1, 1e6),
  seq: int(0, 1e15),
  sum: v.string(),
  save: v.unknown(),
});

export type Stored = { seq: number; save: Save };

export function saveText({ seq, save }: Stored): string {
  return JSON.stringify({ game: GAME, version: VERSION, seq, sum: hash(canonical(save)), save });
}

/**
 * Problems: `tooLarge`, `notJson`, `notASave` (something else, or too damaged to tell), `newerVersion` (from a newer game;
 * nothing is wrong with it), `checksum` (a part was changed or lost), else what the schema found, with its path.
 */
export function readSave(text: string, version = VERSION, migrations: Migrations = MIGRATIONS): Result<Stored> {
  const json = parseJson(text, LIMITS.saveBytes);
  if (!json.ok) return json;
  const outside = check(envelope, json.value);
  if (!outside.ok) return bad('notASave', outside.path);
  const { version: from, seq, sum, save: inside } = outside.value;
  if (from > version) return bad('newerVersion', 'version');
  if (hash(canonical(inside)) !== sum) return bad('checksum', 'sum');
  const present = migrate(inside, from, version, migrations);
  if (!present) return bad('notASave', 'version');
  const save = check(saveSchema, present.save);
  return save.ok ? good({ seq, save: save.value }) : bad(save.code, `save.${save.path}`);
}

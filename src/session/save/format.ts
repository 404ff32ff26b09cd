/**
 * A save as text, in the browser's storage and in an exported file alike: one JSON object that names the game, the
 * version and a sequence number, and holds the save as a text of its own with a checksum. So a file that was re-indented
 * on its way still reads, and nothing of the inner text is looked at before it is known to be whole.
 */
import * as v from 'valibot';
import { hash } from '../canonical.ts';
import { bad, check, good, int, LIMITS, parseJson, type Result } from '../untrusted.ts';
import { MIGRATIONS, type Migrations, migrate, VERSION } from './migrations.ts';
import { type Save, saveSchema } from './save.ts';

const GAME = 'ring-minus-one';

/** what every version for ever says of itself; the rest is the version's own business */
const header = v.object({ game: v.literal(GAME), version: int(1, 1e6) });
const envelope = v.strictObject({
  game: v.literal(GAME),
  version: int(1, 1e6),
  seq: int(0, 1e15),
  sum: v.string(),
  save: v.string(),
});

export type Stored = { seq: number; save: Save };

export function saveText({ seq, save }: Stored): string {
  const inside = JSON.stringify(save);
  return JSON.stringify({ game: GAME, version: VERSION, seq, sum: hash(inside), save: inside });
}

/**
 * Problems: `tooLarge`, `notJson`, `notASave` (something else, or too damaged to tell), `newerVersion` (from a newer game;
 * nothing is wrong with it), `checksum` (a part was changed or lost), else what the schema found, with its path.
 */
export function readSave(text: string, version = VERSION, migrations: Migrations = MIGRATIONS): Result<Stored> {
  const json = parseJson(text, LIMITS.saveBytes);
  if (!json.ok) return json;
  const told = check(header, json.value);
  if (!told.ok) return bad('notASave', told.path);
  if (told.value.version > version) return bad('newerVersion', 'version');
  const outside = check(envelope, json.value);
  if (!outside.ok) return bad('notASave', outside.path);
  const { version: from, seq, sum, save: inside } = outside.value;
  if (hash(inside) !== sum) return bad('checksum', 'sum');
  const parsed = parseJson(inside, LIMITS.saveBytes);
  if (!parsed.ok) return bad(parsed.code, 'save');
  const present = migrate(parsed.value, from, version, migrations);
  if (!present) return bad('notASave', 'version');
  const save = check(saveSchema, present.save);
  return save.ok ? good({ seq, save: save.value }) : bad(save.code, `save.${save.path}`);
}

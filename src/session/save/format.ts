/**
 * A save as text, in the browser's storage and in an exported file alike: one JSON object that names the game, the
 * version and a sequence number, and holds the save as a text of its own with a checksum over all of it. So a file that was
 * re-indented on its way still reads, and nothing of the inner text is looked at before it is known to be whole.
 */
import * as v from 'valibot';
import { hash } from '../canonical.ts';
import { bad, check, good, int, LIMITS, parseJson, type Result } from '../untrusted.ts';
import { MIGRATIONS, type Migrations, migrate, VERSION } from './migrations.ts';
import { jsonOf, near, type Save, saveSchema } from './save.ts';

const GAME = 'ring-minus-one';

/** what every version for ever says of itself, and how it is summed; the inner text is the version's own business */
const header = v.object({ game: v.literal(GAME), version: int(1, 1e6) });
const envelope = v.strictObject({
  game: v.literal(GAME),
  version: int(1, 1e6),
  seq: int(0, Number.MAX_SAFE_INTEGER),
  sum: v.string(),
  save: v.string(),
});

/** Up to this version the sum was of the inner text alone. */
const LAST_SUMMED_INSIDE = 3;

const sumOf = (version: number, seq: number, inside: string): string => hash(`${version} ${seq} ${inside}`);

export type Stored = { seq: number; save: Save };

export function saveText({ seq, save }: Stored): string {
  const inside = jsonOf(save);
  return JSON.stringify({ game: GAME, version: VERSION, seq, sum: sumOf(VERSION, seq, inside), save: inside });
}

/**
 * Problems: `tooLarge`, `notJson`, `notASave` (something else, or too damaged to tell), `newerVersion` (from a newer game;
 * nothing is wrong with it), `checksum` (a part was changed or lost, perhaps the version), else what the schema found, with
 * its path.
 */
export function readSave(text: string, version = VERSION, migrations: Migrations = MIGRATIONS): Result<Stored> {
  const json = parseJson(text, LIMITS.saveBytes);
  if (!json.ok) return json;
  const told = check(header, json.value);
  if (!told.ok) return bad('notASave', told.path);
  const outside = check(envelope, json.value);
  if (!outside.ok) return bad('notASave', outside.path);
  const { version: from, seq, sum, save: inside } = outside.value;
  const isWhole = sum === sumOf(from, seq, inside) || (from <= LAST_SUMMED_INSIDE && sum === hash(inside));
  if (!isWhole) return bad('checksum', 'sum');
  if (from > version) return bad('newerVersion', 'version');
  const parsed = parseJson(inside, LIMITS.saveBytes);
  if (!parsed.ok) return bad(parsed.code, 'save');
  const present = migrate(parsed.value, from, version, migrations);
  if (!present) return bad('notASave', 'version');
  const save = check(saveSchema, present.save);
  return save.ok ? good({ seq: near(seq), save: save.value }) : bad(save.code, `save.${save.path}`);
}

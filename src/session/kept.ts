/**
 * A run that is not over, as text: what it takes to go on where it stood, should the page be closed or crash. The commands
 * make the same world again; its fingerprint tells whether they have.
 */
import * as v from 'valibot';
import { hash } from './canonical.ts';
import { command } from './commandSchema.ts';
import { type KeptRun, SPEEDS } from './contract.ts';
import {
  bad,
  check,
  cycles,
  good,
  hexadecimal,
  id,
  int,
  LIMITS,
  list,
  parseJson,
  type Result,
  seed,
} from './untrusted.ts';

/** the most that one kept run may take of the browser's storage: some three thousand commands */
const MOST = 256 * 1024;

const schema: v.GenericSchema<unknown, KeptRun> = v.strictObject({
  rules: id,
  level: id,
  hash: hexadecimal,
  seed,
  log: list(v.strictObject({ at: cycles, c: command }), LIMITS.log),
  at: cycles,
  furthest: cycles,
  print: hexadecimal,
  straight: v.boolean(),
  steps: int(0, 1000),
  asked: v.optional(list(cycles, LIMITS.log)),
  speed: v.picklist(SPEEDS),
  noHurry: v.boolean(),
  when: int(0, Number.MAX_SAFE_INTEGER),
});

const envelope = v.strictObject({ game: v.literal('ring-minus-one'), sum: v.string(), run: v.string() });

/** Null where the run is too long to be kept. */
export function keptText(run: KeptRun): string | null {
  const inside = JSON.stringify(run);
  const text = JSON.stringify({ game: 'ring-minus-one', sum: hash(inside), run: inside });
  return text.length > MOST ? null : text;
}

/** Problems: `tooLarge`, `notJson`, `checksum`, `outOfOrder`, and what the schema finds. */
export function readKept(text: string): Result<KeptRun> {
  const json = parseJson(text, 4 * MOST);
  if (!json.ok) return json;
  const outside = check(envelope, json.value);
  if (!outside.ok) return outside;
  if (hash(outside.value.run) !== outside.value.sum) return bad('checksum', 'sum');
  const inside = parseJson(outside.value.run, 4 * MOST);
  const run = inside.ok ? check(schema, inside.value) : inside;
  if (!run.ok) return run;
  const { log, at, furthest } = run.value;
  const times = [...log.map((entry) => entry.at), furthest];
  const late = times.findIndex((time, i) => time < (times[i - 1] ?? 0));
  if (late >= 0) return bad('outOfOrder', `log.${late}`);
  return at > furthest ? bad('outOfOrder', 'at') : good(run.value);
}

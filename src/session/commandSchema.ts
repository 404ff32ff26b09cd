/** Schema of commands: a log comes from a file, so its shapes are checked before the core sees one. */
import * as v from 'valibot';
import { COMMANDS, type Command, type Word } from '../sim/index.ts';
import { id, int, LIMITS, list } from './untrusted.ts';

/** tasks, pCPUs, guests and machines are named by index; a task may be NONE, which is -1 */
const index = int(0, 1e6);

/** a command names so many things of one kind at most */
const MOST_IDS = 16;

/** What a word of a command may be. */
const WORD: Readonly<Record<Word, v.GenericSchema>> = {
  task: int(-1, 1e6),
  pcpu: index,
  guest: index,
  machine: index,
  exit: index,
  value: int(0, LIMITS.cycles),
  id,
  // one of them alone, as logs were written once, is a list of one
  ids: v.union([
    list(id, MOST_IDS),
    v.pipe(
      id,
      v.transform((one) => [one]),
    ),
  ]),
  rule: v.strictObject({ reason: id, guest: v.union([id, v.literal('*')]), handler: id }),
  flag: v.boolean(),
};

const isWord = (word: string): word is Word => Object.hasOwn(WORD, word);

function schemaOf(word: string): v.GenericSchema {
  const plain = word.replace('?', '');
  if (!isWord(plain)) throw new Error(`no such word: ${word}`);
  return word.endsWith('?') ? v.exactOptional(WORD[plain]) : WORD[plain];
}

/** One strict object per verb, from its own record: its name and its words, and nothing else. */
const shapes = COMMANDS.map(({ name, words }) =>
  v.strictObject({
    do: v.literal(name),
    ...Object.fromEntries(Object.entries(words).map(([key, word]) => [key, schemaOf(word)])),
  }),
);

/** The words of each verb are what its record says, which is what its type was made from. */
export const command: v.GenericSchema<unknown, Command> = v.pipe(
  v.variant('do', shapes),
  v.transform((value) => value as Command),
);

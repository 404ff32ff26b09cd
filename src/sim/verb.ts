/**
 * What a verb is: one record, in a file of its own under commands/, that is found in the list of all verbs
 * (commands/index.ts). From it follow what a log may contain, what the random robot and the property tests try, what
 * `can`, `apply` and `quote` do.
 */
import type { CommandName, CommandOf, Quote, Verdict } from './messages.ts';
import type { Context, World } from './state.ts';
import type { Id, Int, Verb } from './types.ts';

/**
 * What the words of a command mean: an index of a task, pCPU, guest or machine (`task?`: or NONE), the number of an exit,
 * a value, an id, ids, a rule, yes or no. With a question mark the word may be left out.
 */
export type Word = 'task' | 'pcpu' | 'guest' | 'machine' | 'exit' | 'value' | 'id' | 'ids' | 'rule' | 'flag';
export type Words = Readonly<Record<string, Word | `${Word}?`>>;

/** A number from 0 to below n, NONE when n is 0: how samples choose. */
export type Pick = (n: Int) => Int;

export type VerbRecord<N extends CommandName = CommandName> = {
  readonly name: N;
  /** the mechanism that it belongs to: its picture, panel and words are that mechanism's parts */
  readonly part: Id;
  /** the verb that a level has to grant for it; a command may stand for more than one */
  readonly grants: readonly Verb[];
  readonly words: Words;
  /** which of `grants` this very command needs, when there is more than one */
  needs?(c: CommandOf<N>): Verb;
  /** May it be given now? The level grants it and is running. Changes nothing. */
  can(w: World, c: CommandOf<N>): Verdict;
  perform(context: Context, c: CommandOf<N>): void;
  /** its price before it is given, where it has one */
  quote?(w: World, c: CommandOf<N>): Quote;
  /** some command of this kind that might be legal, null when there is nothing to try */
  sample(w: World, pick: Pick): CommandOf<N> | null;
};

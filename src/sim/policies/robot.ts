/**
 * Robots: players made of code. They use exactly the commands and queries that a person has.
 *
 * A robot looks, commits to one move, and makes it one reaction later, on the world as it then is; one thing at a time.
 * Its policy is a pure function of what it sees and of its memory, so a robot's run replays like anybody's.
 */
import { advance } from '../advance.ts';
import { apply, can } from '../commands.ts';
import type { LogEntry, Robot } from '../content.ts';
import type { Command, Sink } from '../messages.ts';
import { draw, stream } from '../rng.ts';
import type { World } from '../state.ts';
import type { Cycles, Id, Int } from '../types.ts';

/** What a policy sees. `second`: one second of play in cycles. `memory` is the policy's own. */
export type Look = {
  readonly w: World;
  readonly second: Cycles;
  /** the robot's parameters that are numbers, and those that are words */
  readonly params: Readonly<Record<string, Int>>;
  readonly words: Readonly<Record<string, Id>>;
  readonly memory: Memory;
};

export type Memory = {
  /** random numbers drawn so far */
  drawn: Int;
  /** answers given, by kind of decision: the gate "two sides" reads them */
  choices: Record<string, Record<string, Int>>;
  /** decisions that have been counted */
  seen: Record<string, boolean>;
  /** what meters showed, by slot (watching.ts) */
  meters: Reading[];
  /** anything else that has to be remembered, by name */
  notes: Record<string, Int>;
};

/** The last value of a counter, and its rate per second of play: now, and as a rule. */
export type Reading = { value: Int; now: Int; usual: Int };

/** One move, or what a hand does in one: a list of commands that are given at once. */
export type Policy = (look: Look) => Command | readonly Command[] | null;

/** Counts an answer to a decision once, however often it is looked at. */
export function choice({ memory }: Look, kind: string, key: string, answer: string): void {
  if (memory.seen[`${kind}/${key}`] === true) return;
  memory.seen[`${kind}/${key}`] = true;
  memory.choices[kind] ??= {};
  const answers = memory.choices[kind];
  answers[answer] = (answers[answer] ?? 0) + 1;
}

/** A random number of the robot's own, 0 … below − 1. */
export function chance({ w, memory }: Look, below: Int): Int {
  return Math.floor((draw(stream(w.setup.seed, 'robot'), memory.drawn++) / 4294967296) * below);
}

export type Played = { log: LogEntry[]; choices: Memory['choices']; refused: Int };

const REACTION_SPREAD = 30;

/** What a robot sees of a world at its start: its parameters by what they are, and an empty memory. */
export function lookOf(w: World, second: Cycles, { params: all }: Robot): Look {
  const params: Record<string, Int> = {};
  const words: Record<string, Id> = {};
  for (const [name, value] of Object.entries(all))
    if (typeof value === 'number') params[name] = value;
    else words[name] = value;
  return { w, second, params, words, memory: { drawn: 0, choices: {}, seen: {}, meters: [], notes: {} } };
}

/**
 * Plays the world to its end. `reactionMs`: milliseconds of play between look and move, ±30%.
 * The policy sees all of the robot's params. One of them is everybody's: from the cycle `handsOff` on, nothing is done any
 * more, which tells whether the end of a level still needs a player.
 */
export function playRobot(w: World, policy: Policy, robot: Robot, second: Cycles, sink?: Sink): Played {
  const look = lookOf(w, second, robot);
  const log: LogEntry[] = [];
  let refused = 0;
  advance(w, w.now, sink);
  while (w.status === 'running') {
    const command = w.now < (look.params.handsOff ?? w.setup.length) ? policy(look) : null;
    if (command === null) {
      advance(w, Math.min(w.setup.length, w.now + Math.max(1, Math.floor(second / 4))), sink, 'decision');
      continue;
    }
    const spread = 100 - REACTION_SPREAD + chance(look, 2 * REACTION_SPREAD + 1);
    const delay = Math.floor((Math.max(50, robot.reactionMs) * second * spread) / 100_000);
    advance(w, Math.min(w.setup.length, w.now + Math.max(1, delay)), sink);
    if (w.status !== 'running') break;
    const at = w.now;
    for (const c of [command].flat()) {
      if (can(w, c).ok && apply(w, c, sink).ok) log.push({ at, c });
      else refused++;
    }
  }
  return { log, choices: look.memory.choices, refused };
}

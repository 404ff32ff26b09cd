/** Clicking at random, once per reaction: what a level must not reward. */

import { COMMANDS } from '../commands/index.ts';
import { can } from '../commands.ts';
import type { Command } from '../messages.ts';
import { NONE } from '../types.ts';
import { chance, type Look } from './robot.ts';

const TRIES = 24;

/** Some command that is legal now, any kind that the level grants alike; null if none of a few tries was. */
export function random(look: Look): Command | null {
  const { w } = look;
  const pick = (n: number): number => (n <= 0 ? NONE : chance(look, n));
  const granted = COMMANDS.filter(({ grants }) => grants.some((verb) => w.setup.verbs.includes(verb)));
  for (let i = 0; i < TRIES; i++) {
    const command = granted[pick(granted.length)]?.sample(w, pick) ?? null;
    if (command !== null && can(w, command).ok) return command;
  }
  return null;
}

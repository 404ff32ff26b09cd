/**
 * `sim sides`: what the debrief's "side by side" costs, the demand of a level played under every other technique.
 *
 * Somebody waits for it, so it should be there within a second on an ordinary machine. The debrief plays one technique per
 * turn of the event loop: the longest of them is for how long the page does not answer.
 */
import { otherRuns } from '../session/others.ts';
import { play } from '../session/robots.ts';
import { type LevelData, worldOf } from './robots.ts';

/** `bars`: techniques that are shown; `ms`: of processor time for all of them, and for the one that took longest. */
export type Side = { level: string; bars: number; ms: number; longest: number };

/** Time of this process's own, in milliseconds: what else the machine does meanwhile does not count. */
const cpuMs = (): number => process.cpuUsage().user / 1000;

/** Plays a level's other runs once, on seed 1. */
export function sideOf(level: LevelData, clock: () => number = cpuMs): Side {
  const { second } = worldOf(level, 1);
  const began = clock();
  let last = began;
  let longest = 0;
  let bars = 0;
  for (const _ of otherRuns({ file: level.file, data: level, seed: 1, second }, play)) {
    const now = clock();
    longest = Math.max(longest, now - last);
    last = now;
    bars++;
  }
  const ended = clock();
  return {
    level: level.file.id,
    bars,
    ms: Math.round(ended - began),
    longest: Math.round(Math.max(longest, ended - last)),
  };
}

/** The table as text, for a terminal. */
export const sidesText = (rows: readonly Side[]): string =>
  [
    `${'level'.padEnd(34)} bars     ms longest`,
    ...rows.map(({ level, bars, ms, longest }) =>
      [level.padEnd(34), String(bars).padStart(4), String(ms).padStart(6), String(longest).padStart(7)].join(' '),
    ),
  ].join('\n');

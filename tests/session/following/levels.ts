/**
 * Whoever does just what the tutorial says is never told what is not so, and comes to its end. These tests are long, and a
 * worker of vitest takes whole files, so they are in several: share0.test.ts and on.
 */
import { describe, expect, test } from 'vitest';
import { sharedAmong } from '../../shares.ts';
import { follow } from '../follower.ts';
import { LINES } from '../lines/index.ts';
import { idsOf, stepsIn } from '../steps.ts';

const SEEDS = [1, 2, 3, 4];
const LONG = 180_000;
/** How many files there are, each with every so-manyth level. */
const SHARES = 4;

/** Steps that a newcomer who does as told is past already: each speaks of what others do, or leave undone. */
const PASSED: Readonly<Record<string, readonly string[]>> = {
  '01-host-and-guest': [],
  '02-almost-virtual': [],
  // who mills all of it before the red comes is not told that it leaks
  '03-instruction-by-instruction': ['leak'],
  // rows were latched for everybody, and the read was served
  '04-trap-and-emulate': ['exceptRows', 'served'],
  '05-leaks': [],
  // each knob is turned once, as asked: no store is left alone that turns guilty, no place is missed, nobody made fast
  '06-binary-translation': ['guilty', 'nobody', 'faster'],
  '07-virtualize-all-the-devices': [],
  // the queue that was asked for lasts until the guests' work turns: no hand was ever idle
  '08-hypercalls': ['idle'],
  // five are as many as it was told to try
  '09-rings-and-batches': ['forty'],
  // build comes while web's fall is looked at, and takes its turn by itself
  '10-vt-x-and-amd-v': ['arrives'],
  '11-pages-in-two-dimensions': [],
  // who lets it sleep in time never polls for nobody
  '12-drivers-for-the-closed': ['vain'],
  '13-the-spectrum': [],
  '14-containers': [],
  '15-bare-metal-or-hosted': [],
  '16-sandbox-container-machine': [],
  '24-integrated-solutions': [],
};

/** The tests of one file: shares 0 … SHARES − 1. */
export function shareOfLevels(share: number): void {
  sharedAmong(import.meta.url, SHARES);

  describe.each(Object.keys(LINES).filter((_, i) => i % SHARES === share))('in %s', (level) => {
    test('every step has a claim', async () => {
      expect(Object.keys(LINES[level] ?? {})).toEqual(await idsOf(level));
    });

    test.each(SEEDS)('a newcomer does what each line says, in order (seed %i)', { timeout: LONG }, async (seed) => {
      const { order, lies, refused, done } = await follow(level, seed, { reads: 800 });
      expect(lies).toEqual([]);
      expect(refused).toEqual([]);
      expect(stepsIn(order)).toEqual((await idsOf(level)).filter((id) => !PASSED[level]?.includes(id)));
      expect(done).toBe(true);
    });

    test('a slow reader is not told anything that is no longer so', { timeout: LONG }, async () => {
      const { lies } = await follow(level, 1, { reads: 5000 });
      expect(lies).toEqual([]);
    });
  });
}

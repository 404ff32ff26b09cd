/**
 * What looking costs on a run of a million events, the kind that level 17 will be. Counted in events and copies, which are
 * the same on every machine.
 */
import { describe, expect, test } from 'vitest';
import { benchWorld } from '../../src/cli/bench.ts';
import { createForesight, FRAME_EVENTS } from '../../src/session/foresight.ts';
import { createHistory } from '../../src/session/history.ts';
import { KEYFRAME_EVENTS, KEYFRAME_SECONDS, MOST_KEYFRAMES } from '../../src/session/keyframes.ts';
import { advance, copy, fingerprint } from '../../src/sim/index.ts';

const SECONDS = 60;
const LENGTH = 610_000_000;
const SECOND = Math.round(LENGTH / SECONDS);
const FRAME = SECOND / 60;

const start = benchWorld(16, 4, LENGTH);

const historyOf = () =>
  createHistory({ create: () => copy(start), second: SECOND, heard: () => undefined, left: () => undefined });

describe('a million events', () => {
  const history = historyOf();
  /** what the world was at the end of each tenth of the run */
  const prints: string[] = [];
  const tenth = (n: number): number => Math.floor((n * LENGTH) / 10);
  for (let time = FRAME; history.world.status === 'running'; time += FRAME) {
    const until = Math.ceil(time);
    for (let next = tenth(prints.length); next <= Math.min(until, LENGTH); next = tenth(prints.length)) {
      history.advance(next);
      prints.push(fingerprint(history.world));
    }
    history.advance(Math.min(until, LENGTH));
  }
  const events = history.world.handled;
  /** how many times a keyframe was due */
  const strides = events / KEYFRAME_EVENTS + SECONDS / KEYFRAME_SECONDS;

  test('are as many as that, and keep no more moments than there is room for', () => {
    expect(events).toBeGreaterThan(1_000_000);
    expect(strides).toBeGreaterThan(MOST_KEYFRAMES);
    expect(history.looking).toEqual({ replayed: 0, keyframes: MOST_KEYFRAMES });
  });

  test('going anywhere simulates a thirtieth of them at most, and comes to the world that was there', () => {
    const most = ((2 * strides) / MOST_KEYFRAMES) * KEYFRAME_EVENTS;
    expect(most).toBeLessThan(events / 30);
    // to and fro, so that no place is near to the one before
    for (const n of [5, 1, 9, 3, 8, 0, 10, 2, 7, 4, 6]) {
      const before = history.looking.replayed;
      history.goTo(tenth(n));
      expect(history.looking.replayed - before).toBeLessThanOrEqual(most);
      expect(fingerprint(history.world)).toBe(prints[n]);
      expect(history.looking.keyframes).toBeLessThanOrEqual(MOST_KEYFRAMES);
    }
  });

  test('going a little further goes on from where one is', () => {
    history.goTo(tenth(5));
    const from = history.world.handled;
    const before = history.looking.replayed;
    history.goTo(tenth(5) + Math.ceil(FRAME));
    expect(history.looking.replayed - before).toBe(history.world.handled - from);
  });
});

test('a frame looks ahead a few hundred events further than the world goes, and is never overtaken', () => {
  const w = copy(start);
  const foresight = createForesight(SECOND);
  for (let frame = 1; frame <= 300; frame++) {
    const { handled } = w;
    const before = foresight.simulated;
    advance(w, Math.ceil(frame * FRAME));
    foresight.frame(w);
    expect(foresight.next(w)).toBeNull();
    // a cycle is never cut in two
    expect(foresight.simulated - before).toBeLessThanOrEqual(FRAME_EVENTS + (w.handled - handled) + 16);
    if (frame > 1) expect(foresight.simulated).toBeGreaterThanOrEqual(w.handled);
  }
});

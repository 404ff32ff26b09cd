import { describe, expect, it } from 'vitest';
import { createGovernor, type Governor, QUALITIES, type Quality } from '../../src/playfield/governor.ts';

/** A screen of this period on which a picture takes so long: the frame after it comes when both are over. */
type Screen = { period: number; cost(quality: Quality): number };

/** Plays so many seconds on a screen. @returns pictures per second in the last two of them */
function play(governor: Governor, { period, cost }: Screen, seconds: number, start = 0): { rate: number; now: number } {
  let now = start;
  let pictures = 0;
  while (now < start + seconds * 1000) {
    governor.frame(now);
    let takes = 0;
    if (governor.due) {
      takes = cost(governor.quality);
      governor.drew();
      if (now >= start + (seconds - 2) * 1000) pictures++;
    }
    now += period * Math.max(1, Math.ceil(takes / period));
  }
  return { rate: pictures / 2, now };
}

const level = ({ quality }: Governor): number => QUALITIES.indexOf(quality);
const HZ60 = 1000 / 60;

describe('where frames come in time, everything is drawn', () => {
  it.each([60, 75, 90, 120, 144])('on a screen of %i Hz', (hz) => {
    const governor = createGovernor();
    const { rate } = play(governor, { period: 1000 / hz, cost: () => 2 }, 20);
    expect(level(governor)).toBe(0);
    expect(rate).toBeGreaterThan(hz - 2);
  });

  it('on a screen of 144 Hz that manages every second frame', () => {
    const governor = createGovernor();
    play(governor, { period: 1000 / 144, cost: () => 12 }, 20);
    expect(level(governor)).toBe(0);
  });

  it('on a screen of 30 Hz, as soon as it is known for one', () => {
    const governor = createGovernor();
    const { rate } = play(governor, { period: 1000 / 30, cost: () => 5 }, 30);
    expect(level(governor)).toBe(0);
    expect(rate).toBeGreaterThan(28);
  });
});

describe('where frames are late', () => {
  it('less is drawn: the rate first, and no more than is needed', () => {
    const governor = createGovernor();
    play(governor, { period: HZ60, cost: () => 30 }, 20);
    expect(governor.quality).toMatchObject({ effects: true, resolution: 1 });
    expect(governor.quality.gap).toBeGreaterThan(0);
  });

  it('then effects go, and then pixels', () => {
    const seen: number[] = [];
    const governor = createGovernor();
    let now = 0;
    for (let second = 0; second < 30; second++) {
      ({ now } = play(governor, { period: HZ60, cost: () => 250 }, 1, now));
      if (seen.at(-1) !== level(governor)) seen.push(level(governor));
    }
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(level(governor)).toBe(QUALITIES.length - 1);
  });

  it('it stops where the page is quick again', () => {
    const governor = createGovernor();
    const costly = { period: HZ60, cost: ({ resolution }: Quality) => 150 * resolution ** 2 };
    play(governor, costly, 30);
    expect(governor.quality.effects).toBe(false);
    const fair = governor.quality.gap / (governor.quality.gap + costly.cost(governor.quality));
    expect(fair).toBeGreaterThan(0.5);
  });

  it('pixels are kept where frames without a picture are late, too', () => {
    const governor = createGovernor();
    play(governor, { period: 60, cost: () => 10 }, 60);
    expect(governor.quality).toMatchObject({ effects: true, resolution: 1 });
  });
});

describe('hysteresis', () => {
  it('comes back when the load is gone', () => {
    const governor = createGovernor();
    const { now } = play(governor, { period: HZ60, cost: () => 100 }, 20);
    expect(level(governor)).toBeGreaterThan(0);
    play(governor, { period: HZ60, cost: () => 3 }, 120, now);
    expect(level(governor)).toBe(0);
  });

  it('does not swing to and fro: steps up that fail are tried ever more rarely', () => {
    const governor = createGovernor();
    let now = 0;
    let steps = 0;
    let last = 0;
    for (let half = 0; half < 240; half++) {
      ({ now } = play(governor, { period: HZ60, cost: () => 45 }, 0.5, now));
      if (half >= 120 && level(governor) !== last) steps++;
      last = level(governor);
    }
    expect(steps).toBeLessThanOrEqual(8);
  });

  it('takes neither a hidden page nor a pause for late frames', () => {
    const governor = createGovernor();
    let { now } = play(governor, { period: HZ60, cost: () => 2 }, 5);
    for (let i = 0; i < 20; i++) {
      now += 3000;
      governor.frame(now);
      governor.drew();
      governor.forget();
      now += 250;
      governor.frame(now);
    }
    expect(level(governor)).toBe(0);
  });
});

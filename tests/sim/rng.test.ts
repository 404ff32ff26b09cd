import { describe, expect, it } from 'vitest';
import { draw, drawBelow, sample, stream } from '../../src/sim/rng.ts';

const N = 20_000;
const mean = (of: (n: number) => number): number =>
  Array.from({ length: N }, (_, n) => of(n)).reduce((a, b) => a + b, 0) / N;

describe('random draws', () => {
  it('are a function of stream and ordinal, pinned', () => {
    expect(stream(1, 'ledger', 'burst', 0)).toBe(stream(1, 'ledger', 'burst', 0));
    expect([0, 1, 2].map((n) => draw(stream(1, 'ledger', 'burst', 0), n))).toMatchInlineSnapshot(`
      [
        3309402980,
        2261177307,
        3967260519,
      ]
    `);
    expect(sample({ kind: 'exponential', mean: 1_000_000 }, 0x7fff_ffff)).toMatchInlineSnapshot(`692138`);
  });

  it('differ between seeds, guests and purposes', () => {
    const streams = [
      stream(1, 'a', 'x'),
      stream(2, 'a', 'x'),
      stream(1, 'b', 'x'),
      stream(1, 'a', 'y'),
      stream(1, 'ax'),
    ];
    expect(new Set(streams).size).toBe(streams.length);
  });

  it('fill their range evenly', () => {
    const counts = new Array<number>(10).fill(0);
    for (let n = 0; n < N; n++) {
      const at = drawBelow(7, n, 10);
      counts[at] = (counts[at] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - N / 10)).toBeLessThan(N / 100);
  });

  it.each([
    ['fixed', 0],
    ['uniform', 0.02],
    ['exponential', 0.02],
  ] as const)('%s bursts have the mean that was asked for', (kind, tolerance) => {
    const of = stream(3, kind);
    expect(Math.abs(mean((n) => sample({ kind, mean: 50_000 }, draw(of, n))) / 50_000 - 1)).toBeLessThanOrEqual(
      tolerance,
    );
  });

  it('are never shorter than a cycle', () => {
    for (const kind of ['fixed', 'uniform', 'exponential'] as const) expect(sample({ kind, mean: 1 }, 0)).toBe(1);
  });
});

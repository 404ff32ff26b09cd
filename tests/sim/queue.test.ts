import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createQueue, NEVER, nextSlot, setSlot } from '../../src/sim/index.ts';

/** The rule in its plainest form: the earliest time, and among equal times the lowest slot. */
function linearScan(times: readonly number[]): number {
  let best = 0;
  for (const [slot, at] of times.entries()) if (at < (times[best] ?? NEVER)) best = slot;
  return best;
}

describe('the event queue', () => {
  it('agrees with a linear scan after every change', () => {
    const changes = fc.array(fc.tuple(fc.nat(200), fc.oneof(fc.nat(40), fc.constant(NEVER))), { maxLength: 300 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 130 }), changes, (slots, moves) => {
        const queue = createQueue(slots);
        const times = new Array<number>(slots).fill(NEVER);
        for (const [wish, at] of moves) {
          const slot = wish % slots;
          times[slot] = at;
          setSlot(queue, slot, at);
          expect(nextSlot(queue)).toBe(linearScan(times));
          expect(queue.time[nextSlot(queue)]).toBe(Math.min(...times));
        }
      }),
    );
  });
});

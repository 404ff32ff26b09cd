/** A random stream of the picture's own: effects never draw from the simulation's streams. */
export type Random = () => number;

/** xorshift32; values in [0, 1). `seed` must not be 0. */
export function randomStream(seed: number): Random {
  let state = seed | 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x1_0000_0000;
  };
}

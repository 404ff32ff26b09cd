/**
 * Random draws without hidden state: the n-th draw of a stream is a hash of (stream, n).
 *
 * A stream belongs to one guest and one purpose, so what a player does can change *when* the n-th burst begins but never
 * how long it is: every player and every technique faces the same demand on one seed. Only 32-bit integer arithmetic and
 * exact double operations are used, because `Math.log` and its kin differ between engines in the last bit.
 */
import type { Cycles, Dist, Int } from './types.ts';

/** One round of avalanche: every input bit reaches every output bit. */
function mix(h: Int): Int {
  let x = h | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

/** The stream of a purpose: a hash of all its parts. */
export function stream(seed: Int, ...parts: (Int | string)[]): Int {
  let h = mix(seed ^ 0x52696e67);
  for (const part of parts) {
    const text = String(part);
    for (let i = 0; i < text.length; i++) h = mix(Math.imul(h, 31) + text.charCodeAt(i));
    h = mix(h ^ 0x2d31);
  }
  return h;
}

/** The n-th draw of a stream, 0 … 2³² − 1. */
export function draw(of: Int, n: Int): Int {
  return mix(mix(of + Math.imul(n, 0x9e3779b1)) ^ n) >>> 0;
}

/** The n-th draw of a stream, 0 … below − 1. `below` ≤ 2²⁰ keeps the bias under 1 in 4,000. */
export function drawBelow(of: Int, n: Int, below: Int): Int {
  return Math.floor((draw(of, n) / 4294967296) * below);
}

/**
 * The card at place n of an endless row of shuffled decks, each holding the cards 0 … size − 1 once. What comes when is
 * as random as with `drawBelow`; how often it comes is not, so that short runs on different seeds resemble one another.
 */
export function deal(of: Int, n: Int, size: Int): Int {
  const deck = draw(of ^ 0x6465616c, Math.floor(n / size));
  let card = n % size;
  // a Fisher-Yates shuffle followed backwards from this place: the last exchange made is undone first
  for (let i = 1; i < size; i++) {
    const other = drawBelow(deck, i, i + 1);
    if (card === i) card = other;
    else if (card === other) card = i;
  }
  return card;
}

const QUANTILES = 1024;

/**
 * Quantiles of the exponential distribution with mean 1, in 1/4096, at the middles of 1,024 equal slices.
 * −ln(1 − u) by the series of artanh after halving: additions, multiplications and divisions only.
 */
const EXPONENTIAL: readonly Int[] = (() => {
  const LN2 = 0.6931471805599453;
  const table: Int[] = [];
  for (let i = 0; i < QUANTILES; i++) {
    let y = 1 - (i + 0.5) / QUANTILES;
    let halvings = 0;
    while (y < 0.75) {
      y *= 2;
      halvings++;
    }
    const z = (y - 1) / (y + 1);
    let term = z;
    let sum = 0;
    for (let k = 1; k < 40; k += 2) {
      sum += term / k;
      term *= z * z;
    }
    table.push(Math.round((halvings * LN2 - 2 * sum) * 4096));
  }
  return table;
})();

/** A draw from a distribution, in cycles, at least 1. */
export function sample(dist: Dist, random: Int): Cycles {
  switch (dist.kind) {
    case 'fixed':
      return Math.max(1, dist.mean);
    case 'uniform':
      return 1 + Math.floor((random / 4294967296) * (2 * dist.mean - 1));
    case 'exponential':
      return Math.max(1, Math.floor(((EXPONENTIAL[random >>> 22] ?? 0) * dist.mean) / 4096));
  }
}

/**
 * Draw n of a stream from a distribution. With a deck, the draws of each deck take one turn each through as many equal
 * slices of it, in an order of the stream's.
 */
export function sampleAt(dist: Dist, of: Int, n: Int): Cycles {
  const random = draw(of, n);
  if (dist.deck === undefined) return sample(dist, random);
  return sample(dist, Math.floor((deal(of, n, dist.deck) * 4294967296 + random) / dist.deck));
}

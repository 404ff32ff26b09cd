/**
 * The fingerprint of a world: two 32-bit lanes over everything that can change, in the order in which it is declared.
 *
 * Two worlds that will behave alike have equal fingerprints, whatever engine computed them. The queue contributes its
 * times, not its inner layout; setup and program are left out, because a run's identity covers them.
 */
import type { World } from './state.ts';
import type { Int } from './types.ts';

type Lanes = { a: Int; b: Int };

function feed(lanes: Lanes, word: Int): void {
  lanes.a = Math.imul(lanes.a ^ word, 0x01000193);
  lanes.b = Math.imul(lanes.b + word, 0x85ebca6b) ^ (lanes.b >>> 15);
}

function feedNumber(lanes: Lanes, value: number): void {
  feed(lanes, value | 0);
  feed(lanes, Math.floor(value / 4294967296) | 0);
}

/** Nearly all words of a world are in its histograms. */
function feedNumbers(lanes: Lanes, values: Float64Array | Int32Array): void {
  feed(lanes, values.length);
  for (let i = 0; i < values.length; i++) feedNumber(lanes, values[i] as number);
}

function visit(lanes: Lanes, value: unknown): void {
  if (typeof value === 'number') feedNumber(lanes, value);
  else if (typeof value === 'boolean') feed(lanes, value ? 1 : 2);
  else if (typeof value === 'string') {
    feed(lanes, value.length);
    for (let i = 0; i < value.length; i++) feed(lanes, value.charCodeAt(i));
  } else if (value instanceof Float64Array || value instanceof Int32Array) feedNumbers(lanes, value);
  else if (Array.isArray(value)) {
    feed(lanes, value.length);
    for (const item of value) visit(lanes, item);
  } else if (value === null || value === undefined) feed(lanes, 0x6e756c6c);
  else for (const [key, item] of Object.entries(value)) if (key !== 'win') visit(lanes, item);
}

/** Sixteen hexadecimal digits. */
export function fingerprint(w: World): string {
  const lanes: Lanes = { a: 0x811c9dc5 | 0, b: 0x2545f491 | 0 };
  const { setup: _setup, program: _program, ...state } = w;
  visit(lanes, state);
  const hex = (lane: Int): string => ((lane ^ (lane >>> 13)) >>> 0).toString(16).padStart(8, '0');
  return hex(lanes.a) + hex(lanes.b);
}

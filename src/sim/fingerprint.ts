/**
 * The fingerprint of a world: two 32-bit lanes over everything that can change, in the order in which it is declared.
 *
 * Two worlds that will behave alike have equal fingerprints, whatever engine computed them. The queue contributes its
 * times, not its inner layout; setup and program are left out, because a run's identity covers them. Of a row of numbers
 * only those that are not zero count, each with its place: a counter of something that never happens changes nothing.
 */
import type { World } from './state.ts';
import type { Int } from './types.ts';

type Lanes = { a: Int; b: Int };
type Row = Float64Array | Int32Array | readonly unknown[];

function feed(lanes: Lanes, word: Int): void {
  lanes.a = Math.imul(lanes.a ^ word, 0x01000193);
  lanes.b = Math.imul(lanes.b + word, 0x85ebca6b) ^ (lanes.b >>> 15);
}

function feedNumber(lanes: Lanes, value: number): void {
  feed(lanes, value | 0);
  feed(lanes, Math.floor(value / 4294967296) | 0);
}

function feedText(lanes: Lanes, text: string): void {
  feed(lanes, text.length);
  for (let i = 0; i < text.length; i++) feed(lanes, text.charCodeAt(i));
}

/** Nearly all words of a world are zeros in its histograms. */
function feedRow(lanes: Lanes, row: Row): void {
  for (let i = 0; i < row.length; i++) {
    const value = row[i];
    if (value === 0) continue;
    feed(lanes, i);
    visit(lanes, value);
  }
  feed(lanes, 0x656e64);
}

function visit(lanes: Lanes, value: unknown): void {
  if (typeof value === 'number') feedNumber(lanes, value);
  else if (typeof value === 'boolean') feed(lanes, value ? 1 : 2);
  else if (typeof value === 'string') feedText(lanes, value);
  else if (value instanceof Float64Array || value instanceof Int32Array || Array.isArray(value)) feedRow(lanes, value);
  else if (value === null || value === undefined) feed(lanes, 0x6e756c6c);
  else for (const [key, item] of Object.entries(value)) if (key !== 'win') visit(lanes, item);
}

/** Sixteen hexadecimal digits. */
export function fingerprint(w: World): string {
  const lanes: Lanes = { a: 0x811c9dc5 | 0, b: 0x2545f491 | 0 };
  const { setup: _setup, program: _program, hooks: _hooks, ...state } = w;
  visit(lanes, state);
  const hex = (lane: Int): string => ((lane ^ (lane >>> 13)) >>> 0).toString(16).padStart(8, '0');
  return hex(lanes.a) + hex(lanes.b);
}

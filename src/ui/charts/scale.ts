/** Linear scales with round ticks. */

/** 1, 2 or 5 times a power of ten, such that at most `count` steps fit into `span`. */
export function roundStep(span: number, count: number): number {
  if (!(span > 0) || count < 1) return 1;
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((step) => step * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Multiples of a round step inside [from, to]. */
export function ticks(from: number, to: number, count: number): number[] {
  const step = roundStep(to - from, count);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step);
}

export type Extent = { from: number; to: number };

/** The extent of some values with a margin on both sides; values that are all alike get room around them. */
export function extentOf(values: readonly number[], margin = 0.12): Extent {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (!Number.isFinite(low)) return { from: 0, to: 1 };
  const room = high > low ? (high - low) * margin : Math.max(Math.abs(high) * margin, 1);
  return { from: low - room, to: high + room };
}

/** Where a value lies in an extent, as a fraction, not cut off at its ends. */
export function place(value: number, extent: Extent): number {
  return (value - extent.from) / (extent.to - extent.from);
}

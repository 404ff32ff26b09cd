/** Geometry of a stacked bar. */
import type { Bp, Cycles } from '../../sim/types.ts';
import { GROUPS, type Group, gather, type LedgerRow, totalOf } from './groups.ts';

/** `from` and `to` are fractions of the bar. */
export type Segment = { group: Group; cycles: Cycles; share: Bp; from: number; to: number };

/** The segments of a bar from left to right; groups on which nothing was spent, or that the legend does not name, are left out. */
export function segmentsOf(ledger: LedgerRow, named: readonly Group[] = GROUPS): Segment[] {
  const total = totalOf(ledger);
  if (total === 0) return [];
  const sums = gather(ledger);
  const segments: Segment[] = [];
  let before = 0;
  for (const group of GROUPS) {
    const cycles = sums[group];
    if (cycles === 0 || !named.includes(group)) continue;
    segments.push({
      group,
      cycles,
      share: Math.floor((cycles * 10_000) / total),
      from: before / total,
      to: (before + cycles) / total,
    });
    before += cycles;
  }
  return segments;
}

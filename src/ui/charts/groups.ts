/**
 * The eighteen categories of the ledger, gathered into the few meanings that a picture can carry at once. Each has a
 * colour, a pattern and a place in the order, the same in every chart.
 */
import { CATEGORIES, type Category, type Cycles } from '../../sim/types.ts';

export const GROUPS = [
  'useful',
  'crossing',
  'service',
  'decision',
  'switching',
  'queueing',
  'polling',
  'boot',
  'idle',
] as const;
export type Group = (typeof GROUPS)[number];

export const GROUP_OF: Readonly<Record<Category, Group>> = {
  guestUser: 'useful',
  guestKernel: 'useful',
  exitEntry: 'crossing',
  emulation: 'service',
  translation: 'service',
  shadowPaging: 'service',
  hypercall: 'service',
  backend: 'service',
  innerHypervisor: 'service',
  memory: 'service',
  hostOs: 'service',
  boot: 'boot',
  switch: 'switching',
  warmUp: 'switching',
  contention: 'queueing',
  polling: 'polling',
  decision: 'decision',
  idle: 'idle',
};

/** Colour of a group, as a token of tokens.css. */
export const COLOUR_OF: Readonly<Record<Group, string>> = {
  useful: 'var(--green)',
  crossing: 'var(--orange)',
  service: 'var(--sky)',
  decision: 'var(--red)',
  switching: 'var(--pink)',
  queueing: 'var(--yellow)',
  polling: 'var(--violet)',
  boot: 'var(--grey)',
  idle: 'var(--faint)',
};

export type LedgerRow = Readonly<Record<Category, Cycles>>;

export function totalOf(ledger: LedgerRow): Cycles {
  return CATEGORIES.reduce((sum, category) => sum + ledger[category], 0);
}

/** Cycles by group, in the order of GROUPS. */
export function gather(ledger: LedgerRow): Record<Group, Cycles> {
  const sums = Object.fromEntries(GROUPS.map((group) => [group, 0])) as Record<Group, Cycles>;
  for (const category of CATEGORIES) sums[GROUP_OF[category]] += ledger[category];
  return sums;
}

/** Under this share a group cannot be seen in a bar. */
const VISIBLE = 0.0005;

/** Groups that can be seen in at least one of the ledgers: what a legend has to name. */
export function present(ledgers: readonly LedgerRow[]): Group[] {
  const seen = ledgers.map((ledger) => ({ sums: gather(ledger), least: totalOf(ledger) * VISIBLE }));
  return GROUPS.filter((group) => seen.some(({ sums, least }) => sums[group] > least));
}

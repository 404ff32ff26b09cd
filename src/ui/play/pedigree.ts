/** Where a number comes from: the published figures that a cost of the level's machine rests on, or what was assumed. */
import { restsOn } from '../../levels/costs/recompute.ts';
import type { Basis, Cycles, Id } from '../../sim/index.ts';
import type { Figure } from '../../text/figures.ts';
import type { Text } from '../../text/index.ts';
import type { CostBook } from './doors.ts';

/** How many sources fit under a number. */
const NAMED = 2;

/** The figures under a basis, through other costs of the same model, each once. */
function figuresUnder(book: CostBook, basis: Basis, seen: Set<Id>): Figure[] {
  return restsOn(basis).flatMap((id) => {
    if (seen.has(id)) return [];
    seen.add(id);
    const figure = book.figures.get(id);
    if (figure !== undefined) return [figure];
    const cost = book.model.costs[id];
    return cost === undefined ? [] : figuresUnder(book, cost.basis, seen);
  });
}

/** Authors, place and table; the title of the paper stands in the field guide. */
const cite = ({ source, table }: Figure): string => `${source.replace(/,? '[^']*'/, '')}, ${table}`;

/** Does a cost rest on a figure of another machine, or of another operation, by itself or through another cost? */
function isCarried(book: CostBook, id: Id, seen: Set<Id> = new Set()): boolean {
  if (book.carried.includes(id)) return true;
  const basis = book.model.costs[id]?.basis;
  if (basis === undefined || seen.has(id)) return false;
  seen.add(id);
  return restsOn(basis).some((on) => isCarried(book, on, seen));
}

/** One line: published, derived from what is published of it here, carried over from elsewhere, or assumed. */
export function sourceOf(text: Text, book: CostBook, id: Id): string {
  const basis = book.model.costs[id]?.basis;
  if (basis === undefined) return '';
  if ('assumed' in basis) return text.t('machine.inspector.basis.assumed', { reason: basis.assumed });
  const sources = [...new Set(figuresUnder(book, basis, new Set()).map(cite))].slice(0, NAMED).join('; ');
  if (isCarried(book, id)) return text.t('machine.inspector.basis.carried', { source: sources });
  const key = 'figure' in basis ? 'machine.inspector.basis.figure' : 'machine.inspector.basis.formula';
  return text.t(key, { source: sources });
}

export const cyclesOf = (book: CostBook, id: Id): Cycles | null => book.model.costs[id]?.cycles ?? null;

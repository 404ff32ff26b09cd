/**
 * What it saves that a card's model stands in the monitor: an operation's path there, against the one through the door
 * between the worlds; and who makes room for whom. It is what anybody with the price list can reckon; nothing here
 * changes anything.
 */
import { guestOf, modeOf } from './access.ts';
import { costOf } from './savings.ts';
import type { World } from './state.ts';
import { type Cycles, type Int, NONE, OPS } from './types.ts';

/** By operation: cycles that guest g pays less for each while the model of card c stands inside. 0 = it does not use the card. */
export function savesInside(w: World, c: Int, g: Int): Cycles[] {
  const card = w.program.cards[c];
  if (card === undefined || card.machine !== guestOf(w, g).machine) return OPS.map(() => 0);
  const isHere = (path: Int): boolean => {
    const tests = w.program.paths[path]?.tests ?? [];
    return tests.length === 1 && tests[0]?.is === 'card.inside' && tests[0].arg === card.id && !tests[0].not;
  };
  return OPS.map((_, op) => {
    const paths = modeOf(w, g).table[op] ?? [];
    const inside = paths.find(isHere) ?? NONE;
    const outside = paths.at(-1) ?? NONE;
    // what depends on what else is under way (a batch that is taken along) is nobody's in particular
    return inside === NONE || outside === NONE ? 0 : costOf(w, outside, 0) - costOf(w, inside, 0);
  });
}

/**
 * Of models that stand inside, where so many lines are left: those that make room for `lines` more, the least `heat` first,
 * and nobody who need not. Their places in the list; null = it is not enough if all leave.
 */
export function leavingFor(lines: Int, left: Int, inside: readonly { lines: Int; heat: Int }[]): Int[] | null {
  const gone = new Set<Int>();
  let room = left;
  const byHeat = inside.map((model, i) => ({ ...model, i })).sort((a, b) => a.heat - b.heat);
  for (const model of byHeat) {
    if (room >= lines) break;
    gone.add(model.i);
    room += model.lines;
  }
  if (room < lines) return null;
  for (const model of byHeat.reverse())
    if (gone.has(model.i) && room - model.lines >= lines) {
      gone.delete(model.i);
      room -= model.lines;
    }
  return [...gone].sort((a, b) => a - b);
}

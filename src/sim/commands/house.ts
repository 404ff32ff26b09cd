/** House a card's model: in the monitor, where every line has to be trusted, or in user space, behind the door. */
import { cardIndex, carriesOf, isInside, linesLeft, moveCard } from '../mechanisms/cards.ts';
import { partsOf, priced } from '../mechanisms/handlers.ts';
import { no, type Quote, yes } from '../messages.ts';
import type { World } from '../state.ts';
import { type Id, type Int, NONE } from '../types.ts';
import type { VerbRecord } from '../verb.ts';

declare module '../messages.ts' {
  interface Commands {
    /** `instead`: the models that make room for it, if it needs room; `machine`: whose monitor, the first one's if it is not said */
    house: { card: Id; inside: boolean; instead?: readonly Id[]; machine?: Int };
  }
}
type Given = { card: Id; inside: boolean; instead?: readonly Id[]; machine?: Int };

const meant = (w: World, { card, machine = 0 }: Given): Int => cardIndex(w, machine, card);

/** Whoever makes room, each once; NONE among them = there is no such card. */
const leaving = (w: World, { inside, instead = [], machine = 0 }: Given): Int[] =>
  inside ? [...new Set(instead.map((id) => cardIndex(w, machine, id)))] : [];

/** What it takes to carry the state of every guest that is up. */
function quote(w: World, c: Given): Quote {
  const card = meant(w, c);
  const times = [card, ...leaving(w, c)].reduce((sum, one) => (one === NONE ? sum : sum + carriesOf(w, one)), 0);
  const steps = w.program.paths[w.program.cards[card]?.carry ?? NONE]?.steps ?? [];
  return priced(partsOf(w, steps, 1).map((part) => ({ ...part, cycles: part.cycles * times })));
}

export const house: VerbRecord<'house'> = {
  name: 'house',
  part: 'cards',
  grants: ['house'],
  words: { card: 'id', inside: 'flag', instead: 'ids?', machine: 'machine?' },
  can(w, c) {
    const card = meant(w, c);
    if (card === NONE) return no('noSuchCard');
    if (isInside(w, card) === c.inside) return no('cardStands');
    if (!c.inside && (c.instead ?? []).length > 0) return no('noSuchCard');
    const { lines = 0, machine = 0 } = w.program.cards[card] ?? {};
    const others = leaving(w, c);
    if (others.some((other) => !isInside(w, other))) return no('noSuchCard');
    const left = others.reduce((sum, other) => sum + (w.program.cards[other]?.lines ?? 0), linesLeft(w, machine));
    return c.inside && lines > left ? no('monitorFull', { lines, left }) : yes;
  },
  quote,
  perform(context, c) {
    for (const other of leaving(context.w, c)) moveCard(context, other, false);
    moveCard(context, meant(context.w, c), c.inside);
  },
  sample(w, pick) {
    const card = w.program.cards[pick(w.program.cards.length)];
    return card === undefined ? null : { do: 'house', card: card.id, inside: pick(2) > 0, machine: card.machine };
  },
};

/** Weight, CPU cap, page cap, call limit, freezer: five verbs of one shape. */
import { setLimit } from '../mechanisms/limits.ts';
import { type CommandName, type CommandOf, no, type Verdict, yes } from '../messages.ts';
import type { World } from '../state.ts';
import type { Int, LimitName } from '../types.ts';
import type { Pick, VerbRecord } from '../verb.ts';

type Limit = { guest: Int; value: Int };
declare module '../messages.ts' {
  interface Commands {
    setWeight: Limit;
    setCap: Limit;
    setPageCap: Limit;
    setCallLimit: Limit;
    /** 1 = frozen, 0 = thawed */
    setFreeze: Limit;
  }
}
type Name = CommandName & ('setWeight' | 'setCap' | 'setPageCap' | 'setCallLimit' | 'setFreeze');

function can(w: World, { guest: g, value }: Limit, least: Int, most: Int): Verdict {
  const guest = w.guests[g];
  if (guest === undefined || guest.stage === 'off') return no('noSuchGuest');
  if (guest.stage === 'gone') return no('dead');
  return Number.isSafeInteger(value) && value >= least && value <= most ? yes : no('outOfRange', { most });
}

/** `range`: from the least to the most that may be set; `try`: a value that makes some sense. */
const limit = <N extends Name>(
  name: N,
  of: LimitName,
  range: (w: World) => [least: Int, most: Int],
  value: (w: World, pick: Pick) => Int,
  make: (guest: Int, value: Int) => CommandOf<N>,
): VerbRecord<N> => ({
  name,
  part: 'limits',
  grants: [of],
  words: { guest: 'guest', value: 'value' },
  can: (w, c) => can(w, c, ...range(w)),
  perform: (context, c) => setLimit(context, c.guest, of, c.value),
  sample: (w, pick) => make(pick(w.guests.length), value(w, pick)),
});

const COUNT: [Int, Int] = [0, 2 ** 31];
const pagesOf = (w: World): Int => w.setup.machines[0]?.shared?.cachePages ?? 0;

export const setWeight = limit(
  'setWeight',
  'weight',
  () => [1, 65_536],
  (_, pick) => 64 << pick(6),
  (guest, value) => ({ do: 'setWeight', guest, value }),
);
export const setCap = limit(
  'setCap',
  'cap',
  (w) => [0, 10_000 * w.pcpus.length],
  (_, pick) => 2_500 * pick(9),
  (guest, value) => ({ do: 'setCap', guest, value }),
);
export const setPageCap = limit(
  'setPageCap',
  'pageCap',
  () => COUNT,
  (w, pick) => Math.floor((pagesOf(w) * pick(5)) / 8),
  (guest, value) => ({ do: 'setPageCap', guest, value }),
);
export const setCallLimit = limit(
  'setCallLimit',
  'callLimit',
  () => COUNT,
  (_, pick) => 32 * pick(9),
  (guest, value) => ({ do: 'setCallLimit', guest, value }),
);
const freezer = limit(
  'setFreeze',
  'freeze',
  () => [0, 1],
  (_, pick) => pick(2),
  (guest, value) => ({ do: 'setFreeze', guest, value }),
);
/** Who has asked to enter is not frozen: it would be let in for nothing. It can be shown out (evict). */
export const setFreeze: typeof freezer = {
  ...freezer,
  can: (w, c) => (w.setup.guests[c.guest]?.enters === undefined ? freezer.can(w, c) : no('visits')),
};

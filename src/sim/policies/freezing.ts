/**
 * Looking after containers without asking what is short: whoever works by batch is frozen, whoever visits is shown out.
 *
 * The lazy style, and a fair one to try: a freezer is right whatever the trouble is. Since it only puts off, it has to be
 * opened again before its tenant's patience is gone.
 */
import { limitsOf } from '../mechanisms/limits.ts';
import type { Command } from '../messages.ts';
import { patienceAt } from '../mood.ts';
import type { Int } from '../types.ts';
import { door } from './containers.ts';
import type { Look } from './robot.ts';
import { watch } from './watching.ts';

const roleIs = ({ w }: Look, g: Int, role: string): boolean => w.setup.guests[g]?.role === role;

/** Patience of guest g in percent. */
function patienceOf({ w }: Look, g: Int): Int {
  const whole = w.setup.guests[g]?.goal?.patience ?? 0;
  return whole === 0 ? 100 : Math.floor((100 * patienceAt(w, g, w.now)) / whole);
}

/** Every service is given `weights` times its weight, at once and for good. */
const favour = ({ w, params: { weights = 1 } }: Look): Command[] =>
  w.setup.guests.flatMap(({ role, weight }, g): Command[] =>
    weights > 1 && role === 'service' && w.guests[g]?.weight === weight
      ? [{ do: 'setWeight', guest: g, value: weights * weight }]
      : [],
  );

/**
 * params: `weights`; `thaw`, `freeze`: percent of patience at which a batch tenant is thawed, and above which it is frozen; `always`:
 * 1 = also while nobody suffers; `evict`: 1 = while a service suffers, whoever visits is shown out; else as `containers`.
 */
export function freezing(look: Look): Command | readonly Command[] | null {
  const { w, params } = look;
  watch(look);
  const { thaw = 40, freeze = 75, always = 0, evict = 0 } = params;
  const weighed = favour(look);
  if (weighed.length > 0) return weighed;
  const up = w.guests.flatMap(({ stage }, g) => (stage === 'up' ? [g] : []));
  const suffers = up.some((g) => roleIs(look, g, 'service') && w.guests[g]?.mood === 'drain');
  const batch = up.filter((g) => roleIs(look, g, 'batch'));
  const moves = batch.flatMap((g): Command[] => {
    const isFrozen = limitsOf(w, g).freeze > 0;
    const patience = patienceOf(look, g);
    const wanted = isFrozen ? patience > thaw : (always === 1 || suffers) && patience >= freeze;
    return wanted === isFrozen ? [] : [{ do: 'setFreeze', guest: g, value: wanted ? 1 : 0 }];
  });
  if (moves.length > 0) return moves;
  const visitor = evict === 1 && suffers ? up.findLast((g) => w.setup.guests[g]?.enters !== undefined) : undefined;
  if (visitor !== undefined) return { do: 'evict', guest: visitor };
  return door(look);
}

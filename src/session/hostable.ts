/** The share of the asked time that can be hosted by the end of the run. */
import { askedByEnd, type Bp, hostedByEnd, type Int, NONE, type World } from '../sim/index.ts';

const FULL: Bp = 10_000;

/** … if all come in who have not come yet, or ask. @param but this one */
export function hostableBut(w: World, but: Int = NONE): Bp {
  const all = w.guests.reduce((sum, _, g) => sum + askedByEnd(w, g), 0);
  const come = w.guests.reduce(
    (sum, { stage }, g) => (g !== but && (stage === 'off' || stage === 'asking') ? sum + askedByEnd(w, g) : sum),
    0,
  );
  return Math.min(FULL, hostedByEnd(w) + Math.floor((FULL * come) / Math.max(1, all)));
}

/** Rewinding goes from decision to decision: which one lies before, and where a run stands among them. */
import type { Cycles } from '../../sim/index.ts';

/** The decisions that can be gone back to from `now`, the start of the level included, ascending. */
export function stopsBefore(moments: readonly Cycles[], now: Cycles): Cycles[] {
  const before = moments.filter((at) => at > 0 && at < now);
  return [0, ...before];
}

/** The way "back by so much" leads: to a decision that lies up to a fifth of the way further back, else exactly so far. */
export function stopAt(moments: readonly Cycles[], now: Cycles, span: Cycles): Cycles {
  const wanted = Math.max(0, now - span);
  const near = stopsBefore(moments, now).findLast((at) => at <= wanted);
  return near !== undefined && wanted - near <= span / 5 ? near : wanted;
}

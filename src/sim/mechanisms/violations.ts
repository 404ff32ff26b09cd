/** Violations: an instruction that should have trapped and did not, or an attack that took effect. They are counted. */
import { type Context, guestOf, taskOf } from '../access.ts';
import type { Mechanism } from '../mechanism.ts';
import { EFFECT } from '../program.ts';
import type { Mix, World } from '../state.ts';
import { type Int, NONE } from '../types.ts';

/** A sensitive instruction ran in silence, and its guest went on with a wrong idea of its machine. */
function leak({ w, sink }: Context, t: Int): void {
  const { guest, site } = taskOf(w, t);
  guestOf(w, guest).violations++;
  sink?.({ type: 'leaked', at: w.now, guest, cause: 'leak', site });
}

/** How often a guest with this mix would leak under a mode, in a million cycles of its own instructions. */
export function leaksIn(w: World, mode: Int, { ops }: Mix): number {
  const table = w.program.modes[mode]?.table ?? [];
  const leaks = (path: Int | undefined): boolean =>
    (w.program.paths[path ?? NONE]?.steps ?? []).some(
      ({ kind, arg }) => kind === EFFECT && w.hooks.effects[arg] === leak,
    );
  return ops.reduce((sum, n, op) => sum + (n > 0 && leaks(table[op]?.[0]) ? n : 0), 0);
}

export const violations: Mechanism = {
  id: 'violations',
  effects: {
    leak,
    violate: ({ w, sink }, t) => {
      const { guest } = taskOf(w, t);
      guestOf(w, guest).violations++;
      sink?.({ type: 'violated', at: w.now, guest, cause: 'attack' });
    },
  },
};

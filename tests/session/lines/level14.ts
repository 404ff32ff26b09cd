import type { Command, Id } from '../../../src/sim/index.ts';
import type { Lines } from './reading.ts';

/** Cycles after which the meters of level 14 show a change: a second of play. */
const SEEN = 24_000_000;

export const LEVEL_14: Lines = {
  door: {
    claim: (view, { guest }) => view.guests[guest ?? -1]?.stage === 'asking',
    act: ({ about, session }) => {
      const admit = (mode: Id): Command => ({ do: 'admit', guest: about.guest ?? -1, mode });
      return session.can(admit('container')).ok ? admit('container') : admit('hardwareAssisted2');
    },
  },
  look: { claim: (view) => view.parts.sharedKernel !== null },
  short: {
    claim: (view, { guest }) =>
      (view.parts.pageCache?.missRate ?? 0) > 1500 &&
      (view.parts.episodes?.now ?? []).some((one) => one.kind === 'cacheFlood' && one.guest === guest),
    act: ({ about, session }) => ({
      do: 'setPageCap',
      guest: about.guest ?? -1,
      value: session.level.setup.guests[about.guest ?? -1]?.pages ?? 0,
    }),
  },
  lift: {
    claim: (view, { guest }) =>
      (view.guests[guest ?? -1]?.limits.pageCap ?? 0) > 0 &&
      !(view.parts.episodes?.now ?? []).some(
        (one) => one.kind === 'cacheFlood' && one.guest === guest && view.now > one.since + SEEN,
      ),
    act: ({ about }) => ({ do: 'setPageCap', guest: about.guest ?? -1, value: 0 }),
  },
};

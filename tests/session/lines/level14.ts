import type { Command, Id } from '../../../src/sim/index.ts';
import type { Lines } from './reading.ts';

/** Cycles after which the meters of level 14 show a change: a second of play. */
const SEEN = 24_000_000;

const isFlood = ({ kind }: { kind: string }): boolean => kind === 'cacheFlood';

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
    claim: (view) => (view.parts.pageCache?.missRate ?? 0) > 1500 && (view.parts.episodes?.now ?? []).some(isFlood),
    // the towers show it: whose level stands highest above its mark
    act: ({ view, session }) => {
      const { guests } = session.level.setup;
      const pages = view.parts.pageCache?.pages ?? 1;
      const over = (g: number): number => (view.guests[g]?.share.cache ?? 0) / 10_000 - (guests[g]?.pages ?? 0) / pages;
      const [most = -1] = view.guests.map(({ index }) => index).sort((a, b) => over(b) - over(a));
      return { do: 'setPageCap', guest: most, value: guests[most]?.pages ?? 0 };
    },
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

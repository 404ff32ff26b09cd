import type { View } from '../../../src/session/index.ts';
import type { Command, Int } from '../../../src/sim/index.ts';
import { NEVER } from '../../../src/sim/types.ts';
import type { Lines, Moment } from './reading.ts';

const siteAt = (view: View, { guest, site }: { guest?: Int; site?: Int }) =>
  view.parts.leaks?.guests[guest ?? -1]?.[site ?? -1] ?? null;

const treat =
  (how: 'patched' | 'translated') =>
  ({ view, about }: Moment): Command | null => {
    const site = siteAt(view, about);
    return site === null ? null : { do: 'treat', guest: about.guest ?? -1, site: site.site, how };
  };

export const LEVEL_05: Lines = {
  lost: {
    claim: (view, about) => {
      const { leak, how, left = NEVER } = siteAt(view, about) ?? {};
      return leak === 'loses' && how === 'left' && left < NEVER;
    },
    act: treat('patched'),
  },
  patched: { claim: (view, about) => siteAt(view, about)?.how === 'patched' },
  tells: {
    claim: (view, about) => siteAt(view, about)?.leak === 'tells' && siteAt(view, about)?.how === 'left',
    act: treat('patched'),
  },
  paid: {
    claim: (view, about) => {
      const { how, paid = 0 } = siteAt(view, about) ?? {};
      return how === 'patched' && paid >= 10_000;
    },
    act: treat('translated'),
  },
  written: { claim: (view, about) => siteAt(view, about)?.how === 'translated' },
  rush: { claim: ({ status }) => status === 'running' },
};

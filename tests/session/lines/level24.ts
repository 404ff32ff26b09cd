import type { View } from '../../../src/session/index.ts';
import type { Id, Int } from '../../../src/sim/index.ts';
import { letIn, STRANGERS } from './level16.ts';
import type { Lines, Moment } from './reading.ts';

const bare = (view: View): Int => view.parts.platforms?.hosts.findIndex(({ platform }) => platform === '') ?? -1;
const asks = (view: View, guest: Int | undefined): boolean => view.guests[guest ?? -1]?.stage === 'asking';

const install =
  (platform: Id) =>
  ({ view }: Moment) =>
    ({ do: 'setPlatform', machine: bare(view), platform }) as const;

export const LEVEL_24: Lines = {
  one: {
    claim: (view) => view.parts.platforms?.whole === false && view.guests.some(({ stage }) => stage === 'up'),
    act({ session }) {
      session.lookAt(null);
      return null;
    },
  },
  empty: { claim: (view) => bare(view) >= 0, act: install('kvmLxc') },
  other: { claim: (view) => bare(view) >= 0, act: install('xen') },
  door: { claim: (view, { guest }) => asks(view, guest), act: letIn },
  ...STRANGERS,
  turns: { claim: (view, { box }) => (view.parts.platforms?.hosts[box ?? -1]?.tenants.length ?? 0) >= 3 },
  last: {
    claim: (view) => {
      const coming = view.parts.platforms?.coming ?? [];
      return coming.length > 0 && coming.every(({ trust }) => trust === 'own');
    },
  },
};

import type { View } from '../../../src/session/index.ts';
import { type Way, wayOf } from '../../../src/session/parts/mixer.ts';
import type { Command, Id, Int } from '../../../src/sim/index.ts';
import type { Lines, Moment } from './reading.ts';

const SECOND = 42_000_000;

const mixerOf = (view: View, guest: Int | undefined) => view.parts.mixer?.mixers.find((one) => one.guest === guest);
const gearOf = (view: View, guest: Int | undefined) => view.parts.modes?.gears.find((gear) => gear.guest === guest);

const asks = (view: View, guest: Int | undefined): boolean => view.guests[guest ?? -1]?.stage === 'asking';

/** Of what a guest may have, the fastest for its load. */
function best(view: View, guest: Int | undefined): Way | undefined {
  const ways = mixerOf(view, guest)?.ways.filter(({ why }) => why === null) ?? [];
  return [...ways].sort((a, b) => b.now.speed - a.now.speed || a.machine - b.machine)[0];
}

/** Let in as what its load does best under. */
export function admit({ view, about: { guest = -1 } }: Omit<Moment, 'session'>): Command | null {
  const way = best(view, guest);
  return way === undefined ? null : { do: 'admit', guest, mode: way.mode, machine: way.machine };
}

function restart({ view, about: { guest = -1 } }: Moment): Command | null {
  const way = best(view, guest);
  return way === undefined ? null : { do: 'setMode', guest, mode: way.mode, machine: way.machine };
}

const stands = (view: View, guest: Int | undefined): Id => {
  const mixer = mixerOf(view, guest);
  return mixer === undefined ? '' : (wayOf(mixer)?.mode ?? '');
};

export const LEVEL_13: Lines = {
  door: { claim: (view, { guest }) => asks(view, guest), act: admit },
  boots: { claim: (view) => view.guests.some(({ stage }) => stage === 'starting' || stage === 'up') },
  faders: { claim: (view) => (view.parts.mixer?.mixers.length ?? 0) > 0 },
  closed: { claim: (view, { guest }) => asks(view, guest), act: admit },
  short: { claim: (view, { guest }) => asks(view, guest), act: admit },
  crowd: {
    claim: (view) => (view.parts.mixer?.crowd ?? []).some(({ guests, pcpus }) => guests >= pcpus),
  },
  late: {
    claim: (view, { guest }) => {
      const mixer = mixerOf(view, guest);
      const own = mixer === undefined ? undefined : wayOf(mixer);
      return own !== undefined && (best(view, guest)?.now.speed ?? 0) - own.now.speed >= 2000;
    },
    act: restart,
  },
  turn: {
    claim: (view, { guest }) => {
      const [present, next] = gearOf(view, guest)?.ahead ?? [];
      return next !== undefined && (present?.left ?? 0) < 4 * SECOND;
    },
  },
  last: {
    claim: (view, { guest }) => {
      const { mapping = 0, misses = 0 } = gearOf(view, guest)?.blocks ?? {};
      return stands(view, guest) === 'paravirtual' && mapping > misses;
    },
  },
  rush: { claim: (view) => view.now >= 100 * SECOND },
};

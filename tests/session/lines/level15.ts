import type { View } from '../../../src/session/index.ts';
import { type HostWay, wayOn } from '../../../src/session/parts/hosts.ts';
import type { Command, Int } from '../../../src/sim/index.ts';
import type { Lines, Moment } from './reading.ts';

const SECOND = 12_000;
const FIRST = 'hostFirst';

const hostsOf = (view: View, guest: Int | undefined) => view.parts.hosts?.guests.find((one) => one.guest === guest);
const asks = (view: View, guest: Int | undefined): boolean => view.guests[guest ?? -1]?.stage === 'asking';

/** Of the hosts to which a guest may go, the one that does its load fastest. */
function best(view: View, guest: Int | undefined): HostWay | undefined {
  const ways = hostsOf(view, guest)?.ways.filter(({ why }) => why === null) ?? [];
  return [...ways].sort((a, b) => b.speed - a.speed)[0];
}

/** Let in where its load is done fastest. */
export function admit({ view, about: { guest = -1 } }: Omit<Moment, 'session'>): Command | null {
  const way = best(view, guest);
  return way === undefined ? null : { do: 'admit', guest, mode: way.mode, machine: way.machine };
}

function move({ view, about: { guest = -1 } }: Moment): Command | null {
  const way = best(view, guest);
  return way === undefined ? null : { do: 'setMode', guest, mode: way.mode, machine: way.machine };
}

const turn = (value: Int) => (): Command => ({ do: 'setKnob', knob: FIRST, value });

export const LEVEL_15: Lines = {
  door: { claim: (view, { guest }) => asks(view, guest), act: admit },
  went: { claim: (view) => view.guests.some(({ stage, role }) => stage === 'up' && role === 'applicant') },
  own: { claim: (view) => view.parts.hostWork?.first === true, act: turn(0) },
  device: {
    claim: (view, { guest }) =>
      asks(view, guest) && hostsOf(view, guest)?.ways.filter(({ why }) => why === 'noDriver').length === 1,
    act: admit,
  },
  turn: {
    claim: (view, { guest }) => {
      const one = hostsOf(view, guest);
      const own = one && wayOn(one, one.on);
      return own !== undefined && (best(view, guest)?.speed ?? 0) - own.speed >= 1000;
    },
    act: move,
  },
  late: {
    claim: ({ parts: { hostWork } }) => hostWork !== null && !hostWork.first && 4 * hostWork.oldest > hostWork.soon,
    act: turn(1),
  },
  again: { claim: (view) => view.parts.hostWork?.first === true, act: turn(0) },
  rush: { claim: (view) => view.now >= 88 * SECOND },
};

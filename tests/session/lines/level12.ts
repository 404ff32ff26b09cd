import type { View } from '../../../src/session/index.ts';
import type { Command } from '../../../src/sim/index.ts';
import type { Lines, Moment } from './reading.ts';

const pollOf = (view: View, guest: number | undefined) => view.parts.polling?.guests[guest ?? -1] ?? null;
const driverOf = (view: View, guest: number | undefined) => view.parts.drivers?.guests[guest ?? -1] ?? null;

/** The shortest look that its last halt would have fitted into. */
function lookLonger({ view, about }: Moment): Command | null {
  const lasted = pollOf(view, about.guest)?.last.at(-1)?.lasted ?? 0;
  const value = view.parts.polling?.values.find((one) => one >= lasted);
  return value === undefined || about.guest === undefined
    ? null
    : { do: 'setKnob', knob: 'poll.window', guest: about.guest, value };
}

const sleep = ({ about }: Moment): Command => ({
  do: 'setKnob',
  knob: 'poll.window',
  guest: about.guest ?? -1,
  value: 0,
});

export const LEVEL_12: Lines = {
  sleeps: {
    claim: (view, { guest }) => {
      const halt = pollOf(view, guest)?.last.at(-1);
      return halt?.end === 'slept' && halt.lasted <= 63_000;
    },
    act: lookLonger,
  },
  caught: { claim: (view, { guest }) => (pollOf(view, guest)?.found ?? 0) > 0 },
  knocks: {
    claim: (view, { guest }) => {
      const one = driverOf(view, guest);
      return one !== null && !one.has && one.traffic.of === 12;
    },
  },
  driver: {
    claim: (view, { guest }) => driverOf(view, guest)?.has === false,
    act: ({ about }) => ({ do: 'install', guest: about.guest ?? -1, driver: 'nic' }),
  },
  fetch: { claim: (view, { guest }) => driverOf(view, guest)?.due === true },
  shifts: {
    claim: (view, { guest }) => {
      const { every, next } = pollOf(view, guest)?.asked ?? { every: 0, next: 0 };
      return next > every;
    },
    act: sleep,
  },
  letter: { claim: (view, { guest }) => (driverOf(view, guest)?.traffic.letters ?? 0) > 0 },
  vain: {
    claim: (view, { guest }) => {
      const poll = pollOf(view, guest);
      return poll !== null && poll.pcpu >= 0 && poll.last.slice(-2).every(({ lasted }) => lasted > poll.window);
    },
    act: sleep,
  },
  tooLong: {
    claim: (view, { guest }) => {
      const one = driverOf(view, guest);
      return one !== null && !one.has && one.away > one.bears;
    },
  },
  rush: { claim: ({ status }) => status === 'running' },
};

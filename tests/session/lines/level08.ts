import type { PartView } from '../../../src/session/parts/porting.ts';
import type { Command } from '../../../src/sim/index.ts';
import { indexOf, type Lines, type Moment } from './reading.ts';

type View = Moment['view'];

const kernelsOf = (view: View) => (view.parts.porting?.kernels ?? []).filter(({ closed }) => !closed);

const partsOf = (view: View) =>
  kernelsOf(view).flatMap(({ id, parts }) => parts.map((part) => ({ kernel: id, ...part })));

const inQueue = (view: View): number => partsOf(view).filter(({ place }) => place > 0).length;

/** What a part would save soon, per time that it takes. */
const worth = ({ ahead, left }: PartView): number =>
  ahead.reduce((sum, { from, to, saves }) => sum + saves * Math.max(0, to - Math.max(from, left)), 0) /
  Math.max(1, left);

/** The part that would save most for its time, of those that nobody has asked for. */
function writeBest({ view }: Moment): Command | null {
  const open = partsOf(view).filter(({ state }) => state === 'open');
  const [best] = [...open].sort((a, b) => worth(b) - worth(a));
  return best === undefined ? null : { do: 'port', kernel: best.kernel, call: best.call };
}

const restartOf = (view: View, guest: number | undefined) =>
  kernelsOf(view)
    .flatMap(({ restarts }) => restarts)
    .find((one) => one.guest === guest);

/** Whoever waits to boot goes next on the first processor. */
const bootNext = ({ view }: Moment): Command | null => {
  const waits = view.guests.find(({ stage, vcpus }) => stage === 'booting' && vcpus[0]?.state === 'ready');
  return waits === undefined ? null : { do: 'deck', task: waits.vcpus[0]?.task ?? -1, pcpu: 0 };
};

export const LEVEL_08: Lines = {
  dispatcher: { claim: (view) => view.pcpus.every(({ on }) => on) },
  which: { claim: (view) => inQueue(view) === 0, act: writeBest },
  queue: { claim: (view) => inQueue(view) > 0, act: writeBest },
  signs: { claim: (view) => (view.parts.porting?.turns.length ?? 0) > 0 },
  written: {
    claim: (view, { guest }) => restartOf(view, guest) !== undefined,
    act: ({ about }) => ({ do: 'restart', guest: about.guest ?? -1 }),
  },
  boots: { claim: (view) => view.guests.some(({ stage }) => stage === 'booting'), act: bootNext },
  batch: { claim: (view) => partsOf(view).some(({ state }) => state === 'written') },
  strip: { claim: (view) => partsOf(view).some(({ ahead }) => ahead.length > 0) },
  owing: {
    claim: (view, { guest = -1 }) => (view.parts.answers?.asked[guest] ?? view.now) < view.now,
    act: ({ view, about }) => {
      const task = view.guests[about.guest ?? -1]?.vcpus[0]?.task ?? -1;
      return about.pcpu === undefined ? null : { do: 'place', task, pcpu: about.pcpu };
    },
  },
  opening: {
    claim: (view, { guest = -1, kernel }) =>
      view.guests[guest]?.present === false &&
      kernelsOf(view).some(({ id, guests, coming }) => id === kernel && guests.includes(guest) && coming.length > 0),
  },
  newcomer: {
    claim: (view, { guest }) => guest === indexOf(view, 'chat') && view.guests[guest]?.present === true,
  },
  idle: {
    claim: (view) => inQueue(view) === 0 && partsOf(view).some(({ state }) => state !== 'written'),
    act: writeBest,
  },
};

import type { View } from '../../../src/session/index.ts';
import type { Command, Id, Int } from '../../../src/sim/index.ts';
import { anyReady, indexOf, isIn, isReady, type Lines, type Moment, place } from './reading.ts';

const WHOLE = 'interpreted';

const LOOSE = 'hybrid';

/** A stretch that takes a processor less is short beside the first ones, which take half a minute together. */
const SHORT = 200_000;

const gearOf = (view: View, guest: Int | undefined) => view.parts.modes?.gears.find((gear) => gear.guest === guest);

const isUnder = (view: View, guest: Int | undefined, mode: Id): boolean => {
  const gear = gearOf(view, guest);
  return gear !== undefined && !gear.changing && gear.mode === mode && gear.chosen === mode;
};

/** of its instructions lately, most are of its programs, or of its kernel */
const mostly = (view: View, guest: Int | undefined, whose: 'calls' | 'mapping'): boolean => {
  const blocks = gearOf(view, guest)?.blocks;
  return blocks != null && blocks[whose] > 500;
};

const turnTo =
  (mode: Id) =>
  ({ about }: Moment): Command => ({ do: 'setMode', guest: about.guest ?? -1, mode });

/** In the place of whoever is on the first processor. */
const preempt = ({ view, about }: Moment): Command => place({ about: { ...about, pcpu: 0 }, view });

const leakOf = (view: View, guest: Int | undefined, n: Int): boolean => gearOf(view, guest)?.ahead[n]?.leaks === true;

export const LEVEL_03: Lines = {
  lever: {
    claim: (view, { guest }) => isUnder(view, guest, WHOLE) && mostly(view, guest, 'calls'),
    act: turnTo(LOOSE),
  },
  engine: { claim: (view, { guest }) => gearOf(view, guest)?.changing === true },
  past: {
    claim: (view, { guest }) => {
      const mill = view.parts.modes?.mills.find((one) => one.guest === guest);
      return isUnder(view, guest, LOOSE) && (mill === undefined || (mill.past > 0 && mill.busy > 0));
    },
  },
  kernel: {
    claim: (view, { guest }) => isUnder(view, guest, LOOSE) && mostly(view, guest, 'mapping'),
    act: turnTo(WHOLE),
  },
  programs: {
    claim: (view, { guest }) => isUnder(view, guest, WHOLE) && mostly(view, guest, 'calls'),
    act: turnTo(LOOSE),
  },
  arrives: { claim: (view, { guest }) => guest === indexOf(view, 'draw') && isReady(view, guest) },
  slices: { claim: anyReady, act: preempt },
  screen: {
    claim: (view, { guest }) =>
      isUnder(view, guest, WHOLE) && (gearOf(view, guest)?.ahead ?? []).some(({ blocks }) => blocks.faults > 0),
    act: turnTo(LOOSE),
  },
  soon: { claim: (view, { guest }) => leakOf(view, guest, 1) && !leakOf(view, guest, 0), act: turnTo(WHOLE) },
  leak: { claim: (view, { guest }) => leakOf(view, guest, 0), act: turnTo(WHOLE) },
  foreign: {
    claim: (view, { guest }) => gearOf(view, guest)?.stuck === 'foreignCode' && isIn(view, 'bank', 'running'),
  },
  request: { claim: (view, { guest }) => guest === indexOf(view, 'bank') && isReady(view, guest), act: preempt },
  rush: {
    claim: (view) => {
      const coming = (view.parts.modes?.gears ?? []).flatMap(({ byClock, ahead }) => (byClock ? [] : ahead.slice(1)));
      return 2 * coming.filter(({ drawn }) => drawn < SHORT).length > coming.length;
    },
  },
};

import type { View } from '../../../src/session/index.ts';
import type { Command, Id, Int } from '../../../src/sim/index.ts';
import { anyReady, indexOf, isIn, isReady, type Lines, type Moment, place } from './reading.ts';

const TRANSLATE = 'binaryTranslation';

const HARDWARE = 'hardwareAssisted1';

/** A phase that lasts less is short beside the first ones. */
const SHORT = 40_000;

const gearOf = (view: View, guest: Int | undefined) => view.parts.modes?.gears.find((gear) => gear.guest === guest);

const isUnder = (view: View, guest: Int | undefined, mode: Id): boolean => {
  const gear = gearOf(view, guest);
  return gear !== undefined && !gear.changing && gear.mode === mode && gear.chosen === mode;
};

const speedIn = (view: View, guest: Int | undefined): number => gearOf(view, guest)?.speed ?? Number.NaN;

const mayTurn = (view: View, guest: Int | undefined): boolean => (gearOf(view, guest)?.modes.length ?? 0) > 1;

const turnTo =
  (mode: Id) =>
  ({ about }: Moment): Command => ({ do: 'setMode', guest: about.guest ?? -1, mode });

/** In the place of whoever is on the first processor. */
const preempt = ({ view, about }: Moment): Command => place({ about: { ...about, pcpu: 0 }, view });

export const LEVEL_10: Lines = {
  lever: {
    claim: (view, { guest }) => gearOf(view, guest)?.mode === TRANSLATE && mayTurn(view, guest),
    act: turnTo(HARDWARE),
  },
  engine: { claim: (view, { guest }) => gearOf(view, guest)?.changing === true },
  shine: { claim: (view, { guest }) => isUnder(view, guest, HARDWARE) && speedIn(view, guest) > 9000 },
  blocks: { claim: (view) => (view.parts.modes?.gears ?? []).some(({ blocks }) => blocks !== null) },
  turn: {
    claim: (view, { guest }) => {
      const { ahead = [], byClock } = gearOf(view, guest) ?? {};
      return byClock === false && ahead.length > 1 && (ahead[0]?.left ?? 0) < 12_000;
    },
  },
  calls: {
    claim: (view, { guest }) => {
      const { calls = 0, mapping = 0, faults = 0 } = gearOf(view, guest)?.blocks ?? {};
      return isUnder(view, guest, TRANSLATE) && calls > mapping + faults;
    },
    act: turnTo(HARDWARE),
  },
  fall: { claim: (view, { guest }) => isUnder(view, guest, HARDWARE) && speedIn(view, guest) < 5000 },
  back: {
    claim: (view, { guest }) => isUnder(view, guest, HARDWARE) && speedIn(view, guest) < 5000,
    act: turnTo(TRANSLATE),
  },
  arrives: { claim: (view, { guest }) => guest === indexOf(view, 'build') && isReady(view, guest) },
  slices: { claim: anyReady, act: preempt },
  newcomer: { claim: (view) => isIn(view, 'db', 'running') },
  rush: {
    claim: (view) => {
      const coming = (view.parts.modes?.gears ?? []).flatMap(({ byClock, ahead }) => (byClock ? [] : ahead.slice(1)));
      return 2 * coming.filter(({ lasts }) => lasts < SHORT).length > coming.length;
    },
  },
};

import type { View } from '../../../src/session/index.ts';
import type { Command, Id, Int } from '../../../src/sim/index.ts';
import { anyReady, isIn, type Lines, type Moment, place } from './reading.ts';

const SHADOW = 'shadowPaging';
const NESTED = 'nestedPaging';
const KNOB = 'pages.large';
const WHOLE = 2;

/** A phase that lasts less is short beside the first ones. */
const SHORT = 62_000;

const gearOf = (view: View, guest: Int | undefined) => view.parts.modes?.gears.find((gear) => gear.guest === guest);
const blocksOf = (view: View, guest: Int | undefined) =>
  gearOf(view, guest)?.blocks ?? { calls: 0, misses: 0, mapping: 0, faults: 0 };

const isUnder = (view: View, guest: Int | undefined, mode: Id): boolean => {
  const gear = gearOf(view, guest);
  return gear !== undefined && !gear.changing && gear.mode === mode && gear.chosen === mode;
};

const hasLarge = (view: View, guest: Int | undefined): boolean =>
  (view.parts.knobs?.find(({ knob }) => knob === KNOB)?.stands[guest ?? -1] ?? 0) > 0;

const turnTo =
  (mode: Id) =>
  ({ about }: Moment): Command => ({ do: 'setMode', guest: about.guest ?? -1, mode });

const deal =
  (value: Int) =>
  ({ about }: Moment): Command => ({ do: 'setKnob', knob: KNOB, value, guest: about.guest ?? -1 });

/** In the place of whoever is on the first processor. */
const preempt = ({ view, about }: Moment): Command => place({ about: { ...about, pcpu: 0 }, view });

export const LEVEL_11: Lines = {
  grid: {
    claim: (view, { guest }) => isUnder(view, guest, SHADOW) && blocksOf(view, guest).mapping > 0,
    act: turnTo(NESTED),
  },
  nested: { claim: (view, { guest }) => isUnder(view, guest, NESTED) },
  torn: {
    claim: (view, { guest }) =>
      !hasLarge(view, guest) && blocksOf(view, guest).misses >= 100 && blocksOf(view, guest).mapping >= 100,
    act: deal(WHOLE),
  },
  large: { claim: (view) => view.guests.some(({ index }) => hasLarge(view, index)) },
  blocks: { claim: (view) => (view.parts.modes?.gears ?? []).some(({ blocks }) => blocks !== null) },
  arrives: { claim: (view) => isIn(view, 'db', 'running') },
  misses: {
    claim: (view, { guest }) => {
      const { misses, mapping, faults } = blocksOf(view, guest);
      return isUnder(view, guest, NESTED) && misses > mapping + faults;
    },
    act: turnTo(SHADOW),
  },
  short: {
    claim: (view, { guest }) => isUnder(view, guest, SHADOW) && (view.parts.tlb?.[guest ?? -1]?.steps ?? 9) <= 4,
  },
  hoards: { claim: (view, { guest }) => hasLarge(view, guest), act: deal(0) },
  turn: {
    claim: (view, { guest }) => {
      const { ahead = [], byClock } = gearOf(view, guest) ?? {};
      return byClock === false && ahead.length > 1 && (ahead[0]?.left ?? 0) < 25_000;
    },
  },
  slices: { claim: anyReady, act: preempt },
  rush: {
    claim: (view) => {
      const coming = (view.parts.modes?.gears ?? []).flatMap(({ byClock, ahead }) => (byClock ? [] : ahead.slice(1)));
      return 2 * coming.filter(({ lasts }) => lasts < SHORT).length > coming.length;
    },
  },
};

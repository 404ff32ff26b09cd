import type { View } from '../../../src/session/index.ts';
import type { Command, Id, Int } from '../../../src/sim/index.ts';
import { always, type Lines } from './reading.ts';

const shelf = (view: View, guest: Int | undefined) => view.parts.translationCache?.shelves[guest ?? -1] ?? null;

/** From this part of stores that hit page tables on, it costs less to adapt them. */
const worthwhile = (view: View): Int => view.parts.translationCache?.worthwhile ?? 10_000;

const turn = (knob: Id, guest: Int | undefined, value: Int): Command => ({
  do: 'setKnob',
  knob,
  guest: guest ?? -1,
  value,
});

export const LEVEL_06: Lines = {
  bench: {
    claim: (view, { guest }) => shelf(view, guest)?.bench.some(({ runs, of }) => runs > 0 && of === 10) ?? false,
  },
  shelf: { claim: (view, { guest }) => (shelf(view, guest)?.blocks.length ?? 0) > 0 },
  short: {
    claim: (view, { guest }) => (shelf(view, guest)?.inUse ?? 0) > (shelf(view, guest)?.room ?? 0),
    act: ({ view, about }) => turn('tc.room', about.guest, shelf(view, about.guest)?.room === 12 ? 16 : 12),
  },
  enough: { claim: always },
  first: {
    claim: (view, { guest }) => {
      const { after = 0, inUse = 0, room = 0 } = shelf(view, guest) ?? {};
      return after > 1 && inUse <= room;
    },
    act: ({ about }) => turn('tc.after', about.guest, 1),
  },
  innocent: {
    claim: (view, { guest }) => {
      const { blocks = [], hits } = shelf(view, guest) ?? {};
      return blocks.some(({ adapted }) => adapted) && (hits ?? 10_000) < 1000;
    },
    act: ({ about }) => turn('tc.adapt', about.guest, 0),
  },
  fresh: {
    // of the last sixteen visits, a block that was visited once has a heat of 3/16
    claim: (view, { guest }) => {
      const blocks = shelf(view, guest)?.blocks ?? [];
      return blocks.reduce((again, { heat }) => again + Math.max(0, (16 * heat) / 3 - 1), 0) <= 2;
    },
    act: ({ about }) => turn('tc.room', about.guest, 0),
  },
  guilty: {
    claim: (view, { guest }) => shelf(view, guest)?.adapt === 0 && (shelf(view, guest)?.hits ?? 0) > worthwhile(view),
    act: ({ about }) => turn('tc.adapt', about.guest, 1),
  },
  nobody: {
    claim: (view) => view.parts.translationCache?.free === 0,
    act: ({ view, about }) =>
      turn(
        'tc.room',
        view.parts.translationCache?.shelves.find(
          (one) => one !== null && one.guest !== about.guest && one.room > one.inUse,
        )?.guest ?? about.guest,
        4,
      ),
  },
  rush: { claim: ({ status }) => status === 'running' },
  faster: { claim: (view, { guest }) => (shelf(view, guest)?.speed ?? 0) > 10_000 },
};

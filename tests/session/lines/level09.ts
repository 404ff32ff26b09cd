import type { View } from '../../../src/session/index.ts';
import type { Command, Int } from '../../../src/sim/index.ts';
import { always, type Lines } from './reading.ts';

const ringsIn = (view: View) => (view.parts.rings?.rings ?? []).flatMap((ring) => ring ?? []);
const ring = (view: View, guest: Int | undefined) => ringsIn(view).find((one) => one.guest === guest);

const tellAt = (guest: Int | undefined, value: Int): Command => ({
  do: 'setKnob',
  knob: 'batch',
  guest: guest ?? -1,
  value,
});

/** So many are written between the first of a batch and its last. */
const fillsIn = (gap: Int, batch: Int): Int => (batch - 1) * gap;

export const LEVEL_09: Lines = {
  door: { claim: (view, { guest }) => (ring(view, guest)?.served ?? 0) > 0 },
  each: {
    claim: (view, { guest }) => {
      const { batch = 9, gap = 1e9, bears = 0 } = ring(view, guest) ?? {};
      return batch === 1 && fillsIn(gap, 5) < bears;
    },
    act: ({ about }) => tellAt(about.guest, 5),
  },
  many: { claim: (view) => ringsIn(view).some(({ last, lastCalls }) => last >= 2 && lastCalls <= 1) },
  late: {
    claim: (view, { guest }) => {
      const { batch = 1, gap = 0, bears = 1e9, oldest = 0 } = ring(view, guest) ?? {};
      return oldest > bears || fillsIn(gap, batch) > bears;
    },
    act: ({ about }) => tellAt(about.guest, 1),
  },
  first: { claim: always },
  domain: {
    claim: (view, { guest }) => {
      const isOn = view.pcpus.some(({ task }) => task === view.guests[guest ?? -1]?.vcpus[0]?.task);
      const waits = view.guests.some(({ vcpus }) => vcpus.some(({ state }) => state === 'ready'));
      return isOn && waits && view.parts.rings?.kept === -1;
    },
    act: () => ({ do: 'setKnob', knob: 'domainPcpu', value: 1 }),
  },
  price: { claim: always },
  forty: { claim: (view) => ringsIn(view).some(({ last, lastCalls }) => last >= 36 && lastCalls <= 1) },
  rush: { claim: ({ status }) => status === 'running' },
};

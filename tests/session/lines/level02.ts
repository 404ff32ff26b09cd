import type { View } from '../../../src/session/index.ts';
import type { Int } from '../../../src/sim/index.ts';
import { indexOf, isIn, type Lines } from './reading.ts';

const jobOf = (view: View, guest: Int | undefined) =>
  view.parts.printing?.jobs.find((job) => job.guest === guest) ?? null;

/** It is said of a job that spooling is the cheaper answer, and done. */
const DEAR: Lines[string] = {
  claim: (view, { guest }) => {
    const { waiting = 0, price = 0 } = jobOf(view, guest) ?? {};
    return waiting > price;
  },
  act: ({ view, about }) => ({ do: 'spool', task: jobOf(view, about.guest)?.task ?? -1 }),
};

export const LEVEL_02: Lines = {
  dispatch: { claim: (view) => view.pcpus.filter(({ task }) => task >= 0).length >= 2 },
  line: {
    claim: (view, { guest }) =>
      jobOf(view, guest)?.holds === true &&
      view.guests.some(({ vcpus }) => vcpus.some(({ block, state }) => state === 'blocked' && block === 'printer')),
  },
  which: DEAR,
  filing: { claim: ({ parts }) => (parts.printing?.filed ?? 0) + (parts.printing?.due ?? 0) > 0 },
  cheap: {
    claim: ({ parts }, { guest }) =>
      parts.printing !== null &&
      parts.printing.jobs[0]?.guest === guest &&
      parts.printing.jobs.every(({ waiting, price }) => waiting <= price),
  },
  again: DEAR,
  system: { claim: (view) => isIn(view, 'system', 'running') },
  rush: { claim: (view) => view.guests[indexOf(view, 'reports')]?.present === true },
};

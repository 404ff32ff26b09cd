import { always, anyReady, indexOf, isFree, isIn, isReady, type Lines, place, vcpu } from './reading.ts';

export const LEVEL_01: Lines = {
  place: { claim: (view) => isFree(view, 0) && isReady(view, indexOf(view, 'ledger')), act: place },
  cold: { claim: (view) => isIn(view, 'ledger', 'running') },
  swap: { claim: (view) => isReady(view, indexOf(view, 'terminals')) && isIn(view, 'ledger', 'running'), act: place },
  comes: {
    claim: (view) =>
      isIn(view, 'terminals', 'running') && vcpu(view, view.pcpus[0]?.deck === 0 ? 0 : -1)?.state === 'ready',
  },
  itself: { claim: (view) => !isFree(view, 0) || !anyReady(view) },
  choose: { claim: (view) => anyReady(view) && !isFree(view, 0) },
  second: {
    claim: (view, { guest, pcpu }) => pcpu === 1 && isFree(view, 1) && isReady(view, guest),
    act: place,
  },
  four: {
    claim: (view) => view.guests.filter(({ present }) => present).length === 4 && view.pcpus.every(({ on }) => on),
  },
  deck: {
    claim: (view, { guest }) => isReady(view, guest) && !isFree(view, 0) && (view.pcpus[0]?.deck ?? 0) < 0,
    act: ({ view, about }) => ({ do: 'deck', task: vcpu(view, about.guest)?.task ?? -1, pcpu: 0 }),
  },
  patient: { claim: always },
  rush: {
    claim: (view, { guest }) => guest === indexOf(view, 'ticker') && isReady(view, guest) && view.guests.length === 5,
    // whoever has most patience makes room
    act: ({ view, about }) => {
      const patience = ({ task }: { task: number }): number =>
        view.guests.find(({ vcpus }) => vcpus.some((one) => one.task === task))?.patience ?? 100;
      const [most] = view.pcpus.toSorted((one, other) => patience(other) - patience(one));
      return { do: 'place', task: vcpu(view, about.guest)?.task ?? -1, pcpu: most?.index ?? -1 };
    },
  },
};

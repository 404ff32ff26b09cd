import { dispatched, indexOf, isReady, type Lines } from './reading.ts';

export const LEVEL_08: Lines = {
  dispatcher: dispatched,
  bars: {
    claim: (view) =>
      (view.parts.porting?.kernels ?? []).every(({ state }) => state === 'asIs') &&
      view.guests.some(({ profile }) => profile.length > 0),
  },
  which: {
    claim: (view) =>
      (view.parts.porting?.kernels ?? []).filter(({ closed, state }) => !closed && state === 'asIs').length > 1,
    act: () => ({ do: 'port', kernel: 'linux-2.4' }),
  },
  restart: { claim: (view) => (view.parts.porting?.kernels ?? []).some(({ state }) => state === 'porting') },
  calls: {
    claim: (view, { kernel }) =>
      (view.parts.porting?.kernels ?? []).some(({ id, state }) => id === kernel && state !== 'asIs') &&
      (view.parts.hypercalls?.calls ?? []).every(({ enabled }) => !enabled),
    act: () => ({ do: 'setRule', rule: { reason: 'hypercall', guest: '*', handler: 'hc.pageTable' }, on: true }),
  },
  price: { claim: (view) => (view.parts.hypercalls?.takes ?? 0) > 0 },
  starves: {
    claim: (view, { guest }) => (view.guests[guest ?? -1]?.patience ?? 100) < 45 && isReady(view, guest),
    act: ({ view, about }) => ({
      do: 'place',
      task: view.guests[about.guest ?? -1]?.vcpus[0]?.task ?? -1,
      pcpu: view.pcpus.find(({ task }) => view.guests[indexOf(view, 'solver')]?.vcpus[0]?.task === task)?.index ?? 0,
    }),
  },
  newcomer: {
    claim: (view, { guest }) => guest === indexOf(view, 'shop') && view.guests[guest]?.present === true,
  },
  turned: {
    claim: (view, { kernel }) => {
      const { calls = [], room = 0 } = view.parts.hypercalls ?? {};
      const own = (view.parts.porting?.kernels ?? []).find(({ id, state }) => id === kernel && state === 'ported');
      const lacks = calls.filter(({ enabled }) => !enabled).map(({ id }) => id);
      const lost = (own?.guests ?? []).flatMap((guest) => view.guests[guest]?.profile ?? []);
      return calls.length - lacks.length === room && lost.some(({ reason }) => lacks.includes(reason));
    },
  },
};

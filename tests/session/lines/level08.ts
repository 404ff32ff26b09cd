import type { Command } from '../../../src/sim/index.ts';
import { indexOf, type Lines, type Moment } from './reading.ts';

const set = (handler: string, on: boolean): Command => ({
  do: 'setRule',
  rule: { reason: 'hypercall', guest: '*', handler },
  on,
});

const callsOf = (view: Moment['view']) => view.parts.hypercalls?.calls ?? [];

/** Of the calls that are in the table, or are not: those that save most first. */
const ranked = (view: Moment['view'], inTable: boolean) =>
  callsOf(view)
    .filter(({ enabled }) => enabled === inTable)
    .sort((a, b) => (b.saves ?? 0) - (a.saves ?? 0));

const isFull = (view: Moment['view']): boolean =>
  callsOf(view).filter(({ answers }) => answers).length === view.parts.hypercalls?.room;

const hasRoom = (view: Moment['view']): boolean =>
  callsOf(view).filter(({ enabled }) => enabled).length < (view.parts.hypercalls?.room ?? 0);

/** The call that would save most. */
const more = ({ view }: Moment): Command => set(ranked(view, false)[0]?.id ?? '', true);

/** Some call outside the table would save more than one in it does. */
const isStale = (view: Moment['view']): boolean =>
  isFull(view) && (ranked(view, false)[0]?.saves ?? 0) > (ranked(view, true).at(-1)?.saves ?? 0);

/** The kernels as they stand: 'asIs', 'porting' or 'ported'. */
const kernelsOf = (view: Moment['view']) => (view.parts.porting?.kernels ?? []).filter(({ closed }) => !closed);

export const LEVEL_08: Lines = {
  dispatcher: { claim: (view) => view.pcpus.every(({ on }) => on) },
  bars: {
    claim: (view) =>
      kernelsOf(view).every(({ state }) => state === 'asIs') && view.guests.some(({ profile }) => profile.length > 0),
  },
  which: {
    claim: (view) => kernelsOf(view).filter(({ state }) => state === 'asIs').length > 1,
    act: () => ({ do: 'port', kernel: 'linux-2.4' }),
  },
  restart: { claim: (view) => kernelsOf(view).some(({ state }) => state === 'porting') },
  calls: {
    claim: (view, { kernel }) =>
      kernelsOf(view).some(({ id, state }) => id === kernel && state !== 'asIs') &&
      callsOf(view).every(({ enabled }) => !enabled),
    act: more,
  },
  pair: { claim: hasRoom, act: more },
  price: { claim: (view) => (view.parts.hypercalls?.takes ?? 0) > 0 },
  next: {
    claim: (view) => kernelsOf(view).some(({ state }) => state === 'asIs'),
    act: ({ view }) =>
      kernelsOf(view).some(({ state }) => state === 'porting') ? null : { do: 'port', kernel: 'netbsd-1.6' },
  },
  turned: { claim: isStale, act: ({ view }) => set(ranked(view, true).at(-1)?.id ?? '', false) },
  exchange: { claim: hasRoom, act: more },
  newcomer: {
    claim: (view, { guest }) => guest === indexOf(view, 'shop') && view.guests[guest]?.present === true,
  },
  again: { claim: isStale },
};

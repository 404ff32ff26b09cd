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

/** The one that saves least makes room for the one that would save most. */
const exchange = (now: Moment): Command[] => [set(ranked(now.view, true).at(-1)?.id ?? '', false), more(now)];

/** Whoever waits to boot goes next on the first processor. */
const bootNext = ({ view }: Moment): Command | null => {
  const waits = view.guests.find(({ stage, vcpus }) => stage === 'booting' && vcpus[0]?.state === 'ready');
  return waits === undefined ? null : { do: 'deck', task: waits.vcpus[0]?.task ?? -1, pcpu: 0 };
};

/** Some call outside the table would save more than one in it does. */
const isStale = (view: Moment['view']): boolean =>
  isFull(view) && (ranked(view, false)[0]?.saves ?? 0) > (ranked(view, true).at(-1)?.saves ?? 0);

/** The kernels as they stand: 'asIs', 'porting' or 'ported'. */
const kernelsOf = (view: Moment['view']) => (view.parts.porting?.kernels ?? []).filter(({ closed }) => !closed);

/** Of a guest whose kernel is ported: when its work asks for a call that the table lacks, cycles from now on. */
const turnOf = ({ parts }: Moment['view'], guest: number, call: string | undefined): number | null => {
  const kernel = parts.porting?.kernels.find(({ guests }) => guests.includes(guest));
  const next = parts.hypercalls?.turns.find((turn) => turn.guest === guest)?.next ?? null;
  const listed = parts.hypercalls?.calls.find(({ id }) => id === call)?.enabled ?? true;
  return kernel?.state === 'ported' && next !== null && !listed && next.calls.includes(call ?? '') ? next.in : null;
};

/** It is to be within so many seconds of play. */
const SOON = 10;
const isSoon: Lines[string]['claim'] = (view, { guest = -1, call }) =>
  (turnOf(view, guest, call) ?? Number.POSITIVE_INFINITY) <= (SOON * view.playSecondNs * view.hz) / 1e9;

/** points of patience: less than is left to whoever is well served */
const TIRED = 60;

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
  calls: {
    claim: (view, { kernel }) =>
      kernelsOf(view).some(({ id, state }) => id === kernel && state !== 'asIs') &&
      callsOf(view).every(({ enabled }) => !enabled),
    act: more,
  },
  pair: { claim: hasRoom, act: more },
  next: {
    claim: (view) => kernelsOf(view).filter(({ state }) => state === 'asIs').length > 1,
    act: () => ({ do: 'port', kernel: 'netbsd-1.6' }),
  },
  restart: { claim: (view) => kernelsOf(view).some(({ state }) => state === 'porting') },
  boots: { claim: (view) => view.guests.some(({ stage }) => stage === 'booting'), act: bootNext },
  soon: { claim: isSoon },
  turned: { claim: isStale, act: exchange },
  price: { claim: (view) => (view.parts.hypercalls?.takes ?? 0) > 0 },
  again: { claim: isSoon },
  newcomer: {
    claim: (view, { guest }) => guest === indexOf(view, 'shop') && view.guests[guest]?.present === true,
  },
  tires: {
    claim: ({ guests }, { guest = -1 }) => (guests[guest]?.patience ?? 100) < TIRED,
  },
};

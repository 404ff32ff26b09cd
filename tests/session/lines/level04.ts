import type { Shown } from '../../../src/session/contract.ts';
import type { View } from '../../../src/session/index.ts';
import type { Command, Id } from '../../../src/sim/index.ts';
import { answer, dispatched, indexOf, isIn, type Lines, type Moment, vcpu } from './reading.ts';

export const drain = ({ view }: Pick<Moment, 'view'>): Command => ({
  do: 'drain',
  pcpu: Math.max(
    0,
    view.pcpus.findIndex(({ task }) => task < 0),
  ),
});

const waits =
  (reason: Id) =>
  (view: View, { guest }: Shown['about']): boolean =>
    (view.parts.exits?.open ?? []).some((exit) => exit.waiting && exit.reason === reason && exit.guest === guest);

/** How every reason of level 4 is answered best. */
export const HANDLERS: Readonly<Record<Id, Id>> = {
  privileged: 'emulator',
  pageTable: 'shadowPager',
  fault: 'reflect',
  ioWrite: 'latch',
  ioRead: 'deviceModel',
};

/** Copper is offered for what was just answered in the only way that there is. */
const copper = {
  claim: (view: View, { wire }: Shown['about']): boolean => view.parts.exits?.offer?.reason === wire,
  act: ({ view }: Moment): Command | null =>
    view.parts.exits?.offer == null
      ? null
      : { do: 'setRule', rule: { ...view.parts.exits.offer, guest: '*' }, on: true },
};

/** Writes of a guest are served at once, or as everybody's are. */
const heed = (guest: Id, on: boolean) => (): Command => ({
  do: 'setRule',
  rule: { reason: 'ioWrite', guest, handler: 'deviceModel' },
  on,
});

const isOf = (view: View, guest: Shown['about']['guest'], id: Id): boolean => view.guests[guest ?? -1]?.id === id;

/** How it writes now and next. */
const rowsOf = (view: View, guest: Shown['about']['guest']) =>
  view.parts.exits?.rows.find((one) => one.guest === guest);

const nobodyWaits = (view: View): boolean => (view.parts.exits?.open ?? []).every(({ waiting }) => !waiting);

export const LEVEL_04: Lines = {
  dispatcher: dispatched,
  privileged: { claim: waits('privileged'), act: answer('emulator') },
  wire: copper,
  fault: { claim: waits('fault'), act: answer('reflect') },
  wireFault: copper,
  pageTable: { claim: waits('pageTable'), act: answer('shadowPager') },
  wireTable: copper,
  carried: { claim: nobodyWaits },
  device: { claim: waits('ioRead'), act: answer('deviceModel') },
  served: {
    claim: (view, { guest }) =>
      vcpu(view, guest)?.block === 'served' && (view.parts.latch?.requests.some((one) => one.guest === guest) ?? false),
    act: drain,
  },
  latch: {
    // it says how many follow each other
    claim: (view, about) =>
      waits('ioWrite')(view, about) && view.parts.exits?.rows.find(({ guest }) => guest === about.guest)?.row === 3,
    act: answer('latch'),
  },
  flood: {
    claim: (view, { wire }) => !view.parts.exits?.wires.some(({ reason }) => reason === wire),
    act: ({ about }) => ({
      do: 'setRule',
      rule: { reason: about.wire ?? '', guest: '*', handler: HANDLERS[about.wire ?? ''] ?? '' },
      on: true,
    }),
  },
  quiet: { claim: nobodyWaits },
  drain: { claim: (view) => (view.parts.latch?.requests.length ?? 0) > 1, act: drain },
  keys: {
    claim: (view) =>
      isIn(view, 'terminals', 'running') && (view.guests[indexOf(view, 'terminals')]?.irqs.length ?? 0) > 0,
    act: ({ view }) => {
      const guest = indexOf(view, 'terminals');
      return { do: 'inject', guest, line: view.guests[guest]?.irqs[0]?.line ?? '' };
    },
  },
  except: {
    claim: (view, { guest }) => isOf(view, guest, 'terminals') && (view.guests[guest ?? -1]?.latched.length ?? 0) > 0,
    act: heed('terminals', true),
  },
  rows: {
    claim: (view, { guest }) => {
      const rows = rowsOf(view, guest);
      return isOf(view, guest, 'terminals') && Math.max(rows?.row ?? 0, rows?.next?.row ?? 0) === 5;
    },
    act: heed('terminals', false),
  },
  clerks: {
    claim: (view, { guest }) => isOf(view, guest, 'clerks') && rowsOf(view, guest)?.row === 1,
    act: heed('clerks', true),
  },
  single: {
    claim: (view, { guest }) => {
      const rows = rowsOf(view, guest);
      return isOf(view, guest, 'terminals') && Math.min(rows?.row ?? 0, rows?.next?.row ?? 9) === 1;
    },
    act: heed('terminals', true),
  },
  rush: {
    claim: (view) =>
      view.now > 400_000 && ['terminals', 'clerks'].every((id) => view.guests[indexOf(view, id)]?.present === true),
  },
  last: {
    claim: (view, { guest }) => {
      const rows = rowsOf(view, guest);
      return isOf(view, guest, 'clerks') && Math.max(rows?.row ?? 0, rows?.next?.row ?? 0) === 5;
    },
    act: heed('clerks', false),
  },
};

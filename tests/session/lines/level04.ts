import type { Shown } from '../../../src/session/contract.ts';
import type { View } from '../../../src/session/index.ts';
import type { Command, Id, Int } from '../../../src/sim/index.ts';
import { answer, dispatched, indexOf, isIn, type Lines, type Moment, vcpu } from './reading.ts';

/** cycles of a second of play */
const SECOND = 3800;

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

/** A guest's writes wait for an answer, in rows of so many. */
const writes =
  (id: Id, row: Int) =>
  (view: View, about: Shown['about']): boolean =>
    isOf(view, about.guest, id) && waits('ioWrite')(view, about) && rowsOf(view, about.guest)?.row === row;

/** Everybody's device writes are answered so. */
const forAll = (view: View, handler: Id): boolean =>
  view.parts.exits?.wires.some((wire) => wire.reason === 'ioWrite' && wire.handler === handler) ?? false;

/** The row that is pointed at gets the answer that is best for most. */
const wireIt = {
  claim: (view: View, { wire }: Shown['about']): boolean =>
    !view.parts.exits?.wires.some(({ reason }) => reason === wire),
  act: ({ about }: Moment): Command => ({
    do: 'setRule',
    rule: { reason: about.wire ?? '', guest: '*', handler: HANDLERS[about.wire ?? ''] ?? '' },
    on: true,
  }),
};

export const LEVEL_04: Lines = {
  dispatcher: dispatched,
  privileged: { claim: waits('privileged'), act: answer('emulator') },
  wire: copper,
  carried: { claim: nobodyWaits },
  echo: { claim: writes('terminals', 1), act: answer('deviceModel') },
  row: { claim: writes('solver', 3), act: answer('latch') },
  writes: wireIt,
  except: {
    claim: (view, { guest }) => isOf(view, guest, 'terminals') && forAll(view, 'latch'),
    act: heed('terminals', true),
  },
  exceptRows: {
    claim: (view, { guest }) => isOf(view, guest, 'solver') && forAll(view, 'deviceModel'),
    act: () => ({ do: 'setRule', rule: { reason: 'ioWrite', guest: 'solver', handler: 'latch' }, on: true }),
  },
  drain: { claim: (view) => (view.parts.latch?.requests.length ?? 0) > 1, act: drain },
  device: { claim: waits('ioRead'), act: answer('deviceModel') },
  reads: wireIt,
  served: {
    claim: (view, { guest }) =>
      isIn(view, 'solver', 'blocked') && (view.parts.latch?.requests.some((one) => one.guest === guest) ?? false),
    act: drain,
  },
  overrule: {
    // somebody waits, and nobody's place is free
    claim: (view, { guest }) => vcpu(view, guest)?.state === 'ready' && view.pcpus.every(({ task }) => task >= 0),
    act: ({ view, about }) => {
      const patience = ({ task }: { task: Int }): Int =>
        view.guests.find(({ vcpus }) => vcpus.some((one) => one.task === task))?.patience ?? 0;
      const [most] = view.pcpus.toSorted((one, other) => patience(other) - patience(one));
      return { do: 'place', task: vcpu(view, about.guest)?.task ?? -1, pcpu: most?.index ?? -1 };
    },
  },
  keys: {
    claim: (view) =>
      isIn(view, 'terminals', 'running') && (view.guests[indexOf(view, 'terminals')]?.irqs.length ?? 0) > 0,
    act: ({ view }) => {
      const guest = indexOf(view, 'terminals');
      return { do: 'inject', guest, line: view.guests[guest]?.irqs[0]?.line ?? '' };
    },
  },
  next: {
    claim: (view, { guest, pcpu }) =>
      vcpu(view, guest)?.state === 'ready' &&
      view.pcpus.every(({ task }) => task >= 0) &&
      view.pcpus[pcpu ?? -1] !== undefined,
    act: ({ view, about }) => ({ do: 'deck', task: vcpu(view, about.guest)?.task ?? -1, pcpu: about.pcpu ?? -1 }),
  },
  countdown: {
    // the card counts down to rows, and they have not come yet
    claim: (view, { guest }) => {
      const rows = rowsOf(view, guest);
      return isOf(view, guest, 'terminals') && rows?.row === 1 && rows.next?.row === 5 && rows.next.in <= 10 * SECOND;
    },
  },
  rows: {
    claim: (view, { guest }) => isOf(view, guest, 'terminals') && rowsOf(view, guest)?.row === 5,
    act: heed('terminals', false),
  },
  clerks: {
    claim: (view, { guest }) => isOf(view, guest, 'clerks') && rowsOf(view, guest)?.row === 1,
    act: heed('clerks', true),
  },
  single: {
    claim: (view, { guest }) => isOf(view, guest, 'terminals') && rowsOf(view, guest)?.row === 1,
    act: heed('terminals', true),
  },
  signs: { claim: (view) => view.parts.exits?.wires.some(({ reason }) => reason === 'ioWrite') ?? false },
  rush: {
    claim: (view) =>
      view.now > 440_000 && ['terminals', 'clerks'].every((id) => view.guests[indexOf(view, id)]?.present === true),
  },
};

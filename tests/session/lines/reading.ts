/** How the lines of a tutorial are read and obeyed: what each claims about the board, and what it asks for. */
import type { Session, Shown } from '../../../src/session/contract.ts';
import type { View } from '../../../src/session/index.ts';
import type { Command, Id, Int } from '../../../src/sim/index.ts';

export type Line = {
  claim: (view: View, about: Shown['about']) => boolean;
  act?: (now: Moment) => Command | readonly Command[] | null;
};

export type Moment = { view: View; about: Shown['about']; session: Session };

export type Lines = Readonly<Record<Id, Line>>;

export const always = () => true;

export const indexOf = (view: View, id: Id): Int => view.guests.findIndex((guest) => guest.id === id);

export const vcpu = (view: View, guest: Int | undefined) => view.guests[guest ?? -1]?.vcpus[0];

export const isIn = (view: View, id: Id, state: string): boolean => vcpu(view, indexOf(view, id))?.state === state;

export const isFree = (view: View, pcpu: Int | undefined): boolean => {
  const found = view.pcpus[pcpu ?? -1];
  return found?.on === true && found.mode === 'idle' && found.task < 0;
};

export const isReady = (view: View, guest: Int | undefined): boolean => vcpu(view, guest)?.state === 'ready';

export const anyReady = (view: View): boolean => view.guests.some(({ index }) => isReady(view, index));

export const place = ({ view, about }: Omit<Moment, 'session'>): Command => ({
  do: 'place',
  task: vcpu(view, about.guest)?.task ?? -1,
  pcpu: about.pcpu ?? -1,
});

export const answer =
  (handler: Id) =>
  ({ view, about }: Moment): Command | null => {
    const exit = (view.parts.exits?.open ?? []).find(({ guest, waiting }) => waiting && guest === about.guest);
    return exit === undefined ? null : { do: 'route', task: exit.task, exit: exit.n, handler };
  };

/** A processor stands free, and somebody could use it. */
export const FREE: Line = {
  claim: (view, { guest, pcpu }) => isFree(view, pcpu) && isReady(view, guest),
  act: place,
};

export const dispatched: Line = {
  claim: (view) => view.pcpus.every((pcpu) => !isFree(view, pcpu.index)) || !anyReady(view),
};

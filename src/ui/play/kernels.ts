/** Kernels, the parts of their ports and the restarts that are due, as a view has them. */
import type { PartView } from '../../session/parts/porting.ts';
import type { KernelView, RestartView, View } from '../../session/view-model.ts';
import type { Cycles, Id, Int } from '../../sim/index.ts';

type Seen = Pick<View, 'parts'>;

export const kernelsIn = ({ parts }: Seen): readonly KernelView[] => parts.porting?.kernels ?? [];

export const kernelIn = (view: Seen, id: Id): KernelView | undefined => kernelsIn(view).find((one) => one.id === id);

export const partIn = (view: Seen, kernel: Id, call: Id): PartView | undefined =>
  kernelIn(view, kernel)?.parts.find((part) => part.call === call);

export const restartsIn = (view: Seen): readonly RestartView[] => kernelsIn(view).flatMap(({ restarts }) => restarts);

export const restartOf = (view: Seen, guest: Int): RestartView | undefined =>
  restartsIn(view).find((one) => one.guest === guest);

/** The parts that are to be written, in that order, each with its kernel. */
export const queueIn = (view: Seen): (PartView & { kernel: Id })[] =>
  kernelsIn(view)
    .flatMap(({ id, parts }) => parts.map((part) => ({ kernel: id, ...part })))
    .filter(({ place }) => place > 0)
    .sort((a, b) => a.place - b.place);

/** The part of a kernel that is written next, and in how many cycles; null where none of it is in the queue. */
export function nextOf(view: Seen, kernel: Id): { call: Id; in: Cycles } | null {
  let at = 0;
  for (const part of queueIn(view)) {
    at += part.left;
    if (part.kernel === kernel) return { call: part.call, in: at };
  }
  return null;
}

/** How far all of them look ahead. */
export const aheadIn = (view: Seen): Cycles =>
  Math.max(0, ...kernelsIn(view).flatMap(({ parts }) => parts.map(({ ahead }) => ahead.at(-1)?.to ?? 0)));

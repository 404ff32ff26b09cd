/** Port: a part of a kernel's port is to be written when its turn comes; once more: it is not, and keeps what is done of it. */
import { fullWith, kernelIndex, type Part, partProblem, placeOf, toggle } from '../mechanisms/porting.ts';
import { no, yes } from '../messages.ts';
import type { World } from '../state.ts';
import type { Id, Int } from '../types.ts';
import type { VerbRecord } from '../verb.ts';

declare module '../messages.ts' {
  interface Commands {
    port: { kernel: Id; call: Id };
  }
}
type Given = { kernel: Id; call: Id };

export const partOf = (w: World, { kernel, call }: Given): Part => ({ kernel: kernelIndex(w, kernel), call });

/** Some part, of any kernel: how random hands try one. */
export function somePart(w: World, pick: (n: Int) => Int): Given {
  const { handlers } = w.program;
  return {
    kernel: w.setup.guests[pick(w.setup.guests.length)]?.kernel ?? '',
    call: handlers[pick(handlers.length)]?.id ?? '',
  };
}

export const port: VerbRecord<'port'> = {
  name: 'port',
  part: 'porting',
  grants: ['port'],
  words: { kernel: 'id', call: 'id' },
  can(w, c) {
    const part = partOf(w, c);
    const problem = partProblem(w, part);
    if (problem !== null) return no(problem, problem === 'handlerNotForReason' ? { reason: 'hypercall' } : {});
    const waiting = placeOf(w, part) < 0 ? fullWith(w) : null;
    return waiting === null ? yes : no('queueFull', { n: waiting });
  },
  perform: (context, c) => toggle(context, partOf(context.w, c)),
  sample: (w, pick) => ({ do: 'port', ...somePart(w, pick) }),
};

/** Port: begin to change a kernel, so that its guests restart under the ported mode of their machine when it is done. */
import { kernelIndex, portProblem, startPort } from '../mechanisms/porting.ts';
import { no, yes } from '../messages.ts';
import type { World } from '../state.ts';
import type { Id, Int } from '../types.ts';
import type { VerbRecord } from '../verb.ts';

declare module '../messages.ts' {
  interface Commands {
    /** `machine`: to whose hypervisor; where it is not said, that of the kernel's first guest */
    port: { kernel: Id; machine?: Int };
  }
}

function machineFor(w: World, { kernel, machine }: { kernel: Id; machine?: Int }): Int {
  if (machine !== undefined) return machine;
  const g = w.setup.guests.findIndex((spec) => spec.kernel === kernel);
  return w.guests[g]?.machine ?? 0;
}

export const port: VerbRecord<'port'> = {
  name: 'port',
  part: 'porting',
  grants: ['port'],
  words: { kernel: 'id', machine: 'machine?' },
  can(w, c) {
    const problem = portProblem(w, machineFor(w, c), kernelIndex(w, c.kernel));
    return problem === null ? yes : no(problem);
  },
  perform: (context, c) => startPort(context, machineFor(context.w, c), kernelIndex(context.w, c.kernel)),
  sample: (w, pick) => ({ do: 'port', kernel: w.setup.guests[pick(w.setup.guests.length)]?.kernel ?? '' }),
};

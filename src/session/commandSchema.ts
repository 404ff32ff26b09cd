/** Schema of commands: a log comes from a file, so its shapes are checked before the core sees one. */
import * as v from 'valibot';
import { LIMITS } from '../levels/limits.ts';
import { id, int } from '../levels/primitives.ts';
import { rule } from '../levels/setupSchema.ts';
import type { Command } from '../sim/index.ts';

/** tasks, pCPUs and guests are named by index; NONE is -1 */
const index = int(0, 1e6);
const task = int(-1, 1e6);
const value = int(0, LIMITS.cycles);

export const command: v.GenericSchema<unknown, Command> = v.variant('do', [
  v.strictObject({ do: v.literal('place'), task, pcpu: index }),
  v.strictObject({ do: v.literal('preempt'), pcpu: index }),
  v.strictObject({ do: v.literal('deck'), pcpu: index, task }),
  v.strictObject({ do: v.literal('route'), task, exit: index, handler: id }),
  v.strictObject({ do: v.literal('park'), pcpu: index }),
  v.strictObject({ do: v.literal('setRule'), rule, on: v.boolean() }),
  v.strictObject({ do: v.literal('drain'), pcpu: index }),
  v.strictObject({ do: v.picklist(['inject', 'hold']), guest: index, line: id }),
  v.strictObject({ do: v.literal('setKnob'), knob: id, value }),
  v.strictObject({ do: v.literal('port'), kernel: id }),
  v.strictObject({
    do: v.picklist(['setWeight', 'setCap', 'setPageCap', 'setCallLimit']),
    guest: index,
    value,
  }),
  v.strictObject({ do: v.literal('admit'), guest: index, mode: id }),
  v.strictObject({ do: v.literal('refuse'), guest: index }),
]);

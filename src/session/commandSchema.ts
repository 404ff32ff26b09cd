/** Schema of commands: a log comes from a file, so its shapes are checked before the core sees one. */
import * as v from 'valibot';
import type { Command } from '../sim/index.ts';
import { id, int, LIMITS } from './untrusted.ts';

/** tasks, pCPUs and guests are named by index; NONE is -1 */
const index = int(0, 1e6);
const task = int(-1, 1e6);
const value = int(0, LIMITS.cycles);
const rule = v.strictObject({ reason: id, guest: v.union([id, v.literal('*')]), handler: id });

export const command: v.GenericSchema<unknown, Command> = v.variant('do', [
  v.strictObject({ do: v.literal('place'), task, pcpu: index }),
  v.strictObject({ do: v.literal('preempt'), pcpu: index }),
  v.strictObject({ do: v.literal('deck'), pcpu: index, task }),
  v.strictObject({ do: v.literal('route'), task, exit: index, handler: id }),
  v.strictObject({ do: v.literal('park'), pcpu: index }),
  v.strictObject({ do: v.literal('setRule'), rule, on: v.boolean() }),
  v.strictObject({ do: v.literal('drain'), pcpu: index }),
  v.strictObject({ do: v.literal('inject'), guest: index, line: id }),
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

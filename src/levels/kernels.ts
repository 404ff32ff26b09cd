/** The kernels that guests run, shared by all levels: whether they are closed, and what a port of them takes. */
import * as v from 'valibot';
import type { Kernel } from '../sim/index.ts';
import { check } from './check.ts';
import { LIMITS } from './limits.ts';
import { list } from './primitives.ts';
import { bad, good, type Result } from './result.ts';
import { kernel } from './setupSchema.ts';

const schema = v.strictObject({ schema: v.literal(1), kernels: list(kernel, LIMITS.kernels, 1) });

export function checkKernels(data: unknown): Result<Kernel[]> {
  const formed = check(schema, data);
  if (!formed.ok) return formed;
  const ids = formed.value.kernels.map((one) => one.id);
  const again = ids.findIndex((one, i) => ids.indexOf(one) < i);
  return again < 0 ? good(formed.value.kernels) : bad('repeated', `kernels.${again}.id`);
}

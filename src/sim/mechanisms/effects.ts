/** Where paths reach the mechanisms: one function per test and per effect. A new mechanism adds its rows here. */
import { type Context, guestOf, pcpuOf, taskOf } from '../access.ts';
import { cyclesOf } from '../program.ts';
import type { World } from '../state.ts';
import type { EffectName, Id, Int, TestName } from '../types.ts';
import { giveLock } from './kernelLock.ts';
import { addRequest, hasRoom, serveBatch } from './latch.ts';
import { touch } from './pageCache.ts';

export const TEST_TABLE: Readonly<Record<TestName, (w: World, t: Int, arg: Id | undefined) => boolean>> = {
  /** a rule of reason 'hypercall' names this handler */
  enabled: (w, _t, arg) => w.program.handlers.some((handler, index) => handler.id === arg && w.enabled[index] === true),
  feature: (w, t, arg) =>
    w.setup.machines[guestOf(w, taskOf(w, t).guest).machine]?.features.includes(arg ?? '') === true,
  'latch.room': (w) => hasRoom(w),
  'cache.hit': (w, t) => taskOf(w, t).misses === 0,
  'handler.free': (w, _t, arg) =>
    w.program.handlers.every(
      (handler, index) => handler.id !== arg || (w.handlers[index]?.busy ?? 0) < handler.concurrency,
    ),
};

export const EFFECT_TABLE: Readonly<Record<EffectName, (context: Context, t: Int) => void>> = {
  'latch.add': addRequest,
  'latch.drain': (context, t) => {
    const { program, setup } = context.w;
    const { pcpu, batch } = taskOf(context.w, t);
    const costs = setup.machines[pcpuOf(context.w, pcpu).machine]?.costs ?? '';
    const crossing = cyclesOf(program, costs, 'drain.crossing') ?? 0;
    serveBatch(context, pcpu, batch, crossing);
  },
  'cache.touch': ({ w }, t) => {
    const task = taskOf(w, t);
    task.misses = touch(w, task.guest, task.count, task.request.at);
  },
  'lock.give': giveLock,
  leak: ({ w, sink }, t) => {
    const { guest } = taskOf(w, t);
    guestOf(w, guest).violations++;
    sink?.({ type: 'leaked', at: w.now, guest, cause: 'leak' });
  },
  violate: ({ w, sink }, t) => {
    const { guest } = taskOf(w, t);
    guestOf(w, guest).violations++;
    sink?.({ type: 'violated', at: w.now, guest, cause: 'attack' });
  },
};

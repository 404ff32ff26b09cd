/** Clicking at random, once per reaction: what a level must not reward. */
import { can } from '../commands.ts';
import { exitHandlers } from '../mechanisms/handlers.ts';
import type { Command } from '../messages.ts';
import { NONE } from '../types.ts';
import { chance, type Look } from './robot.ts';

const TRIES = 24;

/** Some command that is legal now, any kind alike; null if none of a few tries was. */
export function random(look: Look): Command | null {
  const { w } = look;
  const pick = (n: number): number => chance(look, Math.max(1, n));
  const guests = w.setup.guests.length;
  const hypercalls = w.program.handlers.filter((handler) =>
    handler.reasons.includes(w.program.reasons.indexOf('hypercall')),
  );
  const handlers = exitHandlers(w);
  const kinds: (() => Command)[] = [
    () => ({ do: 'place', task: pick(w.tasks.length), pcpu: pick(w.pcpus.length) }),
    () => ({ do: 'preempt', pcpu: pick(w.pcpus.length) }),
    () => ({ do: 'deck', pcpu: pick(w.pcpus.length), task: pick(w.tasks.length) }),
    () => {
      const held = w.tasks.findIndex((task) => task.exit !== null && task.exit.handler === NONE);
      return {
        do: 'route',
        task: held,
        exit: w.tasks[held]?.exit?.n ?? 0,
        handler: w.program.handlers[handlers[pick(handlers.length)] ?? 0]?.id ?? '',
      };
    },
    () => ({ do: 'park', pcpu: pick(w.pcpus.length) }),
    () => ({
      do: 'setRule',
      rule: {
        reason: w.program.reasons[pick(w.program.reasons.length)] ?? '',
        guest: '*',
        handler: w.program.handlers[handlers[pick(handlers.length)] ?? 0]?.id ?? '',
      },
      on: pick(4) > 0,
    }),
    () => ({ do: 'drain', pcpu: pick(w.pcpus.length) }),
    () => {
      const guest = w.guests.findIndex(({ irqs }) => irqs.length > 0);
      return { do: 'inject', guest, line: w.guests[guest]?.irqs[0]?.line ?? '' };
    },
    () => ({ do: 'port', kernel: w.setup.guests[pick(guests)]?.kernel ?? '' }),
    () => ({
      do: 'setRule',
      rule: { reason: 'hypercall', guest: '*', handler: hypercalls[pick(hypercalls.length)]?.id ?? '' },
      on: pick(2) === 1,
    }),
    () => ({ do: 'setWeight', guest: pick(guests), value: 64 << pick(6) }),
    () => ({ do: 'setCap', guest: pick(guests), value: 2_500 * pick(9) }),
    () => ({
      do: 'setPageCap',
      guest: pick(guests),
      value: Math.floor(((w.setup.shared?.cachePages ?? 0) * pick(5)) / 8),
    }),
    () => ({ do: 'setCallLimit', guest: pick(guests), value: 32 * pick(9) }),
    () => ({
      do: 'admit',
      guest: pick(guests),
      mode: w.setup.admission?.modes[pick(w.setup.admission.modes.length)] ?? '',
    }),
    () => ({ do: 'refuse', guest: pick(guests) }),
  ];
  for (let i = 0; i < TRIES; i++) {
    const command = kinds[pick(kinds.length)]?.();
    if (command !== undefined && can(w, command).ok) return command;
  }
  return null;
}

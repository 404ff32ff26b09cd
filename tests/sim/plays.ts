/** What a player might do: commands at random times, half of them blind and mostly illegal, half aimed at what stands open. */
import fc from 'fast-check';
import { COMMANDS, type Command, draw, type Int, type World } from '../../src/sim/index.ts';
import { NONE } from '../../src/sim/types.ts';
import { PLATFORMS } from './machines.ts';

const HANDLERS = ['emulator', 'shadowPager', 'reflect', 'deviceModel', 'latch', 'hold'];
const REASONS = ['privileged', 'pageTable', 'fault', 'ioRead', 'ioWrite', 'hypercall'];
const small = fc.integer({ min: -1, max: 6 });
const constant = <T extends string>(verb: T) => fc.constant(verb);

/** Rules that make sense on some machine, and rules that make none. */
const rule = fc.oneof(
  fc.constantFrom(...PLATFORMS.flatMap(({ rules }) => rules)),
  fc.record({
    reason: fc.constantFrom(...REASONS),
    guest: fc.constantFrom('*', 'g0'),
    handler: fc.constantFrom(...HANDLERS),
  }),
);

const part = {
  kernel: fc.constantFrom('open', 'closed', 'none'),
  call: fc.constantFrom('hc.switch', 'hc.pageTable', 'none'),
};

export const commands: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: constant('place'), task: small, pcpu: small }) },
  { weight: 3, arbitrary: fc.record({ do: constant('preempt'), pcpu: small }) },
  { weight: 3, arbitrary: fc.record({ do: constant('deck'), pcpu: small, task: small }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: constant('route'),
      task: small,
      exit: fc.integer({ min: 1, max: 12 }),
      handler: fc.constantFrom(...HANDLERS),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: constant('park'), pcpu: small }) },
  { weight: 2, arbitrary: fc.record({ do: constant('drain'), pcpu: small }) },
  { weight: 2, arbitrary: fc.record({ do: constant('inject'), guest: small, line: fc.constantFrom('nic', 'none') }) },
  { weight: 3, arbitrary: fc.record({ do: constant('setRule'), rule, on: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: constant('setKnob'),
      knob: fc.constantFrom('capPeriod', 'partCycles'),
      value: fc.constantFrom(-1, 2, 100_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: constant('setMode'),
      guest: small,
      mode: fc.constantFrom(...PLATFORMS.flatMap(({ modes }) => modes), 'none'),
      machine: small,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: constant('port'), ...part }) },
  { weight: 1, arbitrary: fc.record({ do: constant('promote'), ...part }) },
  { weight: 2, arbitrary: fc.record({ do: constant('restart'), guest: small }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('setWeight' as const, 'setCap' as const, 'setPageCap' as const, 'setCallLimit' as const),
      guest: small,
      value: fc.integer({ min: -1, max: 20_000 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: constant('admit'),
      guest: small,
      mode: fc.constantFrom(...PLATFORMS.flatMap(({ admits }) => admits), 'none'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: constant('refuse'), guest: small }) },
);

/** A gap in cycles and the command that follows it; `aim` chooses from what stands open then, NONE: the command as it is. */
export type Move = { after: Int; c: Command; aim: Int };
export const plays: fc.Arbitrary<Move[]> = fc.array(
  fc.record({
    after: fc.integer({ min: 0, max: 120_000 }),
    c: commands,
    aim: fc.oneof(fc.constant(NONE), fc.nat()),
  }),
  { maxLength: 40, size: 'max' },
);

/** What the world waits for: exits, guests at the door, interrupts, a latch that is not empty. */
function openings(w: World): Command[] {
  const exits = w.tasks.flatMap(({ exit }, task) =>
    exit === null || exit.handler !== NONE
      ? []
      : w.program.handlers
          .filter(({ reasons }) => reasons.includes(exit.reason))
          .map(({ id }): Command => ({ do: 'route', task, exit: exit.n, handler: id })),
  );
  const held = w.pcpus.flatMap(({ interval }, pcpu): Command[] =>
    interval === 'decision' ? [{ do: 'park', pcpu }] : [],
  );
  const guests = w.guests.flatMap(({ stage, irqs }, guest): Command[] => [
    ...irqs.map(({ line }): Command => ({ do: 'inject', guest, line })),
    ...(stage !== 'asking'
      ? []
      : [
          ...(w.setup.admission?.modes ?? []).map((mode): Command => ({ do: 'admit', guest, mode })),
          { do: 'refuse' as const, guest },
        ]),
  ]);
  const latched: Command[] = (w.kept.queues?.[0]?.requests.length ?? 0) > 0 ? [{ do: 'drain', pcpu: 0 }] : [];
  return [...exits, ...held, ...guests, ...latched];
}

/** What a verb's own record would try here, chosen by `aim`; null when it has nothing to try. */
function sampled(w: World, aim: Int): Command | null {
  let n = 0;
  const pick = (below: Int): Int => (below <= 0 ? NONE : draw(aim, ++n) % below);
  return COMMANDS[aim % COMMANDS.length]?.sample(w, pick) ?? null;
}

/** The command that a move comes to in this world: as it is, from what stands open, or as its verb samples it. */
export function commandOf(w: World, { c, aim }: Move): Command {
  if (aim === NONE) return c;
  const open = openings(w);
  return (aim % 2 === 0 ? open[(aim >> 1) % open.length] : sampled(w, aim >> 1)) ?? c;
}

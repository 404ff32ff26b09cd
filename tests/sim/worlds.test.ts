/** The properties are worth what their worlds contain: everything that can be done is done in them, and all of it happens. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advance, apply, type CommandName, type SimEvent, type World } from '../../src/sim/index.ts';
import { PLATFORMS, type Platform } from './machines.ts';
import { commandOf, plays } from './plays.ts';
import { made, setupsOn } from './worlds.ts';

type Seen = { commands: Set<CommandName>; events: Set<SimEvent['type']>; modes: Set<string>; readsServed: number };

function sampled(platform: Platform): Seen {
  const seen: Seen = { commands: new Set(), events: new Set(), modes: new Set(), readsServed: 0 };
  for (const [setup, moves] of fc.sample(fc.tuple(setupsOn(platform), plays), { numRuns: 300, seed: 1 })) {
    const w: World = made(setup);
    const listen = ({ type }: SimEvent): unknown => seen.events.add(type);
    for (const move of moves) {
      advance(w, w.now + move.after, listen);
      const c = commandOf(w, move);
      if (apply(w, c, listen).ok) seen.commands.add(c.do);
    }
    for (const { work, mode } of w.guests) if (work > 0) seen.modes.add(w.program.modes[mode]?.id ?? '');
    seen.readsServed += w.devices.reduce((sum, { drawn }) => sum + drawn, 0);
  }
  return seen;
}

const ANYWHERE: CommandName[] = [
  'place',
  'preempt',
  'deck',
  'inject',
  'setWeight',
  'setCap',
  'setPageCap',
  'setCallLimit',
  'admit',
  'refuse',
];
const OWN: Record<string, { commands: CommandName[]; events: SimEvent['type'][] }> = {
  'p4-2005': {
    commands: ['route', 'park', 'setRule', 'drain'],
    events: ['exitRaised', 'exitRouted', 'exitDone', 'exitParked', 'requestLatched', 'latchDrained'],
  },
  'xeon-2003': { commands: ['setRule', 'port'], events: ['hypercallMade', 'partWritten', 'ruleChanged'] },
  'xeon-2013': { commands: [], events: [] },
};

const ANYHOW: SimEvent['type'][] = [
  'pcpuPowered',
  'guestRose',
  'guestAsked',
  'guestAdmitted',
  'guestRefused',
  'guestLeft',
  'guestRebooted',
  'kernelPanicked',
  'episodeStarted',
  'requestServed',
  'interruptInjected',
  'limitChanged',
];

test.each(PLATFORMS)('worlds on $costs have everything in them', (platform) => {
  const { commands, events, modes, readsServed } = sampled(platform);
  const own = OWN[platform.costs];
  const missing = [
    ...[...ANYWHERE, ...(own?.commands ?? [])].filter((command) => !commands.has(command)),
    ...[...ANYHOW, ...(own?.events ?? [])].filter((event) => !events.has(event)),
    ...[...platform.modes, ...platform.openModes].filter((mode) => !modes.has(mode)),
  ];
  expect(missing).toEqual([]);
  expect(readsServed > 0).toBe(platform.devices.length > 0);
});

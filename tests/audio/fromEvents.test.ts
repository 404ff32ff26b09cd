import { describe, expect, test } from 'vitest';
import { createEventSounds } from '../../src/audio/fromEvents.ts';
import { exitSound } from '../../src/audio/parts/exits.ts';
import type { SoundId } from '../../src/audio/sounds.ts';
import type { SimEvent } from '../../src/sim/index.ts';

type Played = { id: SoundId; variant?: number; gain?: number };

/** Plays events on a machine whose task t belongs to guest t + 10, at the end of a run with two stars unless told. */
function play(events: SimEvent[], stars = 2): Played[] {
  const played: Played[] = [];
  const listen = createEventSounds(
    { play: (id, options) => played.push({ ...options, id }) },
    { guestOf: (task) => task + 10, stars: () => stars },
  );
  for (const event of events) listen(event);
  return played;
}

const ids = (events: SimEvent[], stars?: number): SoundId[] => play(events, stars).map(({ id }) => id);
const exit = (type: 'exitRaised' | 'exitRouted' | 'exitDone' | 'exitParked', at: number, task = 0): SimEvent => ({
  type,
  at,
  task,
  reason: 'ioRead',
  handler: type === 'exitRaised' ? '' : 'serve',
});
const held = (at: number): SimEvent => ({ type: 'modeChanged', at, pcpu: 0, mode: 'decision', guest: 10 });

const at = 5;
test.each<[string, SimEvent, SoundId[]]>([
  ['a switch', { type: 'modeChanged', at, pcpu: 0, mode: 'switch', guest: 0 }, ['switch']],
  ['useful work', { type: 'modeChanged', at, pcpu: 0, mode: 'guestUser', guest: 0 }, []],
  ['a warm cache', { type: 'taskWarm', at, task: 0, pcpu: 0 }, ['warm']],
  ['a vCPU taken off', { type: 'taskPreempted', at, task: 0, pcpu: 0 }, ['pickUp']],
  ['a state', { type: 'stateChanged', at, task: 0, from: 'ready', to: 'running' }, []],
  ['a drain', { type: 'latchDrained', at, pcpu: 0, n: 4, saved: 12501, queue: 'latch' }, ['drain']],
  ['a hypercall', { type: 'hypercallMade', at, task: 0, handler: 'timer' }, ['hypercall']],
  [
    'a forced injection',
    { type: 'interruptInjected', at, guest: 0, line: 'nic', n: 1, forced: true },
    ['exitInterrupt'],
  ],
  [
    'a hitched one',
    { type: 'interruptInjected', at, guest: 0, line: 'nic', n: 1, forced: false },
    ['interruptHitched'],
  ],
  ['a warning', { type: 'guestWarned', at, guest: 0 }, ['warning']],
  ['a guest that gives up', { type: 'guestRebooted', at, guest: 0 }, ['giveUp']],
  ['a guest that rises', { type: 'guestRose', at, guest: 0 }, ['boot']],
  [
    'a wire',
    { type: 'ruleChanged', at, rule: { reason: 'clock', guest: '*', handler: 'emulator' }, on: true },
    ['wired'],
  ],
  [
    'a wire removed',
    { type: 'ruleChanged', at, rule: { reason: 'clock', guest: '*', handler: 'emulator' }, on: false },
    ['uiBack'],
  ],
  ['trouble that has to be diagnosed', { type: 'episodeStarted', at, guest: 0, kind: 'cacheFlood' }, []],
  ['a panic', { type: 'kernelPanicked', at, guest: 0 }, ['panic']],
  ['a new pCPU', { type: 'pcpuPowered', at, pcpu: 1 }, ['boot']],
  ['a lost level', { type: 'ended', at, status: 'lost' }, ['levelLost']],
  ['a level that is over, with stars', { type: 'ended', at, status: 'over' }, ['levelWon']],
  ['an exhausted budget', { type: 'ended', at, status: 'budget' }, []],
])('%s', (_, event, expected) => {
  expect(ids([event])).toEqual(expected);
});

test('a level that is over without a star is not won', () => {
  expect(ids([{ type: 'ended', at, status: 'over' }], 0)).toEqual(['levelLost']);
});

test('a guest has its pitch, and a scheduler is softer than a hand', () => {
  const placed = (byHand: boolean): SimEvent => ({ type: 'taskPlaced', at, task: 3, pcpu: 0, cold: 0, byHand });
  expect(play([placed(true), placed(false)])).toEqual([
    { id: 'place', variant: 13, gain: 1 },
    { id: 'place', variant: 13, gain: 0.4 },
  ]);
});

test('marbles rise with their stack', () => {
  const latched = (n: number): SimEvent => ({ type: 'requestLatched', at, task: 0, n, queue: 'latch' });
  expect(play([latched(1), latched(2), latched(6)]).map(({ variant }) => variant)).toEqual([0, 1, 5]);
});

describe('an exit', () => {
  test('that is held says its note in full, is answered with a tick, and resolves in full', () => {
    expect(play([exit('exitRaised', 10), held(10), exit('exitRouted', 90), exit('exitDone', 200)])).toEqual([
      { id: 'exitIoRead' },
      { id: 'routed' },
      { id: 'served', gain: 1 },
    ]);
  });

  test('that a wire answers is heard from afar', () => {
    expect(play([exit('exitRaised', 10), exit('exitRouted', 10), exit('exitDone', 200)])).toEqual([
      { id: 'routed' },
      { id: 'exitIoRead', gain: 0.4 },
      { id: 'served', gain: 0.4 },
    ]);
  });

  test('of another task at the same time is not mistaken for it', () => {
    const events = [exit('exitRaised', 10, 0), held(10), exit('exitRouted', 10, 1)];
    expect(play(events)).toEqual([{ id: 'exitIoRead' }, { id: 'routed' }]);
  });

  test('that goes back to waiting is not announced twice', () => {
    expect(ids([exit('exitRaised', 10), held(10), exit('exitParked', 20), held(30)])).toEqual(['exitIoRead', 'pickUp']);
  });

  test.each([
    ['privileged', 'exitPrivileged'],
    ['clock', 'exitPrivileged'],
    ['pageTable', 'exitPageTable'],
    ['fault', 'exitFault'],
    ['ioRead', 'exitIoRead'],
    ['ioWrite', 'exitIoWrite'],
    ['hypercall', 'exitHypercall'],
    ['interrupt', 'exitInterrupt'],
    ['a reason of somebody else’s level', 'exitPrivileged'],
    ['constructor', 'exitPrivileged'],
  ])('for %s has the note %s', (reason, sound) => {
    expect(exitSound(reason)).toBe(sound);
  });
});

import { describe, expect, test } from 'vitest';
import type { BedState } from '../../src/audio/bed.ts';
import { bedOf, createViewSounds, type HeardMachine as Heard } from '../../src/audio/fromView.ts';
import { longestWait } from '../../src/audio/parts/exits.ts';
import type { SoundId } from '../../src/audio/sounds.ts';

type Goal = Heard['goals'][number];
type Exits = NonNullable<Heard['parts']['exits']>;
type ExitView = Exits['open'][number];

const goal = (id: string, met: boolean): Goal => ({
  id,
  star: 1,
  metric: 'usefulShare',
  of: null,
  guest: -1,
  unit: 'bp',
  value: 5000,
  target: 5200,
  atMost: false,
  met,
  samples: 1,
  minSamples: 0,
  fill: 5000,
  tick: 5200,
});
const exit = (at: number, waiting = true): ExitView => ({
  task: 0,
  guest: 0,
  n: 1,
  reason: 'clock',
  op: 'readClock',
  at,
  pcpu: 0,
  handler: null,
  waiting,
  lasts: 0,
});
const wire = (reason: string): Exits['wires'][number] => ({ reason, handler: 'emulator', fired: 0, codeLines: 4000 });

const exits = (open: ExitView[], wires: Exits['wires'] = []) => ({
  parts: {
    exits: {
      open,
      wires,
      handlers: [],
      reasons: ['clock', 'port'],
      exceptions: [],
      boxes: [],
      flows: [],
      offer: null,
      rows: [],
    },
  },
});

/** At 1 GHz with 1 µs of machine per second of play, 1,000 cycles are one second of play. */
const CALM: Heard = {
  level: '04-trap-and-emulate',
  now: 10_000,
  hz: 1e9,
  playSecondNs: 1000,
  ...exits([]),
  goals: [goal('alive', true), goal('useful', false)],
  guests: [{ present: true, patience: 100, mood: 'earn' }],
  pcpus: [{ on: true, recent: { useful: 10_000, overhead: 0, decision: 0, idle: 0 } }],
};

function listen() {
  const played: SoundId[] = [];
  const beds: BedState[] = [];
  const see = createViewSounds({ play: (id) => played.push(id), bed: (state) => beds.push(state) });
  return {
    played,
    beds,
    see: (view: Partial<Heard>, now: number, paused = false) => see({ ...CALM, ...view }, paused, now),
  };
}

describe('the bed', () => {
  test('of a busy machine with patient guests is healthy', () => {
    expect(bedOf(CALM, false)).toEqual({ health: 1, steal: 0, activity: 1, paused: false });
  });

  test('hears one unhappy guest among many, and none that is not there', () => {
    const guest = (patience: number, present = true) =>
      ({ present, patience, mood: patience < 50 ? 'drain' : 'earn' }) as const;
    const guests = [guest(100), guest(100), guest(100), guest(20), guest(0, false)];
    expect(bedOf({ ...CALM, guests }, false)).toMatchObject({ health: 0.5, steal: 0.25 });
  });

  test('of an empty machine is defined', () => {
    expect(bedOf({ ...CALM, guests: [], pcpus: [] }, true)).toEqual({ health: 1, steal: 0, activity: 0, paused: true });
  });
});

describe('the heartbeat', () => {
  test('counts seconds of play, of exits that wait for somebody', () => {
    expect(longestWait({ ...CALM, ...exits([exit(9500), exit(7000), exit(1000, false)]) })).toBe(3);
    expect(longestWait({ ...CALM, ...exits([exit(7000)]), playSecondNs: 2000 })).toBe(1.5);
    expect(longestWait(CALM)).toBe(0);
  });

  test('begins after one second, beats with the bed, and faster after four', () => {
    const beats = (waited: number): number => {
      const { played, see } = listen();
      for (let now = 10_000; now < 14_800; now += 16) see(exits([exit(10_000 - waited)]), now);
      return played.filter((id) => id === 'waiting').length;
    };
    expect(beats(900)).toBe(0);
    expect(beats(1000)).toBe(3);
    expect(beats(4000)).toBe(6);
  });

  test('stands still in a pause', () => {
    const { played, see } = listen();
    see(exits([exit(0)]), 10_000, true);
    expect(played).toEqual([]);
  });
});

describe('a star', () => {
  test('that is met from the start does not ring', () => {
    const { played, see } = listen();
    see({}, 0);
    see({}, 16);
    expect(played).toEqual([]);
  });

  test('rings loudly the first time, briefly the next, and not each time that a value trembles', () => {
    const { played, see } = listen();
    see({ goals: [goal('useful', false), goal('wake', false)] }, 0);
    see({ goals: [goal('useful', true), goal('wake', false)] }, 1000);
    see({ goals: [goal('useful', false), goal('wake', false)] }, 1100);
    see({ goals: [goal('useful', true), goal('wake', false)] }, 1200);
    see({ goals: [goal('useful', true), goal('wake', true)] }, 1300);
    expect(played).toEqual(['starFirst', 'starAgain']);
    see({ goals: [goal('useful', false), goal('wake', true)] }, 9000);
    see({ goals: [goal('useful', true), goal('wake', true)] }, 9100);
    expect(played).toEqual(['starFirst', 'starAgain', 'starAgain']);
  });

  test('of the next level is a first one again', () => {
    const { played, see } = listen();
    for (const level of ['one', 'two']) {
      see({ level, goals: [goal('useful', false)] }, 0);
      see({ level, goals: [goal('useful', true)] }, 100);
    }
    expect(played).toEqual(['starFirst', 'starFirst']);
  });
});

describe('the quiet', () => {
  const both = [wire('clock'), wire('port')];
  const wired = exits([], both);

  test('comes once, when every reason has its wire and nothing has waited for a while', () => {
    const { played, see } = listen();
    see(exits([exit(9900)]), 0);
    see(exits([exit(9900)], both), 1000);
    see(wired, 2000);
    see(wired, 3400);
    expect(played).toEqual([]);
    see(wired, 3500);
    see(wired, 9000);
    expect(played).toEqual(['quiet']);
  });

  test('does not come while a reason has no wire', () => {
    const { played, see } = listen();
    see(exits([exit(9900)]), 0);
    for (let now = 100; now < 9000; now += 100) see(exits([], [wire('clock')]), now);
    expect(played).toEqual([]);
  });

  test('does not come in a level where nothing ever waited', () => {
    const { played, see } = listen();
    for (let now = 0; now < 9000; now += 100) see(wired, now);
    expect(played).toEqual([]);
  });
});

/** The machine of level 8: four guests of three kernels under a translator, all of which switch processes all the time. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  advance,
  type Command,
  type CostModel,
  type Cycles,
  can,
  createWorld,
  type GuestSpec,
  type Id,
  type Int,
  metric,
  OPS,
  partsNewTo,
  queueRoom,
  VERBS,
  type World,
  wholeOf,
} from '../../../src/sim/index.ts';
import { give, heard, spent } from './desk.ts';

const MODEL = JSON.parse(
  readFileSync(new URL('../../../levels/costs/xeon-2003.json', import.meta.url), 'utf8'),
) as CostModel;
const cost = (id: Id): Cycles => MODEL.costs[id]?.cycles ?? Number.NaN;
/** what a process switch takes of the hypervisor when it traps, and when a ported kernel asks for it */
const TRAP = cost('exit') + cost('bt.contextSwitch') + cost('entry');
const CALL = cost('pv.contextSwitch');
/** … and when it would ask, but the call is not there: its instruction traps and is emulated */
const MISS = CALL + cost('pv.trapped');

const PORT_TIME: Cycles = 1_000_000;
const BOOT: Cycles = 30_000;
const SWITCHES = OPS.indexOf('contextSwitch');
const USER: Int = 0;

const guest = (id: Id, kernel: Id): GuestSpec => ({
  id,
  kernel,
  vcpus: 1,
  weight: 256,
  mode: 'binaryTranslation',
  machine: 'host',
  footprint: 0,
  boot: BOOT,
  workload: { script: [{ burst: 20_000 }, { op: 'contextSwitch' }], loop: true },
});
/** `build` and `web` share a kernel. */
const [BUILD, WEB, MAIL, DESK] = [0, 1, 2, 3];

/** Somebody who never comes, and could make every call: a call is there only where somebody may make it. */
const never: GuestSpec = {
  ...guest('never', 'linux'),
  rises: 99_000_000,
  workload: {
    script: (['contextSwitch', 'ptMap', 'blockWrite', 'setTimer'] as const).map((op) => ({ op })),
    loop: false,
  },
};

function host(
  verbs: readonly (typeof VERBS)[number][] = VERBS,
  more: readonly GuestSpec[] = [],
  knobs: Record<Id, Int> = {},
): World {
  const created = createWorld(
    {
      seed: 1,
      length: 100_000_000,
      machines: [{ id: 'host', costs: 'xeon-2003', pcpus: 4, features: [], devices: [], host: 'bare' }],
      kernels: [
        { id: 'linux', family: 'linux', closed: false, portLines: 2995 },
        { id: 'netbsd', family: 'netbsd', closed: false, portLines: 0 },
        { id: 'windows', family: 'windows', closed: true, portLines: 4620 },
      ],
      guests: [
        guest('build', 'linux'),
        guest('web', 'linux'),
        guest('mail', 'netbsd'),
        guest('desk', 'windows'),
        ...more,
        never,
      ],
      rules: [],
      scheduler: { kind: 'dispatcher', slice: 0 },
      knobs: { partCycles: PORT_TIME, ...knobs },
      verbs: [...verbs],
      porting: { mode: 'paravirtual' },
      goals: [],
      maxReboots: 1000,
    },
    [MODEL],
  );
  if (!created.ok) throw new Error(`${created.code} at ${created.path}`);
  return created.world;
}

const port = (kernel: Id, call: Id = 'hc.switch'): Command => ({ do: 'port', kernel, call });
const restart = (guest: Int): Command => ({ do: 'restart', guest });
/** of everybody but who never comes */
const modes = (w: World): Id[] => w.guests.slice(0, -1).map(({ mode }) => w.program.modes[mode]?.id ?? '');

/** Goes on until all four guests compute, so that no switch is half done. */
function rest(w: World): void {
  while (w.pcpus.some(({ interval, mode }) => interval !== 'burst' || mode !== USER)) advance(w, w.now + 100);
}

/** What one process switch of each guest takes of the hypervisor from now on. */
function prices(w: World): Cycles[] {
  const read = (): { count: Int; cycles: Cycles }[] =>
    w.guests.slice(0, -1).map((_, g) => ({
      count: w.opCount[g]?.[SWITCHES] ?? Number.NaN,
      cycles: w.opCycles[g]?.[SWITCHES] ?? Number.NaN,
    }));
  rest(w);
  const before = read();
  advance(w, w.now + 500_000);
  rest(w);
  return read().map(({ count, cycles }, g) => (cycles - (before[g]?.cycles ?? 0)) / (count - (before[g]?.count ?? 0)));
}

/** A machine on which some parts of Linux are written, and its guests have restarted. */
function ported(...calls: Id[]): World {
  const w = host();
  for (const call of calls) give(w, 0, port('linux', call));
  advance(w, calls.length * PORT_TIME + 1);
  for (const g of [BUILD, WEB]) give(w, w.now, restart(g));
  advance(w, w.now + 200_000);
  return w;
}

describe('a part of a port', () => {
  it('takes its time, to the cycle', () => {
    const w = host();
    give(w, 1_000, port('linux'));
    expect(heard(w, 1_000 + PORT_TIME - 1, 'partWritten')).toEqual([]);
    expect(heard(w, 1_000 + PORT_TIME + 1, 'partWritten')).toEqual([
      { type: 'partWritten', at: 1_000 + PORT_TIME, kernel: 'linux', call: 'hc.switch' },
    ]);
  });

  it('takes longer the more code its call is', () => {
    const w = host();
    w.knobs.lineCycles = 100;
    const whole = (call: Id): Cycles => wholeOf(w, { kernel: 0, call });
    expect(whole('hc.switch')).toBe(PORT_TIME + 100 * 150);
    expect(whole('hc.pageTable')).toBe(PORT_TIME + 100 * 6617);
  });

  it('changes nobody before a restart, and then all guests of its kernel that restart, and nobody else', () => {
    const w = host();
    give(w, 1_000, port('linux'));
    advance(w, 1_000 + PORT_TIME + 200_000);
    expect(new Set(modes(w))).toEqual(new Set(['binaryTranslation']));
    expect([BUILD, WEB, MAIL, DESK].map((g) => partsNewTo(w, g).length)).toEqual([1, 1, 0, 0]);
    give(w, w.now, restart(WEB));
    advance(w, w.now + 200_000);
    expect(modes(w)).toEqual(['binaryTranslation', 'paravirtual', 'binaryTranslation', 'binaryTranslation']);
    expect(prices(w)).toEqual([TRAP, CALL, TRAP, TRAP]);
  });

  it('brings nobody before their time, and whoever comes later comes with it', () => {
    const w = host(VERBS, [{ ...guest('late', 'linux'), rises: 3_000_000 }]);
    give(w, 1_000, port('linux'));
    expect(heard(w, 5_000_000, 'guestRose').filter(({ guest: g }) => g === DESK + 1)).toMatchObject([
      { at: 3_000_000 },
    ]);
    expect(modes(w)[DESK + 1]).toBe('paravirtual');
  });

  it('answers what it is for: a kernel that has another one still traps', () => {
    expect(prices(ported('hc.timer'))).toEqual([MISS, MISS, TRAP, TRAP]);
    expect(prices(ported('hc.timer', 'hc.switch'))).toEqual([CALL, CALL, TRAP, TRAP]);
  });

  it('is heard of whenever its call is made', () => {
    const w = ported('hc.switch');
    const calls = heard(w, w.now + 500_000, 'hypercallMade');
    expect(new Set(calls.map(({ handler }) => handler))).toEqual(new Set(['hc.switch']));
    expect(new Set(calls.map(({ task }) => w.tasks[task]?.guest))).toEqual(new Set([BUILD, WEB]));
  });

  const done = (w: World): void => {
    give(w, w.now, port('linux'));
    advance(w, w.now + PORT_TIME + 1);
  };
  const refusals: [string, string, (w: World) => void, Command][] = [
    ['a closed kernel, at any time', 'closedKernel', () => undefined, port('windows')],
    ['a kernel that is not there', 'noSuchKernel', () => undefined, port('vms')],
    ['a call that is not there', 'noSuchHandler', () => undefined, port('linux', 'hc.none')],
    ['the same again', 'alreadyPorted', done, port('linux')],
    [
      'a part that is not in the queue',
      'notQueued',
      () => undefined,
      { do: 'promote', kernel: 'linux', call: 'hc.timer' },
    ],
    [
      'a part that is in hand',
      'inHand',
      (w) => give(w, w.now, port('linux')),
      { do: 'promote', kernel: 'linux', call: 'hc.switch' },
    ],
    ['a restart for nothing', 'nothingNew', () => undefined, restart(BUILD)],
    ['a restart of who is not there', 'noSuchGuest', done, restart(99)],
  ];
  it.each(refusals)('is refused for %s: %s', (_, code, before, command) => {
    const w = host();
    advance(w, 100_000);
    before(w);
    expect(can(w, command)).toMatchObject({ ok: false, code });
  });
});

describe('one pair of hands', () => {
  const promote = (kernel: Id, call: Id): Command => ({ do: 'promote', kernel, call });
  /** what is written, in that order, and when */
  const written = (w: World, until: Cycles): [Id, Id, Cycles][] =>
    heard(w, until, 'partWritten').map(({ kernel, call, at }) => [kernel, call, at]);

  it('write one thing after the other, in the order in which it was asked for', () => {
    const w = host();
    give(w, 0, port('linux', 'hc.timer'));
    give(w, 10, port('netbsd'));
    expect(written(w, 3 * PORT_TIME)).toEqual([
      ['linux', 'hc.timer', PORT_TIME],
      ['netbsd', 'hc.switch', 2 * PORT_TIME],
    ]);
  });

  it('leave a part for another one, and go on with it where they left it', () => {
    const w = host();
    give(w, 0, port('linux', 'hc.timer'));
    give(w, 10, port('netbsd'));
    give(w, PORT_TIME / 4, promote('netbsd', 'hc.switch'));
    expect(written(w, 3 * PORT_TIME)).toEqual([
      ['netbsd', 'hc.switch', 1.25 * PORT_TIME],
      ['linux', 'hc.timer', 2 * PORT_TIME],
    ]);
  });

  it('put a part aside that is asked for once more, and keep what is written of it', () => {
    const w = host();
    give(w, 0, port('linux'));
    give(w, PORT_TIME / 2, port('linux'));
    expect(written(w, 2 * PORT_TIME)).toEqual([]);
    give(w, 2 * PORT_TIME, port('linux'));
    expect(written(w, 4 * PORT_TIME)).toEqual([['linux', 'hc.switch', 2.5 * PORT_TIME]]);
  });

  it('queue no more than they are told to, and say how many more', () => {
    expect(queueRoom(host())).toBeNull();
    const w = host(VERBS, [], { queueParts: 2 });
    expect(queueRoom(w)).toBe(2);
    give(w, 0, port('linux'));
    expect([queueRoom(w), can(w, port('netbsd')).ok]).toEqual([1, true]);
    give(w, 10, port('netbsd'));
    expect([queueRoom(w), can(w, port('linux', 'hc.timer')).ok]).toEqual([0, false]);
    advance(w, PORT_TIME);
    expect([queueRoom(w), can(w, port('linux', 'hc.timer')).ok]).toEqual([1, true]);
  });
});

describe('a restart', () => {
  it('brings all that is written by then, once, and is not held against the player', () => {
    const w = host();
    give(w, 0, port('linux', 'hc.timer'));
    give(w, 0, port('linux', 'hc.switch'));
    advance(w, 2 * PORT_TIME + 1);
    give(w, w.now, restart(BUILD));
    expect(heard(w, w.now + 200_000, 'guestUp').map((event) => event.guest)).toEqual([BUILD]);
    expect(spent(w, 'boot')).toBe(BOOT);
    expect(metric(w, 'reboots')?.value).toBe(0);
    expect(partsNewTo(w, BUILD)).toEqual([]);
    expect(partsNewTo(w, WEB)).toEqual(['hc.timer', 'hc.switch']);
  });

  it('needs its own verb', () => {
    const w = host(['port']);
    give(w, 0, port('linux'));
    advance(w, PORT_TIME + 1);
    expect(can(w, restart(BUILD))).toMatchObject({ ok: false, code: 'lockedVerb' });
  });
});

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
  VERBS,
  type World,
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

function host(verbs: readonly (typeof VERBS)[number][] = VERBS, more: readonly GuestSpec[] = []): World {
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
      knobs: { portCycles: PORT_TIME },
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

const port = (kernel: Id): Command => ({ do: 'port', kernel });
const table = (handler: Id, on: boolean): Command => ({
  do: 'setRule',
  rule: { reason: 'hypercall', guest: '*', handler },
  on,
});
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

/** A machine on which Linux was ported and has restarted, with some calls in the table. */
function ported(...calls: Id[]): World {
  const w = host();
  for (const call of calls) give(w, 0, table(call, true));
  give(w, 1_000, port('linux'));
  advance(w, 1_000 + PORT_TIME + 200_000);
  return w;
}

describe('a port', () => {
  it('takes the port time, to the cycle', () => {
    const w = host();
    give(w, 1_000, port('linux'));
    expect(heard(w, 1_000 + PORT_TIME - 1, 'kernelPorted')).toEqual([]);
    expect(heard(w, 1_000 + PORT_TIME + 1, 'kernelPorted')).toEqual([
      { type: 'kernelPorted', at: 1_000 + PORT_TIME, kernel: 'linux', machine: 0 },
    ]);
  });

  it('is one of the kernel: all guests that run it change, and nobody else', () => {
    const w = host();
    expect(new Set(modes(w))).toEqual(new Set(['binaryTranslation']));
    give(w, 1_000, port('linux'));
    advance(w, 1_000 + PORT_TIME + 200_000);
    expect(modes(w)).toEqual(['paravirtual', 'paravirtual', 'binaryTranslation', 'binaryTranslation']);
  });

  it('brings nobody before their time, and leaves those alone who were let in', () => {
    const [late, tenant] = [4, 5];
    const asks = { at: 2_000, stay: 100_000_000, risk: 0 };
    const w = host(VERBS, [
      { ...guest('late', 'linux'), rises: 3_000_000 },
      { ...guest('tenant', 'linux'), enters: asks },
    ]);
    w.knobs.askCycles = 5_000_000;
    give(w, 1_000, port('linux'));
    expect(heard(w, 5_000_000, 'guestRose').filter(({ guest }) => guest === late)).toMatchObject([{ at: 3_000_000 }]);
    expect(modes(w)[late]).toBe('paravirtual');
    expect(w.guests[tenant]?.stage).toBe('asking');
    expect(modes(w)[tenant]).toBe('binaryTranslation');
  });

  it('restarts each of them once, and that is not held against the player', () => {
    const w = host();
    give(w, 1_000, port('linux'));
    const up = heard(w, 5_000_000, 'guestUp').map((event) => event.guest);
    expect(up.sort()).toEqual([BUILD, WEB]);
    expect(spent(w, 'boot')).toBe(2 * BOOT);
    expect(metric(w, 'reboots')?.value).toBe(0);
  });

  const done = (w: World): void => {
    give(w, 0, port('linux'));
    advance(w, PORT_TIME + 1);
  };
  const refusals: [string, string, (w: World) => void, Id][] = [
    ['a closed kernel, at any time', 'closedKernel', () => undefined, 'windows'],
    ['a kernel that is not there', 'noSuchKernel', () => undefined, 'vms'],
    ['another one meanwhile', 'portBusy', (w) => give(w, 0, port('linux')), 'netbsd'],
    ['the same again', 'alreadyPorted', done, 'linux'],
  ];
  it.each(refusals)('is refused for %s: %s', (_, code, before, kernel) => {
    const w = host();
    before(w);
    expect(can(w, port(kernel))).toMatchObject({ ok: false, code });
  });

  it('can be followed by another', () => {
    const w = ported();
    give(w, w.now, port('netbsd'));
    advance(w, w.now + PORT_TIME + 200_000);
    expect(modes(w)[MAIL]).toBe('paravirtual');
    expect(modes(w)[DESK]).toBe('binaryTranslation');
  });
});

describe('a hypercall in the table', () => {
  it('is no use to kernels that do not know it', () => {
    const w = host();
    give(w, 0, table('hc.switch', true));
    expect(prices(w)).toEqual([TRAP, TRAP, TRAP, TRAP]);
    expect(spent(w, 'hypercall')).toBe(0);
  });

  it('takes the place of the trap for guests of the ported kernel alone', () => {
    expect(prices(ported('hc.switch'))).toEqual([CALL, CALL, TRAP, TRAP]);
  });

  it('answers what it is for: with another one enabled, the ported kernel still traps', () => {
    expect(prices(ported('hc.timer', 'hc.notify'))).toEqual([MISS, MISS, TRAP, TRAP]);
  });

  it('can be taken out and put back at any time: the ported kernel traps meanwhile', () => {
    const w = ported('hc.switch');
    expect(prices(w)[WEB]).toBe(CALL);
    give(w, w.now, table('hc.switch', false));
    expect(prices(w)[WEB]).toBe(MISS);
    give(w, w.now, table('hc.switch', true));
    expect(prices(w)[WEB]).toBe(CALL);
  });

  it('is heard of whenever it is made', () => {
    const w = ported('hc.switch');
    const calls = heard(w, w.now + 500_000, 'hypercallMade');
    expect(new Set(calls.map(({ handler }) => handler))).toEqual(new Set(['hc.switch']));
    expect(new Set(calls.map(({ task }) => w.tasks[task]?.guest))).toEqual(new Set([BUILD, WEB]));
  });

  it('needs its own verb', () => {
    const w = host(['port']);
    expect(can(w, table('hc.switch', true))).toMatchObject({ ok: false, code: 'lockedVerb' });
  });
});

describe('a table with room for two, whose entries take time', () => {
  const TAKES: Cycles = 200_000;
  /** the same machine, with what the level says about its table */
  function small(): World {
    const w = ported();
    w.knobs.callRoom = 2;
    w.knobs.callCycles = TAKES;
    return w;
  }

  it('refuses a third until one is taken out', () => {
    const w = small();
    give(w, w.now, table('hc.timer', true));
    give(w, w.now, table('hc.notify', true));
    expect(can(w, table('hc.switch', true))).toMatchObject({ ok: false, code: 'tableFull', args: { room: 2 } });
    give(w, w.now, table('hc.timer', false));
    expect(can(w, table('hc.switch', true))).toEqual({ ok: true });
  });

  it('answers a new call when it has been added, to the cycle, and says so; until then the kernel traps', () => {
    const w = small();
    const from = w.now;
    give(w, from, table('hc.switch', true));
    expect(heard(w, from + TAKES - 1, 'hypercallReady')).toEqual([]);
    expect(heard(w, from + TAKES - 1, 'hypercallMade')).toEqual([]);
    expect(heard(w, from + TAKES, 'hypercallReady')).toEqual([
      { type: 'hypercallReady', at: from + TAKES, handler: 'hc.switch' },
    ]);
    expect(prices(w)[WEB]).toBe(CALL);
  });

  it('takes one out at once; whoever changes their mind pays again', () => {
    const w = small();
    give(w, w.now, table('hc.switch', true));
    advance(w, w.now + TAKES);
    give(w, w.now, table('hc.switch', false));
    expect(prices(w)[WEB]).toBe(MISS);
    const again = w.now;
    give(w, again, table('hc.switch', true));
    expect(heard(w, again + TAKES - 1, 'hypercallMade')).toEqual([]);
  });

  it('adds two side by side, each with its own time', () => {
    const w = small();
    const from = w.now;
    give(w, from, table('hc.switch', true));
    give(w, from + TAKES / 2, table('hc.timer', true));
    expect(heard(w, from + 2 * TAKES, 'hypercallReady').map(({ at, handler }) => [at - from, handler])).toEqual([
      [TAKES, 'hc.switch'],
      [1.5 * TAKES, 'hc.timer'],
    ]);
  });
});

describe('how many were trusted at once', () => {
  it('is the most there ever were, whatever is taken out later', () => {
    const w = host();
    const counts = (): (Int | undefined)[] => [metric(w, 'hypercalls')?.value, metric(w, 'hypercallsMost')?.value];
    expect(counts()).toEqual([0, 0]);
    give(w, 0, table('hc.switch', true));
    give(w, 0, table('hc.timer', true));
    expect(counts()).toEqual([2, 2]);
    give(w, 10, table('hc.timer', false));
    give(w, 20, table('hc.notify', true));
    expect(counts()).toEqual([2, 2]);
    give(w, 30, table('hc.pageTable', true));
    expect(counts()).toEqual([3, 3]);
    for (const call of ['hc.switch', 'hc.notify', 'hc.pageTable']) give(w, 40, table(call, false));
    expect(counts()).toEqual([0, 3]);
  });

  it('counts the code that is trusted now', () => {
    const w = host();
    const lines = MODEL.handlers.find(({ id }) => id === 'hc.notify')?.codeLines;
    const before = metric(w, 'trustedLines')?.value ?? 0;
    give(w, 0, table('hc.notify', true));
    expect((metric(w, 'trustedLines')?.value ?? 0) - before).toBe(lines);
  });
});

/** The life cycle of a vCPU as a table: what each command answers in each state, and what becomes of it. */
import { describe, expect, it } from 'vitest';
import { advance, apply, type Command, can, type GuestSpec, type Setup, type World } from '../../src/sim/index.ts';
import { KERNELS } from './machines.ts';
import { made } from './worlds.ts';

const guest = (id: string, ops: object): GuestSpec => ({
  id,
  kernel: 'open',
  vcpus: 1,
  weight: 256,
  mode: 'trapAndEmulate',
  machine: 'm',
  footprint: 4,
  boot: 5_000,
  workload: { phases: [{ burst: { kind: 'fixed', mean: 10_000 }, ops, sleep: { kind: 'fixed', mean: 50_000 } }] },
});

const setup: Setup = {
  seed: 1,
  length: 10_000_000,
  machines: [{ id: 'm', costs: 'p4-2005', pcpus: 2, features: [], devices: [], host: 'bare' }],
  kernels: KERNELS,
  guests: [guest('exits', { readClock: 1 }), guest('halts', { halt: 1 }), guest('other', { syscall: 1 })],
  rules: [],
  scheduler: { kind: 'hand', slice: 0 },
  knobs: {},
  verbs: ['place', 'preempt', 'deck', 'route', 'park', 'rule', 'drain', 'inject'],
  goals: [],
  maxReboots: 9,
};

const SWITCH = 4_728;
const EXIT = 807;

/** Worlds in which task 0 or 1 is in the state that the row names. */
const STATES = {
  ready: () => at(0),
  running: () => at(SWITCH + 2_000, { do: 'place', task: 0, pcpu: 0 }),
  held: () => at(SWITCH + 10_000 + 544 + EXIT + 500, { do: 'place', task: 0, pcpu: 0 }),
  handled: () => {
    const w = STATES.held();
    apply(w, { do: 'route', task: 0, exit: 1, handler: 'emulator' });
    advance(w, w.now + 100);
    return w;
  },
  parked: () => {
    const w = STATES.held();
    apply(w, { do: 'park', pcpu: 0 });
    return w;
  },
} as const;

function at(cycle: number, ...commands: Command[]): World {
  const w = made(setup);
  for (const command of commands) expect(apply(w, command)).toEqual({ ok: true });
  advance(w, cycle);
  return w;
}

const place: Command = { do: 'place', task: 0, pcpu: 1 };
const preempt: Command = { do: 'preempt', pcpu: 0 };
const route: Command = { do: 'route', task: 0, exit: 1, handler: 'emulator' };
const other: Command = { do: 'place', task: 2, pcpu: 0 };
const yes = { ok: true };
const deferred = { ok: true, deferred: true };
const no = (code: string) => expect.objectContaining({ ok: false, code });

describe('a vCPU that is', () => {
  it.each([
    ['ready', place, yes],
    ['ready', preempt, no('notRunning')],
    ['ready', route, no('noSuchExit')],
    ['running', place, no('alreadyPlaced')],
    ['running', preempt, yes],
    ['running', other, yes],
    ['held', place, no('alreadyPlaced')],
    ['held', preempt, yes],
    ['held', route, yes],
    ['held', other, yes],
    ['handled', preempt, deferred],
    ['handled', route, no('alreadyRouted')],
    ['handled', other, deferred],
    ['parked', place, no('undecided')],
    ['parked', route, yes],
  ] as const)('%s answers %o', (state, command, verdict) => {
    expect(can(STATES[state](), command)).toEqual(verdict);
  });

  it('held keeps its pCPU until somebody decides, and the pCPU is charged for the decision', () => {
    const w = STATES.held();
    advance(w, w.now + 500_000);
    expect(w.pcpus[0]).toMatchObject({ task: 0, interval: 'decision' });
    expect(w.tasks[0]).toMatchObject({ state: 'exited', exit: { handler: -1 } });
  });

  it('parked is ready once its exit has been decided, and finishes it when it is placed again', () => {
    const w = STATES.parked();
    expect(w.pcpus[0]).toMatchObject({ task: -1, interval: 'idle' });
    apply(w, route);
    expect(w.tasks[0]).toMatchObject({ state: 'ready', pcpu: -1 });
    apply(w, { do: 'place', task: 0, pcpu: 1 });
    expect(w.tasks[0]?.state).toBe('exited');
    advance(w, w.now + SWITCH + 216 + 1_007 + 1);
    expect(w.tasks[0]).toMatchObject({ state: 'running', exit: null });
  });

  it('handled leaves the pCPU at its next entry, and whoever was to come is next', () => {
    const w = STATES.handled();
    apply(w, other);
    expect(w.pcpus[0]).toMatchObject({ task: 0, resched: true, deck: 2 });
    advance(w, w.now + 216 + 1_007);
    expect(w.pcpus[0]).toMatchObject({ task: 2, interval: 'switch', resched: false });
    expect(w.tasks[0]?.state).toBe('ready');
  });

  it('blocked cannot be placed; it wakes by itself and wants a pCPU', () => {
    const w = at(SWITCH + 10_000 + 544 + EXIT + 10, { do: 'place', task: 1, pcpu: 0 });
    expect(w.tasks[1]).toMatchObject({ state: 'blocked', block: 'halt', pcpu: -1 });
    expect(can(w, { do: 'place', task: 1, pcpu: 1 })).toEqual(no('blocked'));
    advance(w, w.now + 50_000);
    expect(w.tasks[1]?.state).toBe('ready');
  });

  it('preempted for another stays next on that pCPU', () => {
    const w = STATES.running();
    apply(w, other);
    expect(w.pcpus[0]).toMatchObject({ task: 2, deck: 0 });
    expect(w.tasks[0]?.state).toBe('ready');
  });

  it('switched in pays for the switch, and only half of its cycles count while its cache is cold', () => {
    const w = at(SWITCH + 400, { do: 'place', task: 0, pcpu: 0 });
    expect(w.pcpus[0]).toMatchObject({ interval: 'warm' });
    advance(w, SWITCH + 2 * 544);
    expect(w.tasks[0]).toMatchObject({ debt: 0, burst: 10_000 - 544 });
    expect(w.ledger.byGuest[0]?.slice(0, 1)).toEqual([544]);
  });
});

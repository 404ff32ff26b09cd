import { describe, expect, it } from 'vitest';
import {
  advance,
  askedBy,
  can,
  type Id,
  type Int,
  metric,
  NONE,
  patienceAt,
  queueOf,
  quote,
  type SimEvent,
  type World,
} from '../../../src/sim/index.ts';
import { busy, CROSSING, cost, desk, give, guest, heard, SWITCH, served, spent, work } from './desk.ts';

/** as the cost model says */
const ROOM = 6;
const WIRES = { ioWrite: 'latch', ioRead: 'hold', privileged: 'emulator' };
/** a guest that writes n times, computes for 10,000 cycles after each, and halts */
const writer = (n: Int, id = 'a') =>
  guest(id, Array.from({ length: n }, () => [{ op: 'portOut' as const }, { burst: 10_000 }]).flat());
/** cycle by which `writer(n)` has latched its n writes */
const written = (n: Int) => SWITCH + n * (CROSSING + cost('latch') + 10_000);
const lying = (w: World): Int => queueOf(w, 0).requests.length;

describe('a latched write', () => {
  it('costs its guest the way out, a note and the way in; the device model comes later', () => {
    const w = desk([writer(3)], WIRES);
    advance(w, written(3));
    expect(lying(w)).toBe(3);
    expect(spent(w, 'emulation')).toBe(3 * cost('latch'));
    expect(spent(w, 'backend')).toBe(0);
    expect(work(w, 0)).toBeGreaterThanOrEqual(30_000);
  });

  it.each([1, 2, 4, 6])('drains on an idle pCPU at once: %i of them for one crossing and as many bodies', (n) => {
    const w = desk([writer(n)], WIRES);
    const at = written(n) + 50_000;
    advance(w, at);
    expect(w.pcpus[0]?.interval).toBe('idle');
    expect(quote(w, { do: 'drain', pcpu: 0 })).toMatchObject({ total: served(n), holdsPcpu: true });
    give(w, at, { do: 'drain', pcpu: 0 });
    const [drained] = heard(w, at + served(n) + 1, 'latchDrained');
    expect(drained).toMatchObject({ at: at + served(n), n, saved: (n - 1) * cost('drain.crossing') });
    expect([lying(w), spent(w, 'backend')]).toEqual([0, served(n)]);
  });

  it('drains on a busy pCPU at the next exit of its guest, which stands meanwhile', () => {
    const w = desk([writer(2), guest('b', [{ burst: 60_000 }, { op: 'readClock' }, { burst: 30_000 }])], WIRES, {
      pcpus: 2,
    });
    advance(w, written(2));
    expect(can(w, { do: 'drain', pcpu: 1 })).toEqual({ ok: true, deferred: true });
    give(w, written(2), { do: 'drain', pcpu: 1 });
    expect(can(w, { do: 'drain', pcpu: 0 })).toMatchObject({ ok: false, code: 'alreadyDraining' });
    const back = SWITCH + 60_000 + CROSSING + cost('te.emulate');
    const [drained] = heard(w, back + served(2), 'latchDrained');
    expect(drained).toMatchObject({ at: back + served(2), pcpu: 1, n: 2 });
    advance(w, back + served(2) + 30_000);
    expect(work(w, 1)).toBe(90_000 + (w.program.modes[w.guests[1]?.mode ?? 0]?.native[readClock(w)] ?? 0));
  });

  it('overflows: the seventh is taken, too, and its guest drains all of them at its very entry', () => {
    const w = desk([writer(ROOM + 1)], WIRES);
    const [drained] = heard(w, written(ROOM + 1) + 100_000, 'latchDrained');
    expect(drained).toMatchObject({ pcpu: 0, n: ROOM + 1 });
    expect(drained?.at).toBe(written(ROOM) + CROSSING + cost('latch') + served(ROOM + 1));
  });

  it('by hand is refused when the latch is full', () => {
    const w = desk([writer(ROOM), guest('b', [{ burst: 500_000 }, { op: 'portOut' }])], WIRES, { pcpus: 2 });
    give(w, 1, { do: 'setRule', rule: { reason: 'ioWrite', guest: '*', handler: 'latch' }, on: false });
    give(w, 2, { do: 'setRule', rule: { reason: 'ioWrite', guest: 'a', handler: 'latch' }, on: true });
    advance(w, SWITCH + 500_000 + cost('exit'));
    expect(can(w, { do: 'route', task: 1, exit: 1, handler: 'latch' })).toMatchObject({ ok: false, code: 'latchFull' });
    expect(can(w, { do: 'route', task: 1, exit: 1, handler: 'deviceModel' })).toEqual({ ok: true });
  });

  it('that waits too long costs its guest patience, even one that computes happily', () => {
    const goal = { metric: 'progress', tolerance: 0, patience: 1_000_000, regain: 10_000 } as const;
    const a = { ...guest('a', [{ op: 'portOut' }, { burst: 500_000 }]), goal };
    const w = desk([a], WIRES, { knobs: { latchTolerance: 40_000 } });
    const latched = SWITCH + cost('exit') + cost('latch');
    advance(w, latched + 40_000);
    const before = patienceAt(w, 0, w.now);
    advance(w, latched + 90_000);
    expect(patienceAt(w, 0, w.now)).toBe(before - 50_000);
  });
});

describe('a drain', () => {
  it.each([
    ['an empty latch', (w: World) => can(w, { do: 'drain', pcpu: 0 }), 'nothingToDrain'],
    ['a pCPU that is not there', (w: World) => can(w, { do: 'drain', pcpu: 7 }), 'noSuchPcpu'],
  ])('is refused for %s', (_, ask, code) => {
    expect(ask(desk([busy('a', 1_000)], WIRES))).toMatchObject({ ok: false, code });
  });

  it('serves what lay there when it got in; what is latched meanwhile waits for the next', () => {
    const w = desk([writer(2), busy('b', 1_000)], WIRES, { pcpus: 2 });
    const first = SWITCH + cost('exit') + cost('latch');
    advance(w, SWITCH + 6_000);
    give(w, Math.max(w.now, first), { do: 'drain', pcpu: 1 });
    const [drained] = heard(w, written(3), 'latchDrained');
    expect(drained?.n).toBe(1);
    expect(lying(w)).toBe(1);
  });

  it('goes through the same door as a request that is served at once', () => {
    const w = desk(
      [writer(2), guest('b', [{ burst: written(2) }, { op: 'blockRead' }])],
      { ...WIRES, ioRead: 'deviceModel' },
      { pcpus: 2 },
    );
    const read = SWITCH + written(2) + cost('exit');
    give(w, read + 100, { do: 'drain', pcpu: 0 });
    advance(w, read + 200_000);
    expect(spent(w, 'contention')).toBe(served(1) - 100);
    expect(lying(w)).toBe(0);
  });
});

describe('a held read', () => {
  const reader = guest('a', [{ op: 'blockRead' }, { burst: 10_000 }]);

  it('blocks its vCPU, whose pCPU is free for somebody else, until it is drained', () => {
    const w = desk([reader, busy('b', 200_000)], WIRES);
    advance(w, SWITCH + cost('exit') + cost('latch') + SWITCH);
    expect(w.tasks[0]).toMatchObject({ state: 'blocked', block: 'served', pcpu: NONE });
    expect(w.pcpus[0]?.task).toBe(1);
    // b exits only to halt: the drain happens when it leaves
    give(w, w.now + 100_000, { do: 'drain', pcpu: 0 });
    const [drained] = heard(w, 1_000_000, 'latchDrained');
    expect(drained).toMatchObject({ pcpu: 0, n: 1 });
    expect(work(w, 0)).toBeGreaterThanOrEqual(10_000);
  });

  it('shares the crossing with the writes that lie there', () => {
    const w = desk([writer(3, 'w'), { ...reader, rises: written(3) }], WIRES);
    advance(w, written(3) + 100_000);
    expect([lying(w), w.tasks[1]?.block]).toEqual([4, 'served']);
    give(w, w.now, { do: 'drain', pcpu: 0 });
    advance(w, w.now + served(4));
    expect([lying(w), w.tasks[1]?.state, w.tasks[1]?.block]).toEqual([0, 'blocked', 'device']);
    expect(spent(w, 'backend')).toBe(served(4));
    // the disk has it from the drain on, and nobody stands and waits meanwhile
    expect(w.pcpus[0]?.task).toBe(NONE);
    advance(w, w.now + cost('disk.read') + SWITCH + cost('irq.inject') + cost('entry') + 1);
    expect(w.tasks[1]?.state).toBe('running');
  });
});

describe('a request', () => {
  const answering = guest('a', [], {
    role: 'interactive',
    workload: {
      phases: [{ burst: { kind: 'fixed', mean: 2_000 }, ops: { portOut: 1 } }],
      arrivals: { every: { kind: 'fixed', mean: 100_000 }, rounds: 1, line: 'keys' },
    },
  });

  it.each([
    ['deviceModel', 0],
    ['latch', 50_000],
  ] as const)('is answered when its output has left: %s', (handler, later) => {
    const w = desk([answering], { ioWrite: handler });
    const answered = heard(w, 150_000, 'requestServed');
    expect(answered).toHaveLength(handler === 'latch' ? 0 : 1);
    if (handler === 'deviceModel') return;
    // an answer in the latch counts at its present age: putting it off does not make it shorter
    expect(metric(w, 'requestWorst', 'a')).toMatchObject({ samples: 1 });
    give(w, 150_000, { do: 'drain', pcpu: 0 });
    const [served1] = heard(w, 150_000 + served(1), 'requestServed');
    expect(served1).toMatchObject({ guest: 0, took: later + served(1) });
  });

  it('is forgotten when its guest is restarted', () => {
    const goal = { metric: 'progress', tolerance: 0, patience: 120_000, regain: 0 } as const;
    const w = desk([{ ...answering, goal }], { ioWrite: 'latch' }, { knobs: { latchTolerance: 0 } });
    const [restarted] = heard(w, 400_000, 'guestRebooted');
    expect(restarted?.guest).toBe(0);
    expect(queueOf(w, 0).requests.every(({ at }) => at > (restarted?.at ?? 0))).toBe(true);
  });
});

function readClock(w: World): Int {
  return w.opCount[1]?.findIndex((n) => n > 0) ?? 0;
}

describe('trusted code', () => {
  const wire = (reason: Id, handler: Id) =>
    ({ do: 'setRule', rule: { reason, guest: '*', handler }, on: true }) as const;
  const lines = (w: World) => metric(w, 'trustedLines')?.value ?? 0;

  it('counts once what handlers share: who notes writes notes reads, too', () => {
    const w = desk([writer(1), guest('b', [{ op: 'blockRead' }, { op: 'exception' }, { burst: 1_000 }])]);
    const before = lines(w);
    give(w, 0, wire('ioWrite', 'latch'));
    const noted = lines(w);
    expect(noted).toBeGreaterThan(before);
    give(w, 0, wire('ioRead', 'hold'));
    expect(lines(w)).toBe(noted);
    give(w, 0, wire('fault', 'reflect'));
    expect(lines(w)).toBeGreaterThan(noted);
  });
});

describe('what the latch asks for', () => {
  it('is a look when it is half full, and another when it has been drained, told apart', () => {
    const w = desk([writer(ROOM / 2)], WIRES);
    const asked: string[] = [];
    const hear = (event: SimEvent): void => void asked.push(askedBy(event, w)?.kind ?? 'nothing');
    advance(w, written(2), hear);
    expect(asked).not.toContain('latch');
    advance(w, written(ROOM / 2), hear);
    expect(asked.filter((kind) => kind === 'latch')).toHaveLength(1);
    advance(w, written(ROOM / 2) + 50_000);
    asked.length = 0;
    give(w, w.now, { do: 'drain', pcpu: 0 });
    advance(w, w.now + served(ROOM / 2) + 1, hear);
    expect(asked).toContain('drained');
    expect(asked).not.toContain('latch');
  });
});

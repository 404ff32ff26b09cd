import { describe, expect, it } from 'vitest';
import {
  advance,
  apply,
  type Cycles,
  can,
  fingerprint,
  type Id,
  NONE,
  type Op,
  type Rule,
} from '../../../src/sim/index.ts';
import { busy, CROSSING, cost, desk, give, guest, heard, route, SWITCH, served, spent } from './desk.ts';

/** a burst, one operation, and a long burst after it */
const one = (op: Op) => [{ burst: 1_000 }, { op }, { burst: 1_000_000 }];
/** cycle at which the operation of `one` is in the hypervisor and asks who handles it */
const RAISED = SWITCH + 1_000 + cost('exit');

describe('a wire', () => {
  it('is the same wire in whatever order its words were given', () => {
    const print = (rule: Rule) => {
      const w = desk([guest('a', one('readClock'))]);
      give(w, 0, { do: 'setRule', rule, on: true });
      return fingerprint(w);
    };
    const first = print({ reason: 'privileged', guest: '*', handler: 'emulator' });
    expect(print({ handler: 'emulator', reason: 'privileged', guest: '*' })).toBe(first);
  });
});

describe('an exit without a wire', () => {
  it('holds its pCPU, charged to the guest as waiting for a decision, for as long as nobody decides', () => {
    const w = desk([guest('a', one('readClock')), busy('b', 1_000)]);
    advance(w, RAISED + 50_000);
    expect(w.tasks[0]).toMatchObject({ state: 'exited', pcpu: 0, exit: { at: RAISED, handler: NONE } });
    expect(spent(w, 'decision')).toBe(50_000);
    expect(w.tasks[1]?.state).toBe('ready');
  });

  it('costs exactly the wait when somebody routes it', () => {
    const w = desk([guest('a', one('readClock'))]);
    route(w, RAISED + 7_000, 0, 'emulator');
    const done = heard(w, RAISED + 100_000, 'exitDone');
    expect(done.map(({ at, handler }) => [at, handler])).toEqual([
      [RAISED + 7_000 + cost('te.emulate') + cost('entry'), 'emulator'],
    ]);
    expect(spent(w, 'decision')).toBe(7_000);
  });

  it('gives its pCPU to somebody else when its vCPU is parked, and goes on there when it is routed and placed again', () => {
    const w = desk([guest('a', one('readClock')), busy('b', 20_000)]);
    give(w, RAISED, { do: 'park', pcpu: 0 });
    expect(w.tasks[0]).toMatchObject({ state: 'exited', pcpu: NONE });
    expect(w.pcpus[0]?.task).toBe(1);
    route(w, RAISED + 5_000, 0, 'emulator');
    expect(w.tasks[0]?.state).toBe('ready');
    // b halts after its burst: an exit, and a switch back
    advance(w, RAISED + SWITCH + 20_000 + cost('exit'));
    expect(w.pcpus[0]?.task).toBe(0);
    advance(w, w.now + SWITCH + cost('te.emulate') + cost('entry') + 1);
    expect(w.tasks[0]).toMatchObject({ state: 'running', exit: null });
    expect(spent(w, 'decision')).toBe(0);
  });

  it('is placed at once when it is routed while a pCPU is idle', () => {
    const w = desk([guest('a', one('readClock'))]);
    give(w, RAISED, { do: 'park', pcpu: 0 });
    expect(w.pcpus[0]?.interval).toBe('idle');
    route(w, RAISED + 5_000, 0, 'emulator');
    expect(w.pcpus[0]?.task).toBe(0);
  });

  it('is answered by a wire that is drawn later', () => {
    const w = desk([guest('a', one('readClock'))]);
    give(w, RAISED + 3_000, {
      do: 'setRule',
      rule: { reason: 'privileged', guest: '*', handler: 'emulator' },
      on: true,
    });
    advance(w, RAISED + 3_000 + cost('te.emulate') + cost('entry') + 1);
    expect(w.tasks[0]).toMatchObject({ state: 'running', exit: null });
  });
});

describe('a wire', () => {
  // what the exit costs besides the guest's own cycles: the published figure of its whole path
  const rows: [Op, Id, Id, Cycles][] = [
    ['readClock', 'privileged', 'emulator', CROSSING + cost('te.emulate')],
    ['irqMask', 'privileged', 'emulator', CROSSING + cost('te.emulate')],
    ['ptWrite', 'pageTable', 'shadowPager', CROSSING + cost('shadow.write')],
    ['exception', 'fault', 'reflect', CROSSING + cost('irq.inject')],
    ['pageFault', 'fault', 'reflect', CROSSING + cost('shadow.walk') + cost('irq.inject')],
    ['portOut', 'ioWrite', 'deviceModel', CROSSING + served(1)],
    ['blockWrite', 'ioWrite', 'latch', CROSSING + cost('latch')],
    ['portIn', 'ioRead', 'deviceModel', CROSSING + served(1)],
  ];
  it.each(rows)('answers %s (%s → %s) without waiting', (op, reason, handler, price) => {
    const w = desk([guest('a', one(op))], { [reason]: handler });
    const [raised, done] = heard(w, SWITCH + 100_000, 'exitRaised', 'exitDone');
    expect(raised).toMatchObject({ type: 'exitRaised', reason });
    expect((done?.at ?? 0) - (raised?.at ?? 0)).toBeGreaterThan(0);
    expect(spent(w, 'decision')).toBe(0);
    const overhead = ['exitEntry', 'emulation', 'shadowPaging', 'backend'] as const;
    expect(overhead.reduce((sum, category) => sum + spent(w, category), 0)).toBe(price);
  });

  it('may be an exception for one guest', () => {
    const w = desk([guest('a', one('portOut')), guest('b', one('portOut'))], { ioWrite: 'latch' }, { pcpus: 2 });
    give(w, 0, { do: 'setRule', rule: { reason: 'ioWrite', guest: 'b', handler: 'deviceModel' }, on: true });
    const routed = heard(w, SWITCH + 100_000, 'exitRouted').map(({ task, handler }) => [task, handler]);
    expect(routed).toEqual([
      [0, 'latch'],
      [1, 'deviceModel'],
    ]);
  });
});

/** Somebody who never comes, and could raise every exit: a handler is there only where something may need it. */
const never = guest(
  'never',
  (['portOut', 'exception', 'blockRead', 'readClock', 'ptWrite'] as const).map((op) => ({ op })),
  { rises: 99_000_000 },
);

describe('a handler', () => {
  it.each([
    ['portOut', 'reflect', 'guestDidNothingWrong'],
    ['exception', 'emulator', 'handlerNotForReason'],
    ['blockRead', 'latch', 'readerWaits'],
    ['readClock', 'nobody', 'noSuchHandler'],
  ] as const)('is refused for what is not its own: %s to %s', (op, handler, code) => {
    const w = desk([guest('a', one(op)), never]);
    advance(w, RAISED + 10_000);
    expect(can(w, { do: 'route', task: 0, exit: 1, handler })).toMatchObject({ ok: false, code });
  });

  it('is not asked twice: an exit that has been routed stays so', () => {
    const w = desk([guest('a', one('portOut'))]);
    route(w, RAISED, 0, 'deviceModel');
    expect(apply(w, { do: 'route', task: 0, exit: 1, handler: 'latch' })).toMatchObject({ code: 'alreadyRouted' });
  });
});

describe('the door of the device model', () => {
  it('lets one in; the second pCPU spins for exactly as long', () => {
    const w = desk(
      ['a', 'b'].map((id) => guest(id, one('portOut'))),
      { ioWrite: 'deviceModel' },
      { pcpus: 2 },
    );
    advance(w, RAISED + served(1) - 1);
    const [first] = w.pcpus.map(({ task }) => task);
    expect(w.pcpus.map(({ interval }) => interval)).toEqual(['step', 'spin']);
    const done = heard(w, RAISED + 100_000, 'exitDone');
    expect(done.map(({ task }) => task)).toEqual([first, 1 - (first ?? 0)]);
    expect(done[1]?.at).toBe(RAISED + 2 * served(1) + cost('entry'));
    expect(spent(w, 'contention')).toBe(served(1));
  });

  it('is passed on in the order in which they came', () => {
    const w = desk(
      [0, 100, 200, 300].map((later) => guest(`g${later}`, [{ burst: 1_000 + later }, { op: 'portOut' }])),
      { ioWrite: 'deviceModel' },
      { pcpus: 4 },
    );
    expect(heard(w, RAISED + 100_000, 'exitDone').map(({ task }) => task)).toEqual([0, 1, 2, 3]);
  });

  it('is free again when a guest is restarted behind it', () => {
    const impatient = { metric: 'progress', tolerance: 0, patience: RAISED - 1_000 + 500, regain: 0 } as const;
    const w = desk(
      [guest('a', one('portOut'), { goal: impatient }), guest('b', [{ burst: 5_000 }, { op: 'portOut' }])],
      { ioWrite: 'deviceModel' },
      { pcpus: 2 },
    );
    const [restarted] = heard(w, RAISED + 600, 'guestRebooted');
    expect(restarted?.guest).toBe(0);
    const [done] = heard(w, RAISED + 100_000, 'exitDone');
    expect(done?.task).toBe(1);
    expect(spent(w, 'contention')).toBe(0);
  });
});

import { describe, expect, test } from 'vitest';
import type { KeptRun, Session } from '../../../src/session/contract.ts';
import { openKeptRuns } from '../../../src/session/keptRuns.ts';
import { createKeeping } from '../../../src/ui/shell/keeping.ts';
import { MemoryArea } from '../../session/areas.ts';

const RUN: KeptRun = {
  rules: '1',
  level: 'a',
  hash: '0123456789abcdef',
  seed: 4,
  log: [],
  at: 5,
  furthest: 5,
  print: '0123456789abcdef',
  straight: true,
  steps: 0,
  speed: 1,
  noHurry: false,
  when: 0,
};

function setUp(open: readonly string[] = []) {
  const area = new MemoryArea();
  const events = new EventTarget();
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  let now = 10_000;
  const timers = new Map<number, { at: number; call: () => void }>();
  let timer = 0;
  const page = Object.assign(events, {
    document,
    setTimeout(call: () => void, wait: number): number {
      timers.set(++timer, { at: now + wait, call });
      return timer;
    },
    clearTimeout: (id: number) => timers.delete(id),
  }) as unknown as Window;
  const runs = openKeptRuns({ area: () => area, tab: 'mine' });
  const keeping = createKeeping({ runs, page, now: () => now, tabs: { open: async () => new Set(open) } });
  const watchers = new Set<() => void>();
  let asked = 0;
  const session: Partial<Session> = {
    kept(when) {
      asked++;
      return { ...RUN, when };
    },
    watch(listener) {
      const watcher = listener as () => void;
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
  const rest = (milliseconds: number) => {
    now += milliseconds;
    for (const { at, call } of [...timers.values()]) if (at <= now) call();
  };
  const frame = (milliseconds: number) => {
    rest(milliseconds);
    for (const watcher of watchers) watcher();
  };
  return { area, runs, keeping, events, document, session: session as Session, frame, rest, asked: () => asked };
}

describe('a run in progress', () => {
  test('is kept every two seconds, when the page is hidden or left, and at its end', () => {
    const { keeping, session, frame, asked, events, document } = setUp();
    const stop = keeping.follow(session);
    for (let i = 0; i < 100; i++) frame(50);
    expect(asked()).toBe(3);
    events.dispatchEvent(new Event('pagehide'));
    expect(asked()).toBe(4);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(asked()).toBe(4);
    document.visibilityState = 'hidden';
    document.dispatchEvent(new Event('visibilitychange'));
    expect(asked()).toBe(5);
    stop();
    expect(asked()).toBe(6);
    events.dispatchEvent(new Event('pagehide'));
    frame(5000);
    expect(asked()).toBe(6);
    expect(keeping.latest()).toBe('a');
  });
});

describe('what changed last', () => {
  test('is kept within two seconds, though nothing changes after it', () => {
    const { keeping, session, frame, rest, asked } = setUp();
    const stop = keeping.follow(session);
    frame(50);
    frame(50);
    expect(asked()).toBe(1);
    rest(2000);
    expect(asked()).toBe(2);
    rest(5000);
    expect(asked()).toBe(2);
    frame(50);
    frame(50);
    expect(asked()).toBe(3);
    stop();
    rest(5000);
    expect(asked()).toBe(4);
  });
});

describe('a run that was kept', () => {
  test('is offered for its level, on its seed', async () => {
    const { keeping, runs } = setUp();
    runs.keep(RUN);
    expect(await keeping.offer('a', null)).toEqual({ run: { ok: true, value: RUN }, elsewhere: false });
    expect(await keeping.offer('a', 4)).not.toBeNull();
    expect(await keeping.offer('a', 5)).toBeNull();
    expect(await keeping.offer('b', null)).toBeNull();
  });

  test('is said to be open elsewhere where it is, and then stays when it is taken over', async () => {
    for (const open of [true, false]) {
      const { keeping, area } = setUp(open ? ['theirs'] : []);
      openKeptRuns({ area: () => area, tab: 'theirs' }).keep(RUN);
      expect((await keeping.offer('a', null))?.elsewhere).toBe(open);
      await keeping.forget('a');
      expect(keeping.latest()).toBe(open ? 'a' : null);
    }
  });

  test('that is damaged is offered where it was, and nowhere else', async () => {
    const { keeping, area } = setUp();
    area.setItem('ring-minus-one/run.theirs.a', 'x');
    expect(keeping.latest()).toBeNull();
    expect(await keeping.offer('a', null)).toMatchObject({ run: { ok: false } });
  });
});

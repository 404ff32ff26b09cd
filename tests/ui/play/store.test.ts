import { describe, expect, test } from 'vitest';
import type { Option } from '../../../src/session/view-model.ts';
import type { Command, Verdict } from '../../../src/sim/index.ts';
import { ghostOf, pictureTarget } from '../../../src/ui/play/picture.ts';
import { fakeSession } from './fakeSession.ts';
import { levelFile } from './levelFile.ts';
import { playOver } from './stage.ts';
import { hostAndGuest, trapAndEmulate } from './views.ts';

function levelOne() {
  const view = hostAndGuest();
  const session = fakeSession({ view, level: levelFile(view) });
  return { view, session, play: playOver(view, session) };
}

test('a guest, then a socket: one command, nothing left chosen, nothing refused', () => {
  const { session, play } = levelOne();
  play.press({ kind: 'guest', guest: 3 });
  expect(play.lit.value.get('socket-1')).toEqual({ ok: true });
  play.press({ kind: 'socket', pcpu: 1 });
  expect(session.given).toEqual([{ do: 'place', task: 3, pcpu: 1 }]);
  expect(play.chosen.value).toBeNull();
  expect(play.lit.value.size).toBe(0);
  expect(play.heard).toEqual(['pickUp']);
});

test('a refusal says why, in words, at the thing that was pressed', () => {
  const { session, play } = levelOne();
  play.press({ kind: 'guest', guest: 1 });
  play.press({ kind: 'socket', pcpu: 0 });
  play.press({ kind: 'socket', pcpu: 0 });
  expect(session.given).toEqual([]);
  expect(play.notice.value).toEqual({
    words: 'It waits for something to happen. A processor would stand idle. It may be next.',
    at: { kind: 'socket', pcpu: 0 },
    n: 2,
    told: false,
  });
  expect(play.heard).toEqual(['pickUp', 'refused', 'refused']);
  play.choose(null);
  expect(play.notice.value).toBeNull();
});

test('what only waits for the exit to be done is told, and where', () => {
  const view = trapAndEmulate();
  const session = fakeSession({ view, level: levelFile(view), legal: () => ({ ok: true, deferred: true }) });
  const play = playOver(view, session);
  const said = (command: Command): string | undefined => {
    play.command(command, null);
    return play.notice.value?.words;
  };
  expect(said({ do: 'drain', pcpu: 1 })).toBe('Queued: pCPU 1 drains at its next exit.');
  expect(said({ do: 'place', task: 1, pcpu: 0 })).toContain('Queued:');
});

test('a refusal goes when it is no longer true, with what it says of the present until then', () => {
  const view = hostAndGuest();
  let verdict: Verdict = { ok: false, code: 'blocked', args: {} };
  const play = playOver(view, fakeSession({ view, level: levelFile(view), legal: () => verdict }));
  const refused = (): string | undefined => {
    play.command({ do: 'place', task: 1, pcpu: 0 }, { kind: 'socket', pcpu: 0 });
    return play.notice.value?.words;
  };
  expect(refused()).toContain('waits');
  play.look(0, true);
  expect(play.notice.value).not.toBeNull();
  verdict = { ok: true };
  play.look(performance.now(), true);
  expect(play.notice.value).toBeNull();
  verdict = { ok: false, code: 'blocked', args: {} };
  refused();
  verdict = { ok: false, code: 'alreadyPlaced', args: {} }; // refused still, but for another reason
  play.look(performance.now(), true);
  expect(play.notice.value).toBeNull();
});

test('who is said to be next is so only as long as it waits there', () => {
  const view = hostAndGuest();
  const session = fakeSession({ view, level: levelFile(view), legal: () => ({ ok: true, deferred: true }) });
  const play = playOver(view, session);
  const waiting = (deck: number) => ({
    ...view,
    pcpus: view.pcpus.map((pcpu) => (pcpu.index === 0 ? { ...pcpu, deferred: deck === 3, deck } : pcpu)),
  });
  session.show(waiting(3));
  play.command({ do: 'place', task: 3, pcpu: 0 }, { kind: 'socket', pcpu: 0 });
  play.look(performance.now(), true);
  expect(play.notice.value).toMatchObject({ told: true });
  session.show(waiting(-1));
  play.look(performance.now(), true);
  expect(play.notice.value).toBeNull();
});

test('pointing at a place shows the price before anything is done', () => {
  const { session, play } = levelOne();
  play.choose({ kind: 'guest', guest: 3 });
  expect(play.considered.value).toBeNull();
  play.point({ kind: 'socket', pcpu: 1 });
  expect(play.considered.value).toMatchObject({ cycles: 1848, legal: true, effects: [{ guest: 1, points: -3 }] });
  expect(ghostOf(play)).toEqual({ kind: 'place', task: 3, pcpu: 1, legal: true });
  expect(session.given).toEqual([]);
});

test('who was refused and takes the same guest up again has it in hand', () => {
  const view = hostAndGuest();
  const play = playOver(view, fakeSession({ view, level: levelFile(view) }));
  const terminals = { kind: 'guest', guest: 1 } as const;
  play.press(terminals);
  play.press({ kind: 'socket', pcpu: 0 });
  expect(play.notice.value).not.toBeNull();
  play.press(terminals);
  expect([play.chosen.value, play.notice.value]).toEqual([terminals, null]);
  // and once more lets go, as ever
  play.press(terminals);
  expect(play.chosen.value).toBeNull();
});

test('where nobody is preempted by itself, that is said when a guest runs out of patience for it, and once', () => {
  const shown = hostAndGuest();
  const guests = shown.guests.map((guest, g) =>
    g === 3 ? { ...guest, vcpus: guest.vcpus.map((vcpu) => ({ ...vcpu, state: 'ready' as const })) } : guest,
  );
  const view = { ...shown, guests };
  const scheduled = (kind: 'dispatcher' | 'hand') => {
    const level = levelFile(view);
    return { ...level, setup: { ...level.setup, scheduler: { kind, slice: 0 } } };
  };
  const warned = { type: 'guestWarned', at: 1, guest: 3 } as const;
  const play = playOver(view, fakeSession({ view, level: scheduled('dispatcher') }));
  play.hear(warned);
  expect(play.notice.value).toMatchObject({ told: true, at: { kind: 'guest', guest: 3 } });
  play.dismissNotice();
  play.hear(warned);
  expect(play.notice.value).toBeNull();
  const own = playOver(view, fakeSession({ view, level: scheduled('hand') }));
  own.hear(warned);
  expect(own.notice.value).toBeNull();
});

test('a guest that is put where an exit is under way is said to be next, and who no longer is', () => {
  const view = hostAndGuest();
  const session = fakeSession({ view, level: levelFile(view), legal: () => ({ ok: true, deferred: true }) });
  const play = playOver(view, session);
  play.command({ do: 'place', task: 3, pcpu: 0 }, { kind: 'socket', pcpu: 0 });
  expect(play.notice.value).toMatchObject({ told: true, words: expect.stringContaining('press is next') });
});

test('whoever is made next is said to be it only where somebody else is no longer', () => {
  const view = hostAndGuest();
  const put = (deck: number) => {
    const pcpus = view.pcpus.map((one) => (one.index === 0 ? { ...one, deck } : one));
    const before = { ...view, pcpus };
    const session = fakeSession({ view: before, level: levelFile(view), legal: () => ({ ok: true }) });
    const play = playOver(before, session);
    play.command({ do: 'deck', task: 3, pcpu: 0 }, { kind: 'deck', pcpu: 0 });
    return play.notice.value?.words ?? '';
  };
  expect(put(-1)).toBe('');
  expect(put(3)).toBe('');
  expect(put(0)).toMatch(/press is next .* no longer/);
});

describe('looking', () => {
  test('numbers that merely run are read ten times a second', () => {
    const { view, session, play } = levelOne();
    play.look(0, true);
    session.show({ ...view, now: view.now + 1 });
    for (const now of [30, 60, 90]) {
      play.look(now);
      expect(play.view.value.now).toBe(view.now);
    }
    play.look(100);
    expect(play.view.value.now).toBe(view.now + 1);
  });

  test('where frames are late, they are read in one of three, and twice a second at least', () => {
    const { view, session, play } = levelOne();
    play.look(0, true);
    session.show({ ...view, now: view.now + 1 });
    for (const now of [120, 240]) {
      play.look(now);
      expect(play.view.value.now).toBe(view.now);
    }
    play.look(360);
    expect(play.view.value.now).toBe(view.now + 1);
    session.show({ ...view, now: view.now + 2 });
    play.look(360 + 400);
    expect(play.view.value.now).toBe(view.now + 2);
  });

  test('a change of state is read in the same frame', () => {
    const { view, session, play } = levelOne();
    play.look(0, true);
    session.show({ ...view, stars: 3 });
    play.look(1);
    expect(play.view.value.stars).toBe(3);
  });

  test('names for screen readers follow once a second', () => {
    const { view, session, play } = levelOne();
    play.look(0, true);
    session.show({ ...view, now: view.now + 1 });
    play.look(900);
    expect(play.calm.value.now).toBe(view.now);
    play.look(1000);
    expect(play.calm.value.now).toBe(view.now + 1);
  });

  test('pausing from elsewhere is noticed', () => {
    const { session, play } = levelOne();
    session.play();
    play.look(0);
    expect(play.clockwork.value.paused).toBe(false);
  });

  test('a step is armed until it stops', () => {
    const { session, play } = levelOne();
    session.step();
    play.look(0);
    expect(play.clockwork.value.stepping).toBe(true);
    session.pause();
    play.look(1);
    expect(play.clockwork.value.stepping).toBe(false);
  });
});

test('the picture is told of the question and its bays in the order of their numbers', () => {
  const view = trapAndEmulate();
  const option = (handler: string, cycles: number, ok: boolean): Option => ({
    handler,
    cycles,
    verdict: ok ? { ok } : { ok, code: 'guestDidNothingWrong', args: {} },
    parts: [],
    effects: [],
    joins: 0,
  });
  const options = [option('deviceModel', 6732, true), option('reflect', 0, false)];
  const play = playOver(view, fakeSession({ view, level: levelFile(view), options }));
  const bays = [
    { handler: 'deviceModel', legal: true },
    { handler: 'park', legal: true },
    { handler: 'reflect', legal: false },
  ];
  expect(pictureTarget(play)).toEqual({ exit: { task: 2, bays } });
  const serve = play.choices.value[0];
  if (serve === undefined) throw new Error('no bay 1');
  play.consider(serve);
  expect(ghostOf(play)).toEqual({ kind: 'bay', task: 2, handler: 'deviceModel', legal: true });
});

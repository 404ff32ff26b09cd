import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LEVEL_IDS, loadLevel } from '../../../src/levels/index.ts';
import type { Option } from '../../../src/session/view-model.ts';
import { NONE } from '../../../src/sim/index.ts';
import type { Press } from '../../../src/ui/keys/press.ts';
import { ALL_PLAY_PARTS } from '../../../src/ui/play/parts/index.ts';
import type { Surface } from '../../../src/ui/play/play.ts';
import { type Down, onKey, run, shiftRewind } from '../../../src/ui/play/shortcuts.ts';
import { ACTIONS } from '../../../src/ui/settings/keys.ts';
import { outcomeOf } from '../fixtures.ts';
import { type Code, press, SENDERS } from '../keys/events.ts';
import { type FakeSession, fakeSession } from './fakeSession.ts';
import { levelFile } from './levelFile.ts';
import { playOver } from './stage.ts';
import { containers, hostAndGuest, trapAndEmulate } from './views.ts';

// the one thing of a page that a key needs: who has the focus
beforeEach(() => void vi.stubGlobal('document', { getElementById: () => null, activeElement: null }));
afterEach(() => void vi.unstubAllGlobals());

function surfaceOver(session: FakeSession): Surface {
  const exits = { onLeave: vi.fn(), onHelp: vi.fn(), onGuide: vi.fn(), onSettings: vi.fn() };
  const play = playOver(session.view(), session);
  return { play, exits, back: signal(null), unfolded: signal(false), menu: signal(false) };
}

const option = (handler: string, cycles: number): Option => ({
  handler,
  verdict: { ok: true },
  cycles,
  parts: [],
  effects: [],
  joins: 0,
});

function stage(view = hostAndGuest(), more: Partial<Parameters<typeof fakeSession>[0]> = {}) {
  const session = fakeSession({ view, level: levelFile(view), ...more });
  const surface = surfaceOver(session);
  const down = (event: Press, part: Partial<Down> = {}): boolean =>
    onKey(surface, { press: event, begins: true, onControl: false, asked: 1000, ...part });
  return { session, surface, down, play: surface.play };
}

test('the key that goes on leaves a held step as it is, and pauses only when there is none', () => {
  const asked = { is: 'step', id: 'ask', about: {}, holds: true, leave: true } as const;
  const { session, down } = stage(hostAndGuest(), { tutorial: asked });
  session.play();
  down(press('Space', ' '));
  expect([session.tutorial(), session.paused]).toEqual([null, false]);
  down(press('Space', ' '));
  expect(session.paused).toBe(true);
});

describe.each(SENDERS)('with %s', (_, send) => {
  test('a guest’s key, then a socket’s, places it', () => {
    const { session, down } = stage();
    expect([down(send('KeyF')), down(send('KeyX'))]).toEqual([true, true]);
    expect(session.given).toEqual([{ do: 'place', task: 3, pcpu: 1 }]);
  });

  test('a guest’s key keeps it in hand however often it is pressed; a second press of its own does what it does', () => {
    const { session, down, play } = stage();
    for (let n = 0; n < 3; n++) down(send('KeyF'));
    expect(play.chosen.value).toEqual({ kind: 'guest', guest: 3 });
    down(send('KeyX'));
    down(send('KeyX'));
    down(send('KeyX'));
    expect([session.given.length, play.chosen.value]).toEqual([1, { kind: 'socket', pcpu: 1 }]);
    down(send('KeyU'));
    down(send('KeyU'));
    expect(session.given[1]).toMatchObject({ do: 'deck', task: NONE });
  });

  test('a guest’s key, then that of a place on deck, plans it', () => {
    const { session, down } = stage();
    down(send('KeyF'));
    down(send('KeyI'));
    expect(session.given).toEqual([{ do: 'deck', task: 3, pcpu: 1 }]);
  });

  test('digits answer the question', () => {
    const { session, down } = stage(trapAndEmulate(), { options: [option('latch', 900), option('device', 400)] });
    expect(down(send('Digit2'))).toBe(true);
    expect(session.given).toMatchObject([{ do: 'route', handler: 'latch' }]); // the dearer of the two
  });

  test('digits are those of the row that is open, not of the question beside it', () => {
    const { session, down, play } = stage(trapAndEmulate(), { options: [option('latch', 900), option('device', 400)] });
    play.choose({ kind: 'wire', reason: play.view.value.parts.exits?.reasons[0] ?? '' });
    down(send('Digit1'));
    expect(session.given).toMatchObject([{ do: 'setRule' }]);
    play.choose(null);
    down(send('Digit1'));
    expect(session.given[1]).toMatchObject({ do: 'route' });
  });

  test('digits set limits', () => {
    const { session, down } = stage(containers());
    down(send('KeyA'));
    down(send('Digit1'));
    expect(session.given).toMatchObject([{ do: 'setWeight', guest: 0 }]);
  });

  test('a held key is ours, but acts once', () => {
    const { session, surface, down } = stage(trapAndEmulate(), { options: [option('latch', 900)] });
    for (const code of ['Digit1', 'KeyA', 'BracketLeft', 'Minus'] as const satisfies readonly Code[])
      expect(down(send(code), { begins: false })).toBe(true);
    expect([session.given, session.speed, session.noHurry, surface.play.chosen.value]).toEqual([[], 1, false, null]);
  });

  test.each(['ctrlKey', 'altKey', 'metaKey'])('with %s a key is not ours', (modifier) => {
    const { session, down, play } = stage();
    for (const code of ['KeyA', 'Digit1', 'Minus'] as const)
      expect(down({ ...send(code), [modifier]: true })).toBe(false);
    expect([session.given, session.noHurry, play.chosen.value]).toEqual([[], false, null]);
  });
});

describe('verbs', () => {
  test('have no keys on levels that lack them', () => {
    const { session, down } = stage(hostAndGuest());
    expect(down(press('KeyT', 't'))).toBe(false); // drain
    expect(session.given).toEqual([]);
  });

  test('have them where they are offered', () => {
    const { surface, down } = stage(trapAndEmulate());
    expect(down(press('KeyT', 'е'))).toBe(true);
    expect(surface.play.chosen.value).toEqual({ kind: 'latch' });
  });
});

describe('going back by keys', () => {
  test('B goes further back, arrows both ways, the present is its end, and Enter goes there', () => {
    vi.stubGlobal('requestAnimationFrame', () => 0);
    const view = { ...hostAndGuest(), now: 9000 };
    const { session, surface, down } = stage(view, { moments: [1000, 2000, 3000] });
    const b = press('KeyB', 'b');
    const steps = (): number | null => surface.back.value;
    down(b);
    down(b);
    expect(steps()).toBe(2);
    shiftRewind(surface, -1);
    expect(steps()).toBe(1);
    shiftRewind(surface, -1);
    expect(steps()).toBeNull();
    down(b);
    for (let i = 0; i < 9; i++) shiftRewind(surface, 1);
    expect(steps()).toBe(4); // the start of the level
    shiftRewind(surface, -1);
    down(press('Enter', 'Enter'));
    expect([session.view().now, steps()]).toEqual([1000, null]);
  });
});

describe('Escape', () => {
  test('goes one step back for one press', () => {
    const { surface, down, play } = stage();
    play.choose({ kind: 'guest', guest: 3 });
    const key = press('Escape', 'Escape');
    expect([down(key), down(key, { begins: false }), down(key, { begins: false })]).toEqual([true, true, true]);
    expect([play.chosen.value, surface.menu.value]).toEqual([null, false]);
    down(key);
    expect(surface.menu.value).toBe(true);
  });

  test('of an input method is one too', () => {
    const { surface, down } = stage();
    down(press('Escape', 'Process', { keyCode: 229 }));
    expect(surface.menu.value).toBe(true);
  });
});

describe('digits', () => {
  test('are not taken for the question that came up a moment ago', () => {
    const { session, down } = stage(trapAndEmulate(), { options: [option('latch', 900)] });
    expect(down(press('Digit1', '1'), { asked: 100 })).toBe(true);
    expect(session.given).toEqual([]);
    down(press('Digit1', '1'), { asked: 150 });
    expect(session.given).toHaveLength(1);
  });

  test('of the numeric pad are digits; its arrows are not ours to answer with', () => {
    const { session, down } = stage(trapAndEmulate(), { options: [option('latch', 900)] });
    expect(down(press('Numpad1', 'End'))).toBe(false);
    expect(down(press('Numpad1', '1'))).toBe(true);
    expect(session.given).toHaveLength(1);
  });

  test.each([...LEVEL_IDS])(
    'of %s: no two rows that can be on the screen together, but for the question’s',
    async (id) => {
      const level = await loadLevel(id);
      if (!level.ok) throw new Error(level.code);
      const granted = level.value.file.setup.verbs;
      const has = (verb: string): boolean => granted.includes(verb);
      const rows = ALL_PLAY_PARTS.flatMap(({ digits }) => digits ?? []).filter(
        ({ verbs, together, unless = [] }) =>
          verbs !== null && (together ? verbs.every(has) : verbs.some(has)) && !unless.some(has),
      );
      const numbers = rows.flatMap(({ first, most }) => Array.from({ length: most }, (_, i) => first + i));
      expect(new Set(numbers).size).toBe(numbers.length);
      expect(Math.max(0, ...numbers)).toBeLessThanOrEqual(9);
    },
  );
});

describe('when a tenant leaves', () => {
  /** The visitor of level 14, let in; `goes`: it leaves. Nobody else is touched by what was meant for it. */
  function visited() {
    const all = containers();
    const with6 = (over: object) => ({
      ...all,
      guests: all.guests.map((one) =>
        one.index === 6 ? { ...one, stage: 'up' as const, asks: null, lot: 0, ...over } : one,
      ),
    });
    const session = fakeSession({ view: with6({}), level: levelFile(all) });
    const surface = surfaceOver(session);
    const goes = () => {
      session.view = () => with6({ stage: 'gone', present: false });
      surface.play.look(performance.now(), true);
    };
    return { session, play: surface.play, surface, goes };
  }
  const digit = (surface: Surface): boolean =>
    onKey(surface, { press: press('Digit2', '2'), begins: true, onControl: false, asked: 1000 });

  test('it is no longer chosen, and digits act on nobody', () => {
    const { session, play, surface, goes } = visited();
    play.press({ kind: 'guest', guest: 6 });
    goes();
    expect(play.chosen.value).toBeNull();
    digit(surface);
    expect(session.given).toEqual([]);
  });

  test('its key lets go of whoever was chosen before, so that what follows is not given to that one', () => {
    const { session, play, surface, goes } = visited();
    const seat = play.seats.value.get(6);
    expect(seat).toBeDefined();
    play.press({ kind: 'guest', guest: 0 });
    goes();
    expect(play.chosen.value).toEqual({ kind: 'guest', guest: 0 });
    const keys = ACTIONS.filter((action) => action.startsWith('guest.'));
    run(surface, keys[seat ?? -1] ?? '');
    digit(surface);
    expect([play.chosen.value, session.given]).toEqual([null, []]);
  });
});

test('when the run is over, keys of the machine are no longer ours', () => {
  const view = hostAndGuest();
  const { down, session } = stage(view, { outcome: outcomeOf({ level: view.level }) });
  expect([down(press('KeyA', 'a')), down(press('Digit1', '1')), down(press('KeyT', 't'))]).toEqual([
    false,
    false,
    false,
  ]);
  expect(down(press('KeyR', 'к'))).toBe(true);
  expect(session.view().now).toBe(0);
});

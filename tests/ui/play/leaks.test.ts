/** Level 5's leaks on the keyboard: a key goes to the most urgent, a number takes a site one step further. */
import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadLevel } from '../../../src/levels/index.ts';
import { createSession } from '../../../src/session/index.ts';
import { NEVER } from '../../../src/sim/types.ts';
import { leaks } from '../../../src/ui/play/parts/leaks.tsx';
import { onKey } from '../../../src/ui/play/shortcuts.ts';
import { press } from '../keys/events.ts';
import { playOver } from './stage.ts';

beforeEach(() => void vi.stubGlobal('document', { getElementById: () => null, activeElement: null }));
afterEach(() => void vi.unstubAllGlobals());

const level = await loadLevel('05-leaks');
if (!level.ok) throw new Error(level.code);

/** A run, up to the first flag that is lost. */
function begin() {
  if (!level.ok) throw new Error(level.code);
  const made = createSession(level.value.file, level.value, { seed: 1, tutorial: false });
  if (!made.ok) throw new Error(made.code);
  const session = made.value;
  session.play();
  const lost = () =>
    (session.view().parts.leaks?.guests ?? [])
      .flatMap((sites, guest) => sites.map((site, place) => ({ guest, place, site })))
      .find(({ site }) => site !== null && site.left !== NEVER);
  for (let at = 0; lost() === undefined && at < 60_000; at += 50) session.frame(at);
  session.pause();
  const play = playOver(session.view(), session);
  const nothing = () => undefined;
  const exits = { onLeave: nothing, onHelp: nothing, onGuide: nothing, onSettings: nothing };
  const surface = { play, exits, back: signal(null), unfolded: signal(false), menu: signal(false) };
  const down = (code: string, key: string): boolean => {
    const taken = onKey(surface, { press: press(code, key), begins: true, onControl: false, asked: 1000 });
    play.look(0, true);
    return taken;
  };
  const found = lost();
  if (found === undefined) throw new Error('no flag was lost');
  const how = () => session.view().parts.leaks?.guests[found.guest]?.[found.place]?.how;
  return { session, play, down, found, how };
}

test('the key goes to the flag that is lost, whoever is chosen', () => {
  const { play, down, found } = begin();
  expect(down('KeyQ', 'q')).toBe(true);
  expect(play.chosen.value).toEqual({ kind: 'site', guest: found.guest, place: found.place });
});

test('its number patches it, and once more has its block translated', () => {
  const { play, down, found, how } = begin();
  play.choose({ kind: 'guest', guest: found.guest });
  const digit = String(found.place + 1);
  expect(down(`Digit${digit}`, digit)).toBe(true);
  expect(how()).toBe('patched');
  expect(play.chosen.value).toEqual({ kind: 'site', guest: found.guest, place: found.place });
  expect(down(`Digit${digit}`, digit)).toBe(true);
  expect(how()).toBe('translated');
});

test('nobody is chosen: a number does nothing', () => {
  const { down, found, how } = begin();
  down(`Digit${found.place + 1}`, String(found.place + 1));
  expect(how()).toBe('left');
});

test('a lost flag and a hang are told to those who listen, what tells is not', () => {
  const { play, session } = begin();
  const view = session.view();
  const leaked = (cause: string) =>
    leaks.narration?.leaked?.(play, view, { type: 'leaked', at: 0, guest: 0, cause, site: 0 });
  expect(leaked('loses')?.urgency).toBe('assertive');
  expect(leaked('tells')).toBeNull();
  const hung = { type: 'flagHung', at: 152_000, guest: 0, site: 0, since: 0 } as const;
  expect(leaks.narration?.flagHung?.(play, view, hung)?.words).toContain('40.0');
});

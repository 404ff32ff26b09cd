/** Level 2's printer: a press on a job spools it, a guest's number does, and a key frees the printer. */
import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadLevel } from '../../../src/levels/index.ts';
import { createSession } from '../../../src/session/index.ts';
import { inspect } from '../../../src/ui/play/inspect.ts';
import { printing } from '../../../src/ui/play/parts/printing.tsx';
import { onKey } from '../../../src/ui/play/shortcuts.ts';
import { press } from '../keys/events.ts';
import { playOver } from './stage.ts';

beforeEach(() => void vi.stubGlobal('document', { getElementById: () => null, activeElement: null }));
afterEach(() => void vi.unstubAllGlobals());

const level = await loadLevel('02-almost-virtual');
if (!level.ok) throw new Error(level.code);

/** A run, until two stand in line behind the printer's holder. */
function begin() {
  if (!level.ok) throw new Error(level.code);
  const made = createSession(level.value.file, level.value, { seed: 1, tutorial: false });
  if (!made.ok) throw new Error(made.code);
  const session = made.value;
  session.play();
  const jobs = () => session.view().parts.printing?.jobs ?? [];
  for (let at = 0; jobs().length < 3 && at < 60_000; at += 50) session.frame(at);
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
  return { session, play, down, jobs };
}

const tasksOf = (jobs: readonly { task: number }[]): number[] => jobs.map(({ task }) => task);

test('a press on the holder frees the printer for the next in line', () => {
  const { play, jobs } = begin();
  const [holder, second] = jobs();
  if (holder === undefined || second === undefined) throw new Error('nobody is there');
  expect([holder.holds, second.holds]).toEqual([true, false]);
  play.press({ kind: 'job', task: holder.task });
  expect(jobs()[0]).toMatchObject({ task: second.task, holds: true });
  expect(tasksOf(jobs())).not.toContain(holder.task);
});

test('a number spools the job of its guest, and none that is not there', () => {
  const { down, jobs } = begin();
  const last = jobs().at(-1);
  if (last === undefined) throw new Error('nobody is there');
  const before = jobs().length;
  down('Digit9', '9');
  expect(jobs()).toHaveLength(before);
  down(`Digit${last.guest + 1}`, String(last.guest + 1));
  expect(tasksOf(jobs())).not.toContain(last.task);
});

test('the key spools whoever holds the printer', () => {
  const { down, jobs } = begin();
  const holder = jobs().find(({ holds }) => holds);
  expect(down('KeyY', 'y')).toBe(true);
  expect(tasksOf(jobs())).not.toContain(holder?.task);
});

test('a job says what is left of it, and what either answer costs', () => {
  const { play, session, jobs } = begin();
  const [holder] = jobs();
  const shown = inspect(play, session.view(), { kind: 'job', task: holder?.task ?? -1 });
  expect(shown?.title).toMatch(/^Job of /);
  expect(shown?.facts.map(({ value }) => value)).toContain(String(holder?.records));
  expect(printing.digits?.take(play, 8, 0)).toBe(false);
});

/** The mills of level 3 and its levers: what goes through and what past, who has no choice, what would leak. */
import { describe, expect, test } from 'vitest';
import { loadLevel } from '../../src/levels/index.ts';
import type { Session } from '../../src/session/index.ts';
import type { GearView, View } from '../../src/session/view-model.ts';
import { NONE } from '../../src/sim/types.ts';
import { sessionOf } from './stage.ts';

const loaded = await loadLevel('03-instruction-by-instruction');
if (!loaded.ok) throw new Error(`${loaded.code} at ${loaded.path}`);
const { file } = loaded.value;
const data = loaded.value;
const LOOSE = 'hybrid';

function playedFor(seconds: number, at: Readonly<Record<number, (session: Session) => void>> = {}): View {
  const session = sessionOf({}, file, data);
  for (let second = 0; second < seconds; second++) {
    at[second]?.(session);
    for (let t = 0; t <= 1000; t += 100) session.frame(second * 1000 + t);
  }
  return session.view();
}

const indexOf = (view: View, id: string): number => view.guests.findIndex((guest) => guest.id === id);
const gearOf = (view: View, id: string): GearView => {
  const found = view.parts.modes?.gears.find(({ guest }) => guest === indexOf(view, id));
  if (found === undefined) throw new Error(`no gear of ${id}`);
  return found;
};
const millOf = (view: View, id: string) => view.parts.modes?.mills.find(({ guest }) => guest === indexOf(view, id));
const letPast = (id: string) => (session: Session) => {
  const { ok } = session.command({ do: 'setMode', guest: indexOf(session.view(), id), mode: LOOSE });
  if (!ok) throw new Error('the lever is stuck');
};

describe('a mill', () => {
  test('takes all of a guest, until its programs are let past', () => {
    expect(millOf(playedFor(3), 'build')).toMatchObject({ past: 0 });
    const after = playedFor(8, { 3: letPast('build') });
    expect(gearOf(after, 'build')).toMatchObject({ mode: LOOSE, changing: false });
    expect(millOf(after, 'build')).toMatchObject({ past: 9_500 });
  });

  test('takes most of its time still, because the kernel’s twentieth is so slow', () => {
    const { busy = 0 } = millOf(playedFor(8, { 3: letPast('build') }), 'build') ?? {};
    expect(busy).toBeGreaterThan(6_000);
  });

  test('stands still where nobody is', () => {
    const still = playedFor(0).parts.modes?.mills ?? [];
    expect(still.map(({ guest }) => guest)).toEqual(
      file.setup.machines.flatMap(({ pcpus }) => Array(pcpus).fill(NONE)),
    );
  });
});

describe('a lever', () => {
  test('shows the parts of a guest’s instructions in tenths', () => {
    const { blocks } = gearOf(playedFor(4), 'build');
    expect(blocks?.calls).toBeGreaterThan(850);
    expect(blocks?.mapping).toBeLessThan(100);
    const { blocks: kernel } = gearOf(playedFor(4), 'lab');
    expect(kernel?.mapping).toBeGreaterThan(800);
  });

  test('makes a guest of programs eight times as fast', () => {
    const before = gearOf(playedFor(3), 'build').speed ?? 0;
    const after = gearOf(playedFor(8, { 3: letPast('build') }), 'build').speed ?? 0;
    expect(after / before).toBeGreaterThan(8);
  });

  test('is stuck for who was written for another processor, and says why', () => {
    const bank = gearOf(playedFor(60), 'bank');
    expect(bank.stuck).toBe('foreignCode');
    expect(bank.modes).toHaveLength(1);
    expect(gearOf(playedFor(60), 'build').stuck).toBeNull();
  });

  test('tells what would leak before it does, in what comes', () => {
    const view = playedFor(32, { 27: letPast('draw') });
    const ahead = gearOf(view, 'draw').ahead.map(({ leaks }) => leaks);
    expect(ahead).toEqual([false, false, true]);
    expect(view.guests.every(({ id }) => gearOf(view, id).ahead.every(({ leaks }) => !leaks || id === 'draw'))).toBe(
      true,
    );
  });
});

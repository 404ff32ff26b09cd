/** What is seen of translation caches, asked of level 6: the places, what is in use, and the situations of its tutorial. */
import { describe, expect, test } from 'vitest';
import { loadLevel } from '../../src/levels/index.ts';
import { knobPlace, knobRow, knobRows } from '../../src/session/knobRows.ts';
import { layout } from '../../src/session/layout.ts';
import type { ShelfView } from '../../src/session/parts/translationCache.ts';
import { find } from '../../src/session/situations.ts';
import { NONE, type Situation } from '../../src/sim/index.ts';
import { sessionOf } from './stage.ts';

const loaded = await loadLevel('06-binary-translation');
if (!loaded.ok) throw new Error(loaded.code);
const level = loaded.value;

/** A run, to be looked at every 100 ms of play. */
function begin() {
  const session = sessionOf({}, level.file, level);
  session.play();
  let at = 0;
  const shelfOf = (guest: number): ShelfView => {
    const shelf = session.view().parts.translationCache?.shelves[guest];
    if (shelf === null || shelf === undefined) throw new Error(`guest ${guest} has no shelf`);
    return shelf;
  };
  return {
    session,
    shelfOf,
    /** until it is so, for a minute of play at most; true when it came to that */
    until(isSo: () => boolean): boolean {
      for (let i = 0; i < 600 && !isSo(); i++) {
        at += 100;
        session.frame(at);
      }
      return isSo();
    },
    found: (situation: Situation) => find(situation, session.view(), level.file),
  };
}

describe('the shelves of level 6', () => {
  test('show what stands on them, what is interpreted, and what is in use', () => {
    const { session, shelfOf, until } = begin();
    expect(until(() => shelfOf(1).blocks.length > 0 && shelfOf(1).bench.length > 0)).toBe(true);
    const shelf = shelfOf(1);
    expect(shelf).toMatchObject({ guest: 1, room: 4, after: 10, adapt: 1 });
    expect(shelf.blocks.length).toBeLessThanOrEqual(4);
    expect(shelf.blocks.every(({ heat, instructions }) => heat >= 0 && heat <= 1 && instructions >= 1)).toBe(true);
    expect(shelf.bench.every(({ runs, of }) => runs > 0 && of === 10)).toBe(true);
    expect(shelf.inUse).toBeLessThanOrEqual(16);
    expect(session.view().parts.translationCache).toMatchObject({ free: 16, worthwhile: 1769 });
    expect(shelf.speed).toBeGreaterThan(0);
  });

  test('say who is cramped, until it has places, and who runs nothing twice', () => {
    const { session, found, until, shelfOf } = begin();
    expect(until(() => found({ cramped: true }) !== null)).toBe(true);
    const guest = found({ cramped: true })?.guest ?? NONE;
    expect(shelfOf(guest).inUse).toBeGreaterThan(4);
    expect(session.command({ do: 'setKnob', knob: 'tc.room', guest, value: 16 })).toEqual({ ok: true });
    expect(found({ cramped: true })?.guest).not.toBe(guest);
    expect(session.view().parts.translationCache?.free).toBe(4);
    expect(until(() => found({ fresh: true }) !== null)).toBe(true);
  });

  test('tell when no place is left, and only then', () => {
    const { session, found, until } = begin();
    expect(until(() => found({ cramped: true }) !== null)).toBe(true);
    expect(found({ spent: true })).toBeNull();
    const guest = found({ cramped: true })?.guest ?? NONE;
    for (const other of [0, 1, 3].filter((g) => g !== guest))
      session.command({ do: 'setKnob', knob: 'tc.room', guest: other, value: 12 });
    expect(session.view().parts.translationCache?.free).toBe(0);
    expect(found({ spent: true })).toEqual({ guest, knobs: true, knob: 'tc.room' });
  });

  test('show blocks that come again and wait for their tenth run, though they have places', () => {
    const { session, found, until } = begin();
    session.command({ do: 'setKnob', knob: 'tc.room', guest: 0, value: 12 });
    expect(until(() => found({ repeats: true }) !== null)).toBe(true);
    const { guest = NONE, knob } = found({ repeats: true }) ?? {};
    expect(knob).toBe('tc.after');
    session.command({ do: 'setKnob', knob: 'tc.after', guest, value: 1 });
    expect(found({ repeats: true })?.guest).not.toBe(guest);
  });

  test('show an adapted store that is innocent, and that it is left alone afterwards', () => {
    const { session, found, until } = begin();
    for (const guest of [1, 3]) session.command({ do: 'setKnob', knob: 'tc.room', guest, value: 12 });
    expect(until(() => found({ innocent: true }) !== null)).toBe(true);
    const guest = found({ innocent: true })?.guest ?? NONE;
    session.command({ do: 'setKnob', knob: 'tc.adapt', guest, value: 0 });
    expect(found({ innocent: true })?.guest).not.toBe(guest);
  });
});

test('knobs are told with their positions, and what is left of what is dealt out', () => {
  const { session } = begin();
  const [room, after, adapt] = session.view().parts.knobs ?? [];
  expect(room).toMatchObject({ knob: 'tc.room', values: [0, 4, 8, 12, 16], stands: [4, 4, 4, 4, 4] });
  expect(room?.left).toEqual([20, 20, 20, 20, 20]);
  expect([after?.left, adapt?.left]).toEqual([null, null]);
  expect(knobRows(session.view().parts.knobs ?? []).map((row) => row.map(({ knob }) => knob))).toEqual([
    ['tc.room'],
    ['tc.after', 'tc.adapt'],
  ]);
});

test('each knob of a guest is found in its row, below its tower, and beside the others', () => {
  const { session } = begin();
  const knobs = session.view().parts.knobs ?? [];
  const { machines, towers } = layout(session.view());
  const [tower, middle] = [towers[0]?.rect, machines[0]?.middle];
  if (tower == null || middle === undefined) throw new Error('no tower');
  const [room, after, adapt] = ['tc.room', 'tc.after', 'tc.adapt'].map((id) => knobPlace(knobs, id, tower, middle));
  expect(room).toMatchObject(knobRow(middle, 0));
  expect(after?.y).toBe(adapt?.y);
  expect((after?.x ?? 0) + (after?.w ?? 0)).toBeLessThan(adapt?.x ?? 0);
  expect((adapt?.x ?? 0) + (adapt?.w ?? 0)).toBeCloseTo((room?.x ?? 0) + (room?.w ?? 0));
  expect(knobPlace(knobs, 'tc.none', tower, middle)).toBeNull();
});

test('each guest has its part of the shelf below its tower, and its knobs within the band of the monitor', () => {
  const { session } = begin();
  const { machines, towers } = layout(session.view());
  const [machine] = machines;
  const parts = machine?.shelf?.compartments ?? [];
  for (const { guest, slots, bench, rect } of parts) {
    const tower = towers[guest]?.rect;
    expect(slots).toHaveLength(16);
    expect(bench.y + bench.h).toBeLessThan(rect.y);
    expect(tower === undefined || Math.abs(tower.x + tower.w / 2 - rect.x - rect.w / 2) < 12, `guest ${guest}`).toBe(
      true,
    );
  }
  expect(parts.length).toBeGreaterThanOrEqual(3);
  const middle = machine?.middle ?? { x: 0, y: 0, w: 0, h: 0 };
  const last = knobRow(middle, 2);
  expect(last.y + last.h).toBeLessThanOrEqual(middle.y + middle.h);
  expect(last.h).toBeGreaterThanOrEqual(24);
});

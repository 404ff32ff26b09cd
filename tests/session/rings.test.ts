/** What is seen of rings, asked of level 9: who waits for what, what comes and when, and the ways that nothing stands in. */
import { describe, expect, test } from 'vitest';
import { worldOf } from '../../src/cli/robots.ts';
import { loadLevel } from '../../src/levels/index.ts';
import { knobPlace } from '../../src/session/knobRows.ts';
import { layout } from '../../src/session/layout.ts';
import { worstOf } from '../../src/session/missed.ts';
import { AHEAD, isLate, type RingView, tellNow } from '../../src/session/parts/rings.ts';
import { noPast } from '../../src/session/past/past.ts';
import { waitPlace } from '../../src/session/rings.ts';
import { find } from '../../src/session/situations.ts';
import { advance, BATCH, type LogEntry, NONE, ringsOf } from '../../src/sim/index.ts';
import { sessionOf } from './stage.ts';

const loaded = await loadLevel('09-rings-and-batches');
if (!loaded.ok) throw new Error(loaded.code);
const level = loaded.value;

/** A run in which all batches are of so many, looked at every 100 ms of play. */
function begin(batch = 1) {
  const session = sessionOf({}, level.file, level);
  session.play();
  for (const guest of [1, 2, 3, 4]) session.command({ do: 'setKnob', knob: 'batch', guest, value: batch });
  let at = 0;
  const next = (): void => {
    at += 100;
    session.frame(at);
  };
  const rings = (): RingView[] => (session.view().parts.rings?.rings ?? []).flatMap((ring) => ring ?? []);
  return { session, next, rings };
}

describe('rings in the picture', () => {
  const view = begin().session.view();
  const { machines, sockets, towers } = layout(view);

  test('lie above the way that they share: no batch goes through another guest’s', () => {
    const { channel = null, rings = [] } = machines[0] ?? {};
    expect(rings).toHaveLength(4);
    for (const { at, radius } of rings) expect(at.y + radius).toBeLessThan((channel?.y ?? 0) - 6);
    expect(channel?.y).toBeLessThan((channel?.door.y ?? 0) + (channel?.door.h ?? 0));
  });

  test('have streams beside their knobs and words, and signs of exits above them', () => {
    const middle = machines[0]?.middle;
    if (middle === undefined) throw new Error('no machine');
    const knobs = (view.parts.knobs ?? []).filter(({ per }) => per === 'guest');
    for (const tower of towers) {
      const knob = tower && knobPlace(knobs, 'batch', tower.rect, middle);
      const words = tower && waitPlace(knobs, tower.rect, middle)?.words;
      if (knob == null || words == null) throw new Error('no room below a tower');
      for (const { streamX, held } of sockets) {
        expect(streamX <= words.x || streamX >= words.x + words.w).toBe(true);
        expect(held.exit.y + 16).toBeLessThan(knob.y);
      }
    }
  });
});

describe('a ring', () => {
  test('is late by what lies there untold, not by what the domain has been told of', () => {
    const { next, rings } = begin(5);
    const told: RingView[] = [];
    for (let i = 0; i < 900; i++) {
      next();
      told.push(...rings().filter(({ isTold, oldest, waits }) => isTold && oldest > waits));
    }
    expect(told.length).toBeGreaterThan(10);
    const [ring] = told;
    if (ring === undefined) throw new Error('the domain was never told');
    const { bears } = ring;
    const quick = { ...ring, batch: 5, fills: 0, untold: 1, oldest: 2 * bears };
    expect(isLate({ ...quick, waits: 0 })).toBe(false);
    expect(tellNow({ ...quick, waits: 0 })).toBeNull();
    expect(isLate({ ...quick, waits: bears + 1 })).toBe(true);
  });

  test('whose guest sleeps between requests is not told to turn long before it does', () => {
    const { session, next, rings } = begin();
    const { hz, playSecondNs } = session.view();
    const soon = (AHEAD * playSecondNs * hz) / 1e9;
    const early: number[] = [];
    const since = new Map<number, number>();
    for (let i = 0; i < 1200; i++) {
      next();
      for (const { guest, turns } of rings()) {
        const from = since.get(guest);
        if (turns <= soon && from === undefined) since.set(guest, i);
        if (turns > soon && from !== undefined) {
          early.push((i - from) / 10);
          since.delete(guest);
        }
      }
    }
    early.sort((a, b) => a - b);
    expect(early.length).toBeGreaterThan(12);
    // at first "soon" was as long as thirty seconds
    expect(early[Math.floor(early.length / 2)]).toBeLessThan(1.6 * AHEAD);
    expect(Math.max(...early)).toBeLessThan(4 * AHEAD);
  });

  test('is called chatty only while each request is told of', () => {
    const { session, next } = begin();
    const chatty = () => find({ chatty: true }, session.view(), level.file);
    for (let i = 0; i < 300 && chatty() === null; i++) next();
    const first = chatty()?.guest ?? NONE;
    expect(first).not.toBe(NONE);
    session.command({ do: 'setKnob', knob: 'batch', guest: first, value: 2 });
    next();
    expect(chatty()?.guest).not.toBe(first);
  });
});

test('crossings that were too many are laid to whoever told most often, and to when that was last set', () => {
  const { world: w, second } = worldOf(level, 1);
  advance(w, 20 * second);
  const goal = w.setup.goals.find(({ metric }) => metric === 'crossingShare');
  if (goal === undefined) throw new Error('nobody asks for few crossings');
  const told = w.setup.guests.map((_, g) => ringsOf(w, g).reduce((sum, q) => sum + (w.kept.rings?.[q]?.told ?? 0), 0));
  const most = Math.max(...told);
  const guest = told.indexOf(most);
  const evidence = { past: noPast(w, 1, 1), log: [], losses: [], timeline: [] };
  const worst = { kind: 'crossed', guest, times: most };
  expect(worstOf(w, goal, evidence)).toMatchObject({ ...worst, deed: { did: 'nothing' } });
  const set = (at: number, whose: number): LogEntry => ({
    at,
    c: { do: 'setKnob', knob: BATCH, guest: whose, value: 2 },
  });
  const log = [set(100, guest), set(200, guest), set(300, guest + 1)];
  expect(worstOf(w, goal, { ...evidence, log })).toMatchObject({ ...worst, deed: { did: 'set', at: 200 } });
});

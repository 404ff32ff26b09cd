/** Level files that were written to break the game, each with what becomes of it now. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseLevel, withData } from '../../src/levels/index.ts';
import { createSession } from '../../src/session/index.ts';
import { newWorld } from '../../src/session/log.ts';
import { FRAME_WORK } from '../../src/session/session.ts';
import { advance, apply, can, type LevelFile, type World } from '../../src/sim/index.ts';
import { MAX_EVENTS_PER_CYCLE, MAX_OPEN } from '../../src/sim/params.ts';

const FOLDER = new URL('../cases/', import.meta.url);
const FILES = readdirSync(FOLDER).sort();

async function levelFrom(name: string) {
  const parsed = parseLevel(readFileSync(new URL(name, FOLDER), 'utf8'));
  if (!parsed.ok) throw new Error(`${name}: ${parsed.code} at ${parsed.path}`);
  const level = await withData(parsed.value);
  if (!level.ok) throw new Error(`${name}: ${level.code} at ${level.path}`);
  return level.value;
}

async function worldFrom(name: string, change: (file: LevelFile) => LevelFile = (file) => file): Promise<World> {
  const level = await levelFrom(name);
  const world = newWorld(change(level.file), level, 1);
  if (!world.ok) throw new Error(`${name}: ${world.code} at ${world.path}`);
  return world.value;
}

const open = (w: World): number => w.guests.reduce((sum, g) => sum + g.arrived - g.served - g.dropped, 0);

describe('each case', () => {
  test.each(FILES)('%s is a level that can be begun and is carried on for a while', async (name) => {
    const w = await worldFrom(name);
    advance(w, w.setup.length, undefined, 300_000);
    expect(w.handled).toBeGreaterThan(0);
    expect(open(w)).toBeLessThanOrEqual(MAX_OPEN + 1024);
  });
});

describe('a port where the machine has no paravirtual mode', () => {
  test('is refused with a code', async () => {
    const w = await worldFrom('min-port.json');
    advance(w, 0);
    const verdict = can(w, { do: 'port', kernel: 'linux-2.4', call: 'hc.switch' });
    expect(verdict).toMatchObject({ ok: false, code: 'noPortedMode' });
    expect(apply(w, { do: 'port', kernel: 'linux-2.4', call: 'hc.switch' })).toEqual(verdict);
  });
});

describe('a script that ends in a sleep and does not loop', () => {
  test('sleeps once, and then halts for good', async () => {
    const w = await worldFrom('min-script.json');
    advance(w, 20_000);
    const { handled } = w;
    advance(w, w.setup.length);
    expect(w.handled).toBe(handled);
    expect([w.status, w.tasks[0]?.state, w.tasks[0]?.block]).toEqual(['over', 'blocked', 'halt']);
  });
});

describe('requests that nobody answers', () => {
  test.each(['min-spread.json', 'min-inbox.json'])('%s ends when there are more than a run may have', async (name) => {
    const w = await worldFrom(name);
    advance(w, w.setup.length);
    expect(w.status).toBe('budget');
    expect(open(w)).toBeGreaterThan(MAX_OPEN);
    expect(open(w)).toBeLessThanOrEqual(MAX_OPEN + 1024);
  });
});

describe('a level in which very much happens', () => {
  test.each([false, true])('gives each frame so much work and no more (no hurry: %s)', async (noHurry) => {
    const level = await levelFrom('min-inbox.json');
    const opened = createSession({ ...level.file, playSecondNs: 1e9 }, level, { seed: 1, tutorial: false, noHurry });
    if (!opened.ok) throw new Error(opened.code);
    const session = opened.value;
    const times: number[] = [];
    for (let frame = 0; frame < 5; frame++) {
      session.frame(frame * 100);
      times.push(session.view().now);
    }
    const events: number[] = [];
    const w = await worldFrom('min-inbox.json', (file) => ({ ...file, playSecondNs: 1e9 }));
    for (const time of times) {
      const { handled } = w;
      advance(w, Math.floor(time));
      events.push(w.handled - handled);
    }
    expect(Math.max(...events)).toBeLessThanOrEqual(FRAME_WORK + MAX_EVENTS_PER_CYCLE);
    expect(events.filter((count) => count >= FRAME_WORK / 2).length).toBeGreaterThan(2); // it was really too much
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});

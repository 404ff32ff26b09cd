/** Level files by anybody: refused with one code, or a world that is carried on within its bounds. Nothing is ever thrown. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkLevel, LEVEL_IDS, parseLevel, parseRobot, withData } from '../../src/levels/index.ts';
import { createSession } from '../../src/session/index.ts';
import { newWorld } from '../../src/session/log.ts';
import { advance, apply, COMMANDS, can, draw } from '../../src/sim/index.ts';
import { changed, changes } from './mutations.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const SHIPPED = [...LEVEL_IDS].map((id) => read(`levels/${id}/level.json`));
const CASES = readdirSync('tests/cases').map((name) => read(`tests/cases/${name}`));

/** One code and one place, both fit to be shown. */
function expectProblem({ code, path }: { code: string; path: string }): void {
  expect(code).toMatch(/^[a-zA-Z]+$/);
  expect(path.length).toBeLessThanOrEqual(130);
  expect(path).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
}

/** What happens to a file, from its text to a few frames of play and commands. Answers the code, or `played`. */
async function fate(data: unknown): Promise<string> {
  const file = parseLevel(JSON.stringify(data));
  if (!file.ok) {
    expectProblem(file);
    return file.code;
  }
  const level = await withData(file.value);
  if (!level.ok) {
    expectProblem(level);
    return level.code;
  }
  const world = newWorld(file.value, level.value, 1);
  const opened = createSession(file.value, level.value, { seed: 1 });
  expect(opened.ok).toBe(world.ok);
  if (!world.ok || !opened.ok) {
    if (!world.ok) expectProblem(world);
    return world.ok ? 'played' : world.code;
  }
  const w = world.value;
  const span = Math.ceil(w.setup.length / 50);
  for (let turn = 0; turn < 6 && w.status === 'running'; turn++) {
    advance(w, Math.min(w.setup.length, w.now + span), undefined, 3_000);
    for (const verb of COMMANDS) {
      const command = verb.sample(w, (n) => (n === 0 ? -1 : draw(7, turn) % n));
      if (command !== null) expect(apply(w, command).ok || can(w, command).ok === false).toBe(true);
    }
  }
  opened.value.frame(0);
  opened.value.frame(100);
  opened.value.view();
  return 'played';
}

describe('a level file', () => {
  test('that was changed here and there', async () => {
    const fates = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...CASES, ...SHIPPED), changes, async (data, all) => {
        const found = await fate(changed(data, all));
        fates.set(found, (fates.get(found) ?? 0) + 1);
      }),
      { numRuns: 160, seed: 11 },
    );
    // the changes are small enough to come far, and large enough to be found
    expect(fates.get('played') ?? 0).toBeGreaterThan(5);
    expect(fates.size).toBeGreaterThan(6);
  });

  test('that is anything at all', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const file = parseLevel(text);
        expect(file.ok).toBe(false);
        if (!file.ok) expectProblem(file);
        const robot = parseRobot(text);
        if (!robot.ok) expectProblem(robot);
      }),
      { numRuns: 300, seed: 12 },
    );
  });

  test.each(['__proto__', 'constructor', 'prototype'])(
    'with something called %s is refused, and says where',
    (name) => {
      const [first] = SHIPPED;
      for (const place of ['knobs', 'demands', 'scheduler']) {
        const data = structuredClone(first) as { setup: Record<string, unknown> };
        data.setup[place] = JSON.parse(`{"${name}":1}`);
        expect(checkLevel(data)).toEqual({ ok: false, code: 'badId', path: `setup.${place}.${name}` });
      }
    },
  );
});

/** Which levels need more than what comes with the play screen, and that they need it from their first moment. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LEVEL_IDS, loadLevel } from '../../src/levels/index.ts';
import { BASIC_PARTS, hasMore } from '../../src/session/basics.ts';
import { createSession, parseRun, type View } from '../../src/session/index.ts';
import { PARTS } from '../../src/session/parts/index.ts';

const EIGHTHS = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;

/** The golden run of a level, as it is seen at nine moments from its first to its last. */
async function viewsOf(id: string): Promise<View[]> {
  const loaded = await loadLevel(id);
  const run = parseRun(readFileSync(`tests/replays/${id}.json`, 'utf8'));
  if (!loaded.ok || !run.ok) throw new Error(`${id} cannot be read`);
  const session = createSession(loaded.value.file, loaded.value, { seed: run.value.seed, tutorial: false });
  if (!session.ok) throw new Error(`${session.code} at ${session.path}`);
  const first = session.value.view();
  for (const _ of session.value.replay(run.value));
  const end = session.value.view().now;
  const later = EIGHTHS.map((eighth) => {
    session.value.rewindTo((end / 8) * eighth);
    return session.value.view();
  });
  return [first, ...later];
}

const namesIn = ({ parts }: View): string[] =>
  Object.entries(parts).flatMap(([name, own]) => (own === null ? [] : [name]));

describe('what a run has, it has from its beginning to its end:', () => {
  test.each([...LEVEL_IDS])('%s', async (id) => {
    const [first, ...later] = await viewsOf(id);
    if (first === undefined) throw new Error('no view');
    expect(new Set(later.map(({ now }) => now)).size).toBeGreaterThan(5);
    for (const view of later) expect(namesIn(view)).toEqual(namesIn(first));
  });
});

test('only the first level has nothing else', async () => {
  const firsts = await Promise.all([...LEVEL_IDS].map(async (id) => (await viewsOf(id)).slice(0, 1)));
  expect(firsts.flat().map(hasMore)).toEqual(firsts.map((_, n) => n > 0));
});

test('a part of which a level may have nothing is no basic one', () => {
  const always = Object.entries(PARTS).flatMap(([name, part]) => ('view' in part ? [] : [name]));
  expect([...BASIC_PARTS]).toEqual(always.sort());
});

test('a verb needs its part, even where nothing of it is seen yet', () => {
  const nothing = Object.fromEntries(Object.keys(PARTS).map((name) => [name, null])) as View['parts'];
  expect(hasMore({ verbs: ['place', 'inject'], parts: nothing })).toBe(false);
  expect(hasMore({ verbs: ['place', 'admit'], parts: nothing })).toBe(true);
});

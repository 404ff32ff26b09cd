/** Runs by anybody: read or refused with one code, and verified or opened only if they are what they claim. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadLevel } from '../../src/levels/index.ts';
import { createSession } from '../../src/session/index.ts';
import { type Verification, verify } from '../../src/session/log.ts';
import { parseRun, runText } from '../../src/session/run.ts';
import { fingerprint, type Run, stars } from '../../src/sim/index.ts';
import { changed, changes } from './mutations.ts';

const loaded = await loadLevel('01-host-and-guest');
if (!loaded.ok) throw new Error(loaded.code);
const level = loaded.value;
const text = readFileSync('tests/replays/01-host-and-guest.json', 'utf8');
const run: unknown = JSON.parse(text);

/** The code of the verdict on a text. Whatever is verified has been played to the end, and is what it says. */
function verdictOn(given: string): string {
  const read = parseRun(given);
  if (!read.ok) {
    expect(read.code).toMatch(/^[a-zA-Z]+$/);
    expect(read.path.length).toBeLessThanOrEqual(130);
    expect(read.path).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    return read.code;
  }
  const found = verify(read.value, level.file, level);
  expectOpenedAlike(read.value, found);
  if (found.is !== 'verified') return found.code;
  expect(found.world.status).not.toBe('running');
  expect(fingerprint(found.world)).toBe(read.value.marks.at(-1)?.[1]);
  expect(stars(found.world)).toBeLessThanOrEqual(3);
  return 'verified';
}

/** A session opens what is verified, stands at its end, and refuses all else with the same code. */
function expectOpenedAlike(run: Run, found: Verification): void {
  const created = createSession(level.file, level, { seed: run.seed });
  if (!created.ok) throw new Error(created.code);
  const pieces = created.value.replay(run);
  let piece = pieces.next();
  for (let before = 0; piece.done !== true; piece = pieces.next()) {
    expect(piece.value).toBeGreaterThanOrEqual(before);
    expect(piece.value).toBeLessThanOrEqual(10_000);
    before = piece.value;
  }
  expect(piece.value?.code ?? 'verified').toBe(found.is === 'verified' ? found.is : found.code);
  expect(created.value.kept(0)).toBeNull();
  if (found.is === 'verified') expect(created.value.outcome()?.fingerprint).toBe(fingerprint(found.world));
}

test('a run that was changed is refused, differs, or is another run that is what it says', () => {
  const verdicts = new Set<string>();
  fc.assert(
    fc.property(changes, (all) => {
      verdicts.add(verdictOn(JSON.stringify(changed(run, all))));
    }),
    { numRuns: 120, seed: 21 },
  );
  expect(verdicts.size).toBeGreaterThan(4);
});

test('a text that was broken is refused, or reads as what it was', () => {
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.string({ maxLength: 2 }), (at, other) => {
      const read = parseRun(text.slice(0, at) + other + text.slice(at + 1));
      if (read.ok) expect(parseRun(runText(read.value))).toEqual(read);
      else expect(read.code).toMatch(/^[a-zA-Z]+$/);
    }),
    { numRuns: 150, seed: 22 },
  );
});

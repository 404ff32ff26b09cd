import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkLevel, parseLevel } from '../../src/levels/index.ts';
import { LIMITS } from '../../src/levels/limits.ts';
import { SAMPLE } from './sample.ts';

const fresh = () => structuredClone(SAMPLE) as unknown as Record<string, unknown>;

/** the sample with the value at a dotted path replaced; undefined removes it */
function changed(path: string, value: unknown): unknown {
  const copy = fresh();
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const place = keys.reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy);
  if (value === undefined) delete place[last];
  else place[last] = value;
  return copy;
}

test('a good level is read as it is', () => {
  expect(checkLevel(fresh())).toEqual({ ok: true, value: SAMPLE });
  expect(parseLevel(JSON.stringify(SAMPLE))).toEqual({ ok: true, value: SAMPLE });
});

const guest = SAMPLE.setup.guests[0];
test.each([
  ['another schema', 'schema', 2, 'unknownChoice', 'schema'],
  ['a field that is missing', 'seconds', undefined, 'missing', 'seconds'],
  ['a field that nobody knows', 'cheat', true, 'unknownField', 'cheat'],
  ['an unknown field further in', 'setup.guests.1.cheat', 1, 'unknownField', 'setup.guests.1.cheat'],
  ['a fraction', 'seconds', 1.5, 'notAnInteger', 'seconds'],
  ['a number beyond exactness', 'setup.guests.0.boot', 2 ** 60, 'notAnInteger', 'setup.guests.0.boot'],
  ['no time at all', 'seconds', 0, 'outOfRange', 'seconds'],
  ['more pCPUs than fit', 'setup.machines.0.pcpus', 1e6, 'outOfRange', 'setup.machines.0.pcpus'],
  ['a number for an object', 'setup.guests.0', 5, 'wrongType', 'setup.guests.0'],
  ['text for a number', 'setup.guests.0.weight', '256', 'wrongType', 'setup.guests.0.weight'],
  ['an id that is a path', 'id', '../secret', 'badId', 'id'],
  ['an id that is a prototype', 'setup.guests.0.id', '__proto__', 'badId', 'setup.guests.0.id'],
  [
    'an operation that is none',
    'setup.guests.0.workload.phases.0.ops',
    { fly: 1 },
    'unknownChoice',
    'setup.guests.0.workload.phases.0.ops.fly',
  ],
  ['an unknown verb', 'setup.verbs.0', 'win', 'unknownChoice', 'setup.verbs.0'],
  ['too many guests', 'setup.guests', Array(LIMITS.guests + 1).fill(guest), 'tooLong', 'setup.guests'],
  ['no guests', 'setup.guests', [], 'tooShort', 'setup.guests'],
  ['a step without an end', 'steps.0.until', [], 'tooShort', 'steps.0.until'],
  ['a situation that nobody knows', 'steps.0.when', [{ luck: 1 }], 'missing', 'steps.0.when.0.state'],
  ['an event that never comes', 'steps.0.until.0', { event: 'won' }, 'unknownChoice', 'steps.0.until.0.event'],
])('refused: %s', (_, path, value, code, at) => {
  expect(checkLevel(changed(path, value))).toEqual({ ok: false, code, path: at });
});

test.each([
  ['a tutorial for a guest that is not there', 'steps.1.until.0.guest', 'ghost', 'unknownGuest', 'steps.1.until.0'],
  ['a step about a guest that is not there', 'steps.1.when', [{ settled: 'ghost' }], 'unknownGuest', 'steps.1.when.0'],
  ['a pointer to a guest that is not there', 'steps.0.at.guest', 'ghost', 'unknownGuest', 'steps.0.at'],
  ['a pointer to a pCPU that is not there', 'steps.1.at.pcpu', 2, 'unknownPcpu', 'steps.1.at'],
  ['a step about a pCPU that is not there', 'steps.1.when', [{ free: 2 }], 'unknownPcpu', 'steps.1.when.0'],
  ['a pointer to a goal that is not there', 'steps.0.at.goal', 'rich', 'unknownGoal', 'steps.0.at.goal'],
  ['waiting for more busy pCPUs than there are', 'steps.2.until.0.busy', 3, 'outOfRange', 'steps.2.until.0'],
  ['waiting for more decks than there are', 'steps.2.until', [{ deck: 3 }], 'outOfRange', 'steps.2.until.0'],
  ['a robot whose code nobody has written', 'robots.naive.policy', 'genius', 'unknownPolicy', 'robots.naive.policy'],
  ['a held clock that waits for a time', 'steps.0.until', [{ after: 5 }], 'frozenForEver', 'steps.0.until'],
  ['a held clock that waits for a step to pass', 'steps.0.until', [{ lasts: 5 }], 'frozenForEver', 'steps.0.until'],
  ['two steps of one name', 'steps.1.id', 'place', 'repeated', 'steps.1'],
  ['a right answer that is not offered', 'question.right', 'equal', 'unknownAnswer', 'question.right'],
  ['a star above a gap', 'setup.goals.1.star', 1, 'missingStar', 'setup.goals.2.star'],
  [
    'more vCPUs than a browser should hold',
    'setup.guests',
    Array(20).fill({ ...guest, vcpus: 64 }),
    'tooManyVcpus',
    'setup.guests',
  ],
])('does not fit together: %s', (_, path, value, code, at) => {
  expect(checkLevel(changed(path, value))).toEqual({ ok: false, code, path: at });
});

test.each([
  ['nothing', '', 'notJson'],
  ['half a level', JSON.stringify(SAMPLE).slice(0, 500), 'notJson'],
  ['more bytes than allowed', `"${'é'.repeat(LIMITS.levelBytes / 2)}"`, 'tooLarge'],
  ['a deep nest', '['.repeat(60_000) + ']'.repeat(60_000), 'missing'],
])('a text with %s is refused at once', (_, text, code) => {
  expect(parseLevel(text)).toMatchObject({ ok: false, code });
});

test('whatever is put in any place, the answer is a level or one coded problem', () => {
  const paths: string[] = [];
  const collect = (value: unknown, path: string): void => {
    if (path) paths.push(path);
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) collect(inner, path ? `${path}.${key}` : key);
  };
  collect(SAMPLE, '');
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.oneof(fc.jsonValue(), fc.constant(undefined)), (path, value) => {
      const read = checkLevel(changed(path, value));
      if (read.ok) expect(checkLevel(read.value)).toEqual(read);
      else expect(read.code).toMatch(/^[a-zA-Z]+$/);
    }),
    { numRuns: 500 },
  );
});

test('a hostile file of the largest size is refused within a moment', () => {
  const many = JSON.stringify({ ...SAMPLE, hints: Array(80_000).fill('a') }).slice(0, LIMITS.levelBytes);
  const guests = `{"schema":1,"setup":{"guests":[${'{},'.repeat(80_000)}{}]}}`;
  const started = performance.now();
  expect(parseLevel(many).ok).toBe(false);
  expect(parseLevel(guests).ok).toBe(false);
  expect(performance.now() - started).toBeLessThan(1000); // ms; measured: 20
});

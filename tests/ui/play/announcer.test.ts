import { expect, test } from 'vitest';
import { createAnnouncer, INTERVAL, STALE, type Urgency } from '../../../src/ui/play/announcer.ts';

const say = (words: string, urgency: Urgency = 'polite') => ({ words, urgency });

test('at most one sentence per interval', () => {
  const announcer = createAnnouncer();
  announcer.push(say('one'), 0);
  announcer.push(say('two'), 0);
  expect(announcer.poll(0)).toEqual(say('one'));
  expect(announcer.poll(INTERVAL.polite - 1)).toBeNull();
  expect(announcer.poll(INTERVAL.polite)).toEqual(say('two'));
  expect(announcer.poll(10 * INTERVAL.polite)).toBeNull();
});

test('a warning goes first and sooner', () => {
  const announcer = createAnnouncer();
  announcer.push(say('news'), 0);
  announcer.push(say('warning', 'assertive'), 0);
  expect(announcer.poll(0)).toEqual(say('warning', 'assertive'));
  announcer.push(say('another', 'assertive'), 0);
  expect(announcer.poll(INTERVAL.assertive)).toEqual(say('another', 'assertive'));
  expect(announcer.poll(2 * INTERVAL.assertive)).toBeNull();
  expect(announcer.poll(INTERVAL.assertive + INTERVAL.polite)).toEqual(say('news'));
});

test('old news is dropped, and nothing waits twice', () => {
  const announcer = createAnnouncer();
  for (const words of ['a', 'b', 'c', 'b', 'd']) announcer.push(say(words), 0);
  const said = [0, 1, 2, 3].map((n) => announcer.poll(n * INTERVAL.assertive)?.words);
  expect(said).toEqual(['c', undefined, 'b', undefined]);
});

test('what could not be said in time is not said later', () => {
  const announcer = createAnnouncer();
  announcer.push(say('halted'), 0);
  announcer.push(say('impatient', 'assertive'), 0);
  announcer.push(say('runs'), STALE - 1);
  expect(announcer.poll(STALE)).toEqual(say('runs'));
  expect(announcer.poll(3 * STALE)).toBeNull();
});

test('cleared, it has nothing to say', () => {
  const announcer = createAnnouncer();
  announcer.push(say('a'), 0);
  announcer.push(say('b', 'assertive'), 0);
  announcer.clear();
  expect(announcer.poll(0)).toBeNull();
});

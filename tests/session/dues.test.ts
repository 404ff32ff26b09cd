import { expect, test } from 'vitest';
import { loadLevel } from '../../src/levels/index.ts';
import { sessionOf } from './stage.ts';

const loaded = await loadLevel('14-containers');
if (!loaded.ok) throw new Error(loaded.code);
const level = loaded.value;

type Seen = ReturnType<ReturnType<typeof sessionOf>['view']>;

const dueOf = ({ parts }: Seen, g: number): number => parts.limits?.due[g] ?? 0;

test('what a weight promises is at least its part of all weights, more while others want less, and never more than there is', () => {
  const session = sessionOf({}, level.file, level);
  session.play();
  let spared = 0;
  let [pressed, got, due] = [0, 0, 0];
  for (let i = 0; i < 600; i++) {
    session.frame(i * 50);
    const view = session.view();
    const up = view.guests.filter(({ stage }) => stage === 'up');
    const all = up.reduce((sum, { limits }) => sum + limits.weight, 0);
    for (const { index, limits } of up) {
      const part = Math.floor((10_000 * limits.weight) / all);
      expect(dueOf(view, index)).toBeGreaterThanOrEqual(part - 1);
      expect(dueOf(view, index)).toBeLessThanOrEqual(10_000);
      if (dueOf(view, index) > part + 100) spared++;
    }
    for (const { index, stage } of view.guests) if (stage !== 'up') expect(dueOf(view, index)).toBe(0);
    if ((view.parts.runQueue?.pressure ?? 0) <= 20_000) continue;
    // while twice as many want to run as can, those who wait for nothing but a processor get about their due: on average,
    // since what they have got is read over a stretch in which they may have wanted something else
    for (const { index, share } of up)
      if (view.parts.sharedKernel?.lacks[index] === 'runQueue') {
        pressed++;
        got += share.cpu;
        due += dueOf(view, index);
      }
  }
  expect(got).toBeGreaterThan(0.75 * due);
  expect(spared).toBeGreaterThan(0);
  expect(pressed).toBeGreaterThan(0);
});

test('a weight moved is a promise moved, in proportion while all want everything', () => {
  const session = sessionOf({}, level.file, level);
  session.play();
  for (let i = 0; i < 100; i++) session.frame(i * 50);
  const before = dueOf(session.view(), 0);
  expect(session.command({ do: 'setWeight', guest: 0, value: 1024 })).toEqual({ ok: true });
  session.frame(100 * 50);
  const after = dueOf(session.view(), 0);
  expect(after).toBeGreaterThan(before);
  expect(after).toBeLessThanOrEqual(10_000);
});

import { describe, expect, test } from 'vitest';
import { LEVEL_IDS, loadCampaign } from '../../../src/levels/index.ts';
import { sceneOf } from '../../../src/ui/scenes/index.ts';
import { actor, beat, framesOf, pose, poseAt } from '../../../src/ui/scenes/score.ts';
import { titleScene } from '../../../src/ui/scenes/title.ts';

const campaign = await loadCampaign();
if (!campaign.ok) throw new Error(campaign.code);

const mover = actor('a', { kind: 'frost' }, pose(0, 0), [beat(2, 2, { x: 10 }), beat(6, 1, { x: 0, opacity: 0.5 })]);

test('frames hold still between beats', () => {
  expect(framesOf(mover, 10).map(({ offset, x }) => [offset, x])).toEqual([
    [0, 0],
    [0.2, 0],
    [0.4, 10],
    [0.6, 10],
    [0.7, 0],
    [1, 0],
  ]);
});

test('a still is the pose of its second', () => {
  expect(poseAt(mover, 10, 0).x).toBe(0);
  expect(poseAt(mover, 10, 3).x).toBeCloseTo(5);
  expect(poseAt(mover, 10, 5).x).toBe(10);
  expect(poseAt(mover, 10, 10).opacity).toBe(0.5);
});

const ofLevels = [...LEVEL_IDS].flatMap((id) => {
  const scene = sceneOf(campaign.value, id);
  return scene === null ? [] : [[id, scene] as const];
});

test('every level has a picture of its own', () => {
  expect(ofLevels.map(([id]) => id)).toEqual([...LEVEL_IDS]);
});

describe.each([...ofLevels, ['the title', titleScene] as const])('the picture of %s', (_, scene) => {
  test('has beats in order, inside the loop', () => {
    for (const one of scene.actors) {
      const offsets = framesOf(one, scene.seconds).map((frame) => frame.offset);
      expect(offsets, one.id).toEqual([...offsets].sort((a, b) => a - b));
      expect(Math.max(...offsets), one.id).toBeLessThanOrEqual(1);
    }
  });

  test('ends as it began, so that the loop has no seam', () => {
    for (const one of scene.actors) {
      const end = poseAt(one, scene.seconds, scene.seconds);
      // What cannot be seen may jump.
      if (end.opacity === 0 && one.pose.opacity === 0) continue;
      expect(end, one.id).toEqual(one.pose);
    }
  });

  test('names each actor once and has a still inside the loop', () => {
    expect(new Set(scene.actors.map((one) => one.id)).size).toBe(scene.actors.length);
    expect(scene.still).toBeLessThan(scene.seconds);
  });
});

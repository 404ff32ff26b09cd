/** Words that come over the picture, in every level: they keep off what has to be seen and pressed meanwhile. */
import { describe, expect, test } from 'vitest';
import { LEVEL_IDS, loadLevel } from '../../../src/levels/index.ts';
import { createSession } from '../../../src/session/index.ts';
import { type Layout, layoutOf, PICTURE, type Rect } from '../../../src/session/layout.ts';
import { shapeOf } from '../../../src/session/layout-shape.ts';
import { rulesOf } from '../../../src/ui/play/inspect.ts';
import { inspectorBounds, inspectorPlace } from '../../../src/ui/play/inspectorPlace.ts';
import { noticePlace } from '../../../src/ui/play/noticePlace.ts';
import { ALL_PLAY_PARTS } from '../../../src/ui/play/parts/index.ts';
import { keyOf, type Target } from '../../../src/ui/play/target.ts';
import { inside, overlap } from '../../session/pictures.ts';

const SCREEN: Rect = { x: 0, y: 0, w: PICTURE.w, h: PICTURE.h };
/** milliseconds of play after which a level is looked at */
const MOMENTS = [0, 20_000, 45_000] as const;
/** lines of a notice that are looked for; it may have more in its own place's direction */
const HEIGHT = 84;

/** What grows upwards as it likes reaches nothing that stands at its side. */
const beside = (one: Rect, other: Rect): boolean => other.x >= one.x + one.w || other.x + other.w <= one.x;

async function momentsOf(id: string) {
  const level = await loadLevel(id);
  if (!level.ok) throw new Error(level.code);
  const made = createSession(level.value.file, level.value, { seed: 1, tutorial: false });
  if (!made.ok) throw new Error(made.code);
  const session = made.value;
  session.play();
  let at = 0;
  return MOMENTS.map((moment) => {
    for (; at <= moment; at += 50) session.frame(at);
    return session.view();
  });
}

const rectOf = (layout: Layout, target: Target): Rect | null =>
  rulesOf(ALL_PLAY_PARTS, target.kind)?.rect?.(layout, target) ?? null;

describe.each([...LEVEL_IDS])('%s', async (id) => {
  const moments = (await momentsOf(id)).map((view) => {
    const layout = layoutOf(shapeOf(view));
    const tasks = view.guests.flatMap(({ index, vcpus, present }): Target[] =>
      present
        ? [{ kind: 'guest', guest: index }, ...vcpus.map(({ task }): Target => ({ kind: 'vcpu', guest: index, task }))]
        : [],
    );
    const sockets = view.pcpus.flatMap((_, pcpu): Target[] => [
      { kind: 'socket', pcpu },
      { kind: 'deck', pcpu },
    ]);
    return { view, layout, all: [...tasks, ...sockets] };
  });

  test('why something was refused is said in the picture, and not over what was pressed', () => {
    for (const { layout, all } of moments)
      for (const target of all) {
        const about = rectOf(layout, target);
        const { above, ...at } = noticePlace(layout, about);
        const words = above ? { ...at, y: at.y - HEIGHT, h: HEIGHT } : at;
        expect(inside(words, SCREEN), keyOf(target)).toBe(true);
        if (about !== null) expect(overlap(words, about), keyOf(target)).toBe(false);
      }
  });

  test('the inspector of a guest leaves free what that guest can be taken to, and answers', () => {
    for (const { view, layout } of moments) {
      const places = ALL_PLAY_PARTS.flatMap((part) => part.places?.(view) ?? []);
      for (const { index, present } of view.guests) {
        if (!present) continue;
        const place = inspectorPlace(ALL_PLAY_PARTS, layout, { kind: 'guest', guest: index });
        const { ceiling, tight } = inspectorBounds(ALL_PLAY_PARTS, layout, place, places);
        const top = ceiling ?? place.y;
        const whole = { ...place, y: top, h: place.y + place.h - top };
        expect(tight, `guest ${index}`).toBe(ceiling !== null && whole.h < 190);
        // without a ceiling it grows upwards as its words need
        const room = ceiling === null ? PICTURE.h : whole.h;
        expect(room, `guest ${index}: room for a heading and its facts`).toBeGreaterThanOrEqual(116);
        for (const target of places) {
          const rect = rectOf(layout, target);
          if (rect !== null) expect(overlap(whole, rect), `guest ${index} × ${keyOf(target)}`).toBe(false);
        }
        for (const rect of ALL_PLAY_PARTS.flatMap((part) => part.answers?.(layout) ?? []))
          expect(ceiling === null ? beside(whole, rect) : !overlap(whole, rect), `guest ${index} × answers`).toBe(true);
      }
    }
  });
});

import { expect, test } from 'vitest';
import type { Sheet } from '../../src/playfield/bake/sheet.ts';
import { Pen } from '../../src/playfield/pen.ts';

/** A sheet on which every shape is as large as another. */
const SHEET = {
  scale: 1,
  shape: (key: string) => ({ key, x: 0, y: 0, w: 16, h: 16 }),
} satisfies Pick<Sheet, 'scale' | 'shape'>;

/** What a frame changes, as indices, and how much it draws. */
function frame(pen: Pen, draw: () => void): { changed: boolean; changes: number[]; drawn: number } {
  pen.begin();
  draw();
  return { changed: pen.changed, changes: [...pen.changes], drawn: pen.drawn };
}

function started(): Pen {
  const shapes = new Map<string, ReturnType<typeof SHEET.shape>>();
  const shape = (key: string) => {
    const known = shapes.get(key) ?? SHEET.shape(key);
    shapes.set(key, known);
    return known;
  };
  return new Pen({ ...SHEET, shape });
}

test('what is drawn as before is no change', () => {
  const pen = started();
  const draw = (): void => {
    pen.put('glow', 10, 20);
    pen.rect(0, 0, 5, 5, 0xff0000);
    pen.line(0, 0, -9, 0, 2, 0x00ff00);
  };
  expect(frame(pen, draw)).toEqual({ changed: true, changes: [0, 1, 2], drawn: 3 });
  expect(frame(pen, draw)).toEqual({ changed: false, changes: [], drawn: 3 });
});

test('only what differs has changed', () => {
  const pen = started();
  const draw = (x: number): void => {
    pen.put('glow', 10, 20);
    pen.put('disc', x, 20);
  };
  frame(pen, () => draw(1));
  expect(frame(pen, () => draw(2))).toEqual({ changed: true, changes: [1], drawn: 2 });
});

test('what is gone is a change, and what comes back too', () => {
  const pen = started();
  const both = (): void => {
    pen.put('glow', 10, 20);
    pen.put('disc', 1, 2);
  };
  frame(pen, both);
  expect(frame(pen, () => pen.put('glow', 10, 20))).toEqual({ changed: true, changes: [], drawn: 1 });
  expect(frame(pen, both)).toEqual({ changed: true, changes: [1], drawn: 2 });
});

test('what can hardly be seen is not drawn', () => {
  const pen = started();
  expect(frame(pen, () => pen.put('glow', 10, 20, 0.002)).drawn).toBe(0);
});

/**
 * Draws baked shapes. A pen is asked anew in each frame for everything it should show, and keeps a pool of marks for it:
 * nothing is created or destroyed while the picture moves, and no layer has to remember what it drew. It notices whether
 * anything came out differently from the last frame; where nothing did, there is nothing to draw.
 */
import type { Rect } from '../session/layout.ts';
import type { Shape, Sheet } from './bake/sheet.ts';
import { type Colour, WHITE } from './colours.ts';

/** One shape on the picture: its centre in design pixels, scales relative to its texels. */
export type Mark = {
  shape: Shape;
  x: number;
  y: number;
  alpha: number;
  tint: Colour;
  scaleX: number;
  scaleY: number;
  rotation: number;
};

/** What is less visible than this is left out. */
const INVISIBLE = 0.003;

export class Pen {
  /** the first `drawn` of them are shown */
  readonly marks: Mark[] = [];
  /** Marks drawn since `begin`. */
  drawn = 0;
  /** Marks drawn before it. */
  before = 0;
  /** Indices of marks that differ from those drawn before `begin`, ascending. */
  readonly changes: number[] = [];
  private readonly pixel: Shape;
  private readonly disc: Shape;

  constructor(private readonly sheet: Pick<Sheet, 'scale' | 'shape'>) {
    this.pixel = sheet.shape('pixel');
    this.disc = sheet.shape('disc');
  }

  begin(): void {
    this.before = this.drawn;
    this.drawn = 0;
    this.changes.length = 0;
  }

  /** Whether what was asked for since `begin` differs from what was asked for before it. */
  get changed(): boolean {
    return this.changes.length > 0 || this.drawn !== this.before;
  }

  private mark(
    shape: Shape,
    x: number,
    y: number,
    alpha: number,
    tint: Colour,
    scaleX: number,
    scaleY: number,
    rotation: number,
  ): void {
    const index = this.drawn++;
    const mark = this.marks[index];
    if (mark === undefined) {
      this.marks.push({ shape, x, y, alpha, tint, scaleX, scaleY, rotation });
    } else {
      if (
        index < this.before &&
        mark.x === x &&
        mark.y === y &&
        mark.alpha === alpha &&
        mark.tint === tint &&
        mark.scaleX === scaleX &&
        mark.scaleY === scaleY &&
        mark.rotation === rotation &&
        mark.shape === shape
      )
        return;
      mark.shape = shape;
      mark.x = x;
      mark.y = y;
      mark.alpha = alpha;
      mark.tint = tint;
      mark.scaleX = scaleX;
      mark.scaleY = scaleY;
      mark.rotation = rotation;
    }
    this.changes.push(index);
  }

  /** A shape with its centre at (x, y); scales are relative to the size it was designed at. */
  put(
    key: string,
    x: number,
    y: number,
    alpha = 1,
    tint: Colour = WHITE,
    scaleX = 1,
    scaleY = scaleX,
    rotation = 0,
  ): void {
    if (alpha <= INVISIBLE) return;
    const { sheet } = this;
    this.mark(sheet.shape(key), x, y, alpha, tint, scaleX / sheet.scale, scaleY / sheet.scale, rotation);
  }

  /** A filled rectangle with square corners. */
  rect(x: number, y: number, w: number, h: number, tint: Colour, alpha = 1): void {
    if (alpha <= INVISIBLE || w <= 0 || h <= 0) return;
    const { pixel } = this;
    this.mark(pixel, x + w / 2, y + h / 2, alpha, tint, w / pixel.w, h / pixel.h, 0);
  }

  /** A straight line of the given width. */
  line(x0: number, y0: number, x1: number, y1: number, width: number, tint: Colour, alpha = 1): void {
    const dx = x1 - x0;
    const dy = y1 - y0;
    const length = Math.hypot(dx, dy);
    if (alpha <= INVISIBLE || length === 0) return;
    const { pixel } = this;
    const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
    this.mark(pixel, x, y, alpha, tint, length / pixel.w, width / pixel.h, Math.atan2(dy, dx));
  }

  private cap(x: number, y: number, diameter: number, tint: Colour): void {
    const scale = diameter / 16 / this.sheet.scale;
    this.mark(this.disc, x, y, 1, tint, scale, scale, 0);
  }

  /** A bar with round ends; shorter than its height it shrinks to a dot. Opaque, because its parts overlap. */
  bar(x: number, y: number, w: number, h: number, tint: Colour): void {
    if (w <= 0) return;
    const d = Math.min(h, w);
    const middle = y + h / 2;
    this.cap(x + d / 2, middle, d, tint);
    if (w <= h) return;
    this.cap(x + w - d / 2, middle, d, tint);
    this.rect(x + d / 2, y, w - d, h, tint);
  }

  /** A frame of straight lines just inside a rectangle. */
  frame(area: Rect, width: number, tint: Colour, alpha = 1): void {
    this.rect(area.x, area.y, area.w, width, tint, alpha);
    this.rect(area.x, area.y + area.h - width, area.w, width, tint, alpha);
    this.rect(area.x, area.y + width, width, area.h - 2 * width, tint, alpha);
    this.rect(area.x + area.w - width, area.y + width, width, area.h - 2 * width, tint, alpha);
  }
}

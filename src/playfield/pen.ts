/**
 * Draws baked shapes. A pen is asked anew in each frame for everything it should show, and keeps a pool of images for
 * it: nothing is created or destroyed while the picture moves, and no layer has to remember what it drew.
 */
import type Phaser from 'phaser';
import type { Rect } from '../session/layout.ts';
import type { Sheet } from './bake/sheet.ts';
import { type Colour, WHITE } from './colours.ts';

export class Pen {
  private readonly images: Phaser.GameObjects.Image[] = [];
  private used = 0;
  private readonly pixel: Phaser.Textures.Frame;
  private readonly disc: Phaser.Textures.Frame;

  constructor(
    private readonly layer: Phaser.GameObjects.Layer,
    private readonly sheet: Sheet,
  ) {
    this.pixel = sheet.frame('pixel');
    this.disc = sheet.frame('disc');
  }

  /** Shapes drawn since `begin`. */
  get drawn(): number {
    return this.used;
  }

  begin(): void {
    this.used = 0;
  }

  /** What was not asked for since `begin` is hidden. */
  end(): void {
    for (let i = this.used; i < this.images.length; i++) {
      const image = this.images[i];
      if (!image?.visible) break;
      image.visible = false;
    }
  }

  private next(frame: Phaser.Textures.Frame): Phaser.GameObjects.Image {
    let image = this.images[this.used];
    if (!image) {
      image = this.layer.scene.add.image(0, 0, frame.texture.key, frame.name);
      this.layer.add(image);
      this.images.push(image);
    } else if (image.frame !== frame) {
      image.setFrame(frame);
    }
    this.used++;
    image.visible = true;
    return image;
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
    if (alpha <= 0.003) return;
    const image = this.next(this.sheet.frame(key));
    image.x = x;
    image.y = y;
    image.alpha = alpha;
    image.tint = tint;
    image.scaleX = scaleX / this.sheet.scale;
    image.scaleY = scaleY / this.sheet.scale;
    image.rotation = rotation;
  }

  /** A filled rectangle with square corners. */
  rect(x: number, y: number, w: number, h: number, tint: Colour, alpha = 1): void {
    if (alpha <= 0.003 || w <= 0 || h <= 0) return;
    const image = this.next(this.pixel);
    image.x = x + w / 2;
    image.y = y + h / 2;
    image.alpha = alpha;
    image.tint = tint;
    image.scaleX = w / this.pixel.width;
    image.scaleY = h / this.pixel.height;
    image.rotation = 0;
  }

  /** A straight line of the given width. */
  line(x0: number, y0: number, x1: number, y1: number, width: number, tint: Colour, alpha = 1): void {
    const dx = x1 - x0;
    const dy = y1 - y0;
    const length = Math.hypot(dx, dy);
    if (alpha <= 0.003 || length === 0) return;
    const image = this.next(this.pixel);
    image.x = (x0 + x1) / 2;
    image.y = (y0 + y1) / 2;
    image.alpha = alpha;
    image.tint = tint;
    image.scaleX = length / this.pixel.width;
    image.scaleY = width / this.pixel.height;
    image.rotation = Math.atan2(dy, dx);
  }

  private cap(x: number, y: number, diameter: number, tint: Colour, alpha: number): void {
    const image = this.next(this.disc);
    image.x = x;
    image.y = y;
    image.alpha = alpha;
    image.tint = tint;
    const scale = diameter / 16 / this.sheet.scale;
    image.scaleX = scale;
    image.scaleY = scale;
    image.rotation = 0;
  }

  /** A bar with round ends; shorter than its height it shrinks to a dot. Opaque, because its parts overlap. */
  bar(x: number, y: number, w: number, h: number, tint: Colour): void {
    if (w <= 0) return;
    const d = Math.min(h, w);
    const middle = y + h / 2;
    this.cap(x + d / 2, middle, d, tint, 1);
    if (w <= h) return;
    this.cap(x + w - d / 2, middle, d, tint, 1);
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

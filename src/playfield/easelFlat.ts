/**
 * The easel of machines without a graphics card: a plain canvas. There every pixel costs, so only those tiles are painted
 * anew in which something has changed.
 */
import { blank } from './bake/canvas.ts';
import { type Shape, Sheet } from './bake/sheet.ts';
import { type Colour, css, WHITE } from './colours.ts';
import { type Box, Damage } from './damage.ts';
import { type Easel, Ground, type Setting, shown } from './easel.ts';
import type { Fit } from './fit.ts';
import { type Mark, Pen } from './pen.ts';

/** `boxes`: of the marks that are on the canvas, in device pixels */
type Hand = { pen: Pen; boxes: Box[] };

/** Coloured copies of shapes beyond which all are thrown away: colours that fade would never end. */
const MOST_COPIES = 2000;

/** Shapes in the colours that they are drawn in. */
class Dyer {
  private readonly copies = new Map<Shape, Map<Colour, HTMLCanvasElement>>();
  private count = 0;

  /** White things in this colour, others darkened by it, as a graphics card does. */
  dyed(sheet: HTMLCanvasElement, shape: Shape, tint: Colour): HTMLCanvasElement {
    const known = this.copies.get(shape)?.get(tint);
    if (known !== undefined) return known;
    if (this.count >= MOST_COPIES) this.forget();
    const ctx = blank(shape.w, shape.h);
    const stamp = (): void => ctx.drawImage(sheet, shape.x, shape.y, shape.w, shape.h, 0, 0, shape.w, shape.h);
    stamp();
    ctx.globalCompositeOperation = 'multiply';
    ctx.fillStyle = css(tint);
    ctx.fillRect(0, 0, shape.w, shape.h);
    ctx.globalCompositeOperation = 'destination-in';
    stamp();
    const copies = this.copies.get(shape) ?? new Map<Colour, HTMLCanvasElement>();
    this.copies.set(shape, copies.set(tint, ctx.canvas));
    this.count++;
    return ctx.canvas;
  }

  forget(): void {
    this.copies.clear();
    this.count = 0;
  }
}

/** What a mark covers, in device pixels, with a pixel around it for smooth edges. */
function boxOf(mark: Mark, fit: Fit): Box {
  const w = (mark.shape.w * Math.abs(mark.scaleX) * fit.scale) / 2;
  const h = (mark.shape.h * Math.abs(mark.scaleY) * fit.scale) / 2;
  const cos = Math.abs(Math.cos(mark.rotation));
  const sin = Math.abs(Math.sin(mark.rotation));
  const x = fit.x + mark.x * fit.scale;
  const y = fit.y + mark.y * fit.scale;
  const across = w * cos + h * sin + 1;
  const down = w * sin + h * cos + 1;
  return { left: x - across, top: y - down, right: x + across, bottom: y + down };
}

export class FlatEasel implements Easel {
  readonly canvas: HTMLCanvasElement;
  private readonly sheet = new Sheet();
  private readonly ground = new Ground();
  private readonly dyer = new Dyer();
  private hands: Hand[] = [];
  private fit: Fit = { width: 1, height: 1, scale: 1, x: 0, y: 0 };
  private damage = new Damage(1, 1);

  constructor(private readonly ctx: CanvasRenderingContext2D) {
    this.canvas = ctx.canvas;
  }

  resize(fit: Fit, dpr: number): void {
    const { canvas } = this;
    canvas.width = fit.width;
    canvas.height = fit.height;
    shown(canvas, fit, dpr);
    this.damage = new Damage(fit.width, fit.height);
    this.damage.all();
  }

  prepare(setting: Setting): readonly Pen[] {
    const { sheet } = this;
    this.fit = setting.fit;
    if (sheet.bake(setting.recipes, setting.fit.scale, setting.palette)) {
      this.hands = [];
      this.dyer.forget();
    }
    this.ground.paint(setting);
    this.hands.length = Math.min(this.hands.length, setting.pens);
    while (this.hands.length < setting.pens) this.hands.push({ pen: new Pen(sheet), boxes: [] });
    this.damage.all();
    return this.hands.map(({ pen }) => pen);
  }

  /** Where something was, and where something is now. */
  private note({ pen, boxes }: Hand): void {
    for (const i of pen.changes) {
      const mark = pen.marks[i];
      const was = i < pen.before ? boxes[i] : undefined;
      if (was) this.damage.add(was);
      if (!mark) continue;
      const box = boxOf(mark, this.fit);
      boxes[i] = box;
      this.damage.add(box);
    }
    for (let i = pen.drawn; i < pen.before; i++) {
      const was = boxes[i];
      if (was) this.damage.add(was);
    }
  }

  private stamp(mark: Mark, sheet: HTMLCanvasElement): void {
    const { ctx, fit } = this;
    const { shape, tint } = mark;
    const cos = Math.cos(mark.rotation) * fit.scale;
    const sin = Math.sin(mark.rotation) * fit.scale;
    const { scaleX, scaleY } = mark;
    const x = fit.x + mark.x * fit.scale;
    const y = fit.y + mark.y * fit.scale;
    ctx.setTransform(cos * scaleX, sin * scaleX, -sin * scaleY, cos * scaleY, x, y);
    ctx.globalAlpha = Math.min(1, mark.alpha);
    const [left, top] = [-shape.w / 2, -shape.h / 2];
    if (shape.key === 'pixel') {
      ctx.fillStyle = css(tint);
      ctx.fillRect(left, top, shape.w, shape.h);
    } else if (tint === WHITE) {
      ctx.drawImage(sheet, shape.x, shape.y, shape.w, shape.h, left, top, shape.w, shape.h);
    } else {
      ctx.drawImage(this.dyer.dyed(sheet, shape, tint), left, top);
    }
  }

  show(): void {
    for (const hand of this.hands) this.note(hand);
    const { ctx, damage, ground } = this;
    const sheet = this.sheet.canvas;
    if (damage.none || !sheet || !ground.canvas) return;
    ctx.save();
    ctx.beginPath();
    for (const { left, top, right, bottom } of damage.areas()) ctx.rect(left, top, right - left, bottom - top);
    ctx.clip();
    ctx.drawImage(ground.canvas, 0, 0);
    for (const { pen, boxes } of this.hands) {
      for (let i = 0; i < pen.drawn; i++) {
        const mark = pen.marks[i];
        const box = boxes[i];
        if (mark && box && damage.touches(box)) this.stamp(mark, sheet);
      }
    }
    ctx.restore();
    damage.clear();
  }

  spoil(): void {
    this.damage.all();
  }

  forget(): void {
    this.sheet.forget();
    this.ground.forget();
  }
}

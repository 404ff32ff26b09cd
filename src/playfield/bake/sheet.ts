/**
 * All shapes are drawn once into one texture and then only moved about: a thousand images from one texture are one draw
 * call, while a thousand vector shapes would be tessellated anew in each frame.
 */
import { blank } from './canvas.ts';

/**
 * Size in design pixels; `paint` draws around the origin, which is the centre. `inset` cuts that much off each side of
 * the painted area, for shapes that are stretched and must be solid up to their very edge.
 */
export type Recipe = { key: string; w: number; h: number; inset?: number; paint(ctx: CanvasRenderingContext2D): void };

/** clear texels around each shape, so that linear filtering never picks up a neighbour */
const PAD = 2;
const PAGE = 2048;
const LARGEST = 4096;

type Place = { recipe: Recipe; x: number; y: number; w: number; h: number };

/** Rows of shapes, tallest first. Pure, so that the packing can be tested without a browser. */
export function pack(recipes: readonly Recipe[], scale: number, width: number): { places: Place[]; height: number } {
  const places: Place[] = [];
  let x = 0;
  let y = 0;
  let row = 0;
  for (const recipe of [...recipes].sort((a, b) => b.h - a.h)) {
    const w = Math.ceil(recipe.w * scale) + 2 * PAD;
    const h = Math.ceil(recipe.h * scale) + 2 * PAD;
    if (x + w > width) {
      y += row;
      x = 0;
      row = 0;
    }
    places.push({ recipe, x, y, w, h });
    x += w;
    row = Math.max(row, h);
  }
  return { places, height: y + row };
}

/** A scale at which everything fits on the largest texture that every browser has. */
function fitting(
  recipes: readonly Recipe[],
  wanted: number,
): { scale: number; width: number; height: number; places: Place[] } {
  let scale = wanted;
  for (;;) {
    const width = scale > 1.5 ? LARGEST : PAGE;
    const { places, height } = pack(recipes, scale, width);
    if (height <= LARGEST) return { scale, width, height, places };
    scale *= 0.85;
  }
}

/** Where a shape lies on the sheet, in texels. */
export type Shape = {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
};

/** What was painted: of which colours and at what scale, before anything had to be made smaller to fit. */
type Painted = { look: unknown; wanted: number };

function painted(places: readonly Place[], scale: number, width: number, height: number): HTMLCanvasElement {
  const ctx = blank(width, height);
  for (const place of places) {
    ctx.save();
    ctx.beginPath();
    ctx.rect(place.x, place.y, place.w, place.h);
    ctx.clip();
    ctx.translate(place.x + place.w / 2, place.y + place.h / 2);
    ctx.scale(scale, scale);
    place.recipe.paint(ctx);
    ctx.restore();
  }
  return ctx.canvas;
}

export class Sheet {
  /** texels per design pixel */
  scale = 1;
  canvas: HTMLCanvasElement | null = null;
  private readonly shapes = new Map<string, Shape>();
  private made: Painted | null = null;

  /** What is known under a key must always look alike: it is painted once, whoever asks for it later. */
  private has(recipes: readonly Recipe[], look: unknown, wanted: number): boolean {
    const { made } = this;
    if (made === null || made.look !== look || made.wanted !== wanted) return false;
    return recipes.every(({ key }) => this.shapes.has(key));
  }

  /** Paints all recipes anew, unless all are there. @returns whether it did; then every former shape is void */
  bake(recipes: readonly Recipe[], scale: number, look: unknown): boolean {
    if (this.has(recipes, look, scale)) return false;
    this.shapes.clear();
    const fit = fitting(recipes, scale);
    this.scale = fit.scale;
    this.canvas = painted(fit.places, fit.scale, fit.width, fit.height);
    for (const { recipe, x, y, w, h } of fit.places) {
      if (this.shapes.has(recipe.key)) throw new Error(`two shapes are called ${recipe.key}`);
      const cut = recipe.inset === undefined ? 0 : PAD + Math.ceil(recipe.inset * fit.scale);
      this.shapes.set(recipe.key, { key: recipe.key, x: x + cut, y: y + cut, w: w - 2 * cut, h: h - 2 * cut });
    }
    this.made = { look, wanted: scale };
    return true;
  }

  /** The next `bake` paints. */
  forget(): void {
    this.made = null;
  }

  all(): IterableIterator<Shape> {
    return this.shapes.values();
  }

  shape(key: string): Shape {
    const shape = this.shapes.get(key);
    if (!shape) throw new Error(`no shape is called ${key}`);
    return shape;
  }
}

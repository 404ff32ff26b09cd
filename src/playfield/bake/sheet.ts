/**
 * All shapes are drawn once into one texture and then only moved about: a thousand images from one texture are one draw
 * call, while a thousand vector shapes would be tessellated anew in each frame.
 */
import type Phaser from 'phaser';

/**
 * Size in design pixels; `paint` draws around the origin, which is the centre. `inset` cuts that much off each side of
 * the painted area, for shapes that are stretched and must be solid up to their very edge.
 */
export type Recipe = { key: string; w: number; h: number; inset?: number; paint(ctx: CanvasRenderingContext2D): void };

const TEXTURE = 'sheet';
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

export class Sheet {
  /** texels per design pixel */
  scale = 1;
  private readonly frames = new Map<string, Phaser.Textures.Frame>();

  constructor(private readonly textures: Phaser.Textures.TextureManager) {}

  /** Paints all recipes anew. Images made from the former sheet must be gone before. */
  bake(recipes: readonly Recipe[], scale: number): void {
    if (this.textures.exists(TEXTURE)) this.textures.remove(TEXTURE);
    this.frames.clear();
    const fit = fitting(recipes, scale);
    this.scale = fit.scale;
    const canvas = document.createElement('canvas');
    canvas.width = fit.width;
    canvas.height = fit.height;
    const ctx = canvas.getContext('2d');
    if (!ctx) throw new Error('this browser cannot draw on a canvas');
    for (const place of fit.places) {
      ctx.save();
      ctx.beginPath();
      ctx.rect(place.x, place.y, place.w, place.h);
      ctx.clip();
      ctx.translate(place.x + place.w / 2, place.y + place.h / 2);
      ctx.scale(fit.scale, fit.scale);
      place.recipe.paint(ctx);
      ctx.restore();
    }
    const texture = this.textures.addCanvas(TEXTURE, canvas);
    if (!texture) throw new Error('the sheet of shapes could not be made a texture');
    for (const { recipe, x, y, w, h } of fit.places) {
      const cut = recipe.inset === undefined ? 0 : PAD + Math.ceil(recipe.inset * fit.scale);
      const frame = texture.add(recipe.key, 0, x + cut, y + cut, w - 2 * cut, h - 2 * cut);
      if (!frame) throw new Error(`two shapes are called ${recipe.key}`);
      this.frames.set(recipe.key, frame);
    }
  }

  frame(key: string): Phaser.Textures.Frame {
    const frame = this.frames.get(key);
    if (!frame) throw new Error(`no shape is called ${key}`);
    return frame;
  }
}

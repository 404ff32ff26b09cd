/**
 * What a picture is painted on: a canvas, with the sheet of shapes, the ground and the pens. It brings what the pens have
 * drawn onto the canvas, and keeps everything from picture to picture for as long as it fits.
 */
import type { Layout } from '../session/layout.ts';
import { blank } from './bake/canvas.ts';
import { groundKey, paintGround } from './bake/ground.ts';
import type { Recipe } from './bake/sheet.ts';
import type { Palette } from './colours.ts';
import type { Fit } from './fit.ts';
import type { Pen } from './pen.ts';

/** `pens`: how many the picture draws with. */
export type Setting = { layout: Layout; fit: Fit; palette: Palette; recipes: readonly Recipe[]; pens: number };

export interface Easel {
  readonly canvas: HTMLCanvasElement;
  /** Crisp at any pixel ratio: the canvas has as many pixels as the screen, and CSS shrinks it to its place. */
  resize(fit: Fit, dpr: number): void;
  /** Makes ready for a picture. @returns its pens, from far to near */
  prepare(setting: Setting): readonly Pen[];
  /** Brings what the pens have drawn since they began onto the canvas, if anything has changed. */
  show(): void;
  /** Who knows what is on the canvas by now: the next `show` draws, whatever has changed. */
  spoil(): void;
  /** What was painted is gone: all is painted anew for the next picture. */
  forget(): void;
}

/** Shows a canvas as large as it is to look, at so many of its pixels per CSS pixel. */
export function shown({ style }: HTMLCanvasElement, fit: Fit, dpr: number): void {
  style.width = `${fit.width / dpr}px`;
  style.height = `${fit.height / dpr}px`;
  style.display = 'block';
}

/** The ground of a picture, painted at the canvas's own resolution; painted anew only when it would look different. */
export class Ground {
  canvas: HTMLCanvasElement | null = null;
  private key = '';

  /** @returns whether it is another one now */
  paint({ fit, layout, palette }: Setting): boolean {
    const key = groundKey(fit, layout, palette);
    if (this.key === key) return false;
    this.key = key;
    const ctx = blank(fit.width, fit.height, false);
    paintGround(ctx, fit, layout, palette);
    this.canvas = ctx.canvas;
    return true;
  }

  forget(): void {
    this.key = '';
  }
}

/**
 * What a picture is painted on: it has the sheet of shapes, the ground and the pens, and brings what the pens have drawn
 * onto its canvas. Sheet, ground and pens are kept from picture to picture for as long as they fit.
 */
import type { Layout } from '../session/layout.ts';
import type { Recipe } from './bake/sheet.ts';
import type { Palette } from './colours.ts';
import type { Fit } from './fit.ts';
import type { Pen } from './pen.ts';

/** `pens`: how many the picture draws with. */
export type Setting = { layout: Layout; fit: Fit; palette: Palette; recipes: readonly Recipe[]; pens: number };

export interface Easel {
  /** Makes ready for a picture. @returns its pens, from far to near */
  prepare(setting: Setting): readonly Pen[];
  /** Brings what the pens have drawn since they began onto the canvas, if anything has changed. */
  show(): void;
  /** What was painted is gone: all is painted anew for the next picture. */
  forget(): void;
}

/**
 * A part of the picture: the layers in which one mechanism is drawn. A layer with a greater depth lies nearer and covers
 * those behind it. Rough distances: below 100 what lies in the ground and flows through it, from 100 on sockets and
 * devices, from 130 towers, from 160 what stands in the middle, from 200 what moves, from 250 what only flashes.
 */
import type { Layout, Rect } from '../session/layout.ts';
import type { Layer } from './moment.ts';
import type { Pen } from './pen.ts';

export type PictureLayer = { readonly depth: number; readonly layer: (pen: Pen) => Layer };

export type PicturePart = {
  readonly layers: readonly PictureLayer[];
  /** cards of its own, to be baked: drawn by `cardKey` and `outlineKey` */
  cards?(layout: Layout): readonly Rect[];
};

export type PictureParts = readonly PicturePart[];

/** All layers, from far to near; equal depths in the order of the parts. */
export const layersOf = (parts: PictureParts): PictureLayer['layer'][] =>
  parts
    .flatMap(({ layers }) => layers)
    .sort((a, b) => a.depth - b.depth)
    .map(({ layer }) => layer);

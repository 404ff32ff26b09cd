/** The storeys of the picture: which heights belong to guests, to the middle, and to the host, in each mode of the band. */
import type { Shape } from './layout-shape.ts';
import { PICTURE, type Rect } from './layout-types.ts';
import type { Band } from './view-model.ts';

const STRIP_BOTTOM = 58;
const MARGIN = 24;
const LEFT_COLUMN = 232;
const LEFT_LABELS = 124;
const RIGHT_COLUMN = 1040;

/** Heights, top to bottom. `towers` to `lanes` is where streams run straight down. */
type Storeys = {
  towerTop: number;
  towerBottom: number;
  lanesTop: number;
  lanesBottom: number;
  middleTop: number;
  middleBottom: number;
  socketTop: number;
  socketHeight: number;
};

export const STOREYS: Readonly<Record<Band, Storeys>> = {
  /** streams change columns above the monitor and cross it straight */
  monitor: {
    towerTop: 70,
    towerBottom: 252,
    lanesTop: 252,
    lanesBottom: 282,
    middleTop: 282,
    middleBottom: 540,
    socketTop: 580,
    socketHeight: 108,
  },
  /** streams pass through the kernel and are dealt to the pCPUs below it: that is what its run queue does */
  sharedKernel: {
    towerTop: 70,
    towerBottom: 252,
    lanesTop: 520,
    lanesBottom: 560,
    middleTop: 284,
    middleBottom: 514,
    socketTop: 580,
    socketHeight: 108,
  },
  /** nothing exits yet: a thin line marks where the monitor will be */
  none: {
    towerTop: 78,
    towerBottom: 284,
    lanesTop: 290,
    lanesBottom: 356,
    middleTop: 414,
    middleBottom: 438,
    socketTop: 556,
    socketHeight: 116,
  },
};

export type Frame = {
  strip: Rect;
  guests: Rect;
  middle: Rect;
  host: Rect;
  labels: { guests: Rect; middle: Rect; host: Rect };
  main: { left: number; right: number };
  lanes: { top: number; bottom: number };
  inspector: Rect;
  prompt: Rect;
  captions: Rect;
};

/** The parts that do not depend on who is there. */
export function frameOf(shape: Shape): Frame {
  const storeys = STOREYS[shape.band];
  const labelsOnly = shape.band === 'sharedKernel';
  const left = labelsOnly ? LEFT_LABELS : LEFT_COLUMN;
  const right = labelsOnly || shape.applicants ? RIGHT_COLUMN : PICTURE.w - MARGIN;
  const band = (top: number, bottom: number): Rect => ({ x: 0, y: top, w: PICTURE.w, h: bottom - top });
  const label = (top: number): Rect => ({ x: 16, y: top + 8, w: left - 24, h: 36 });
  const gap = storeys.socketTop - storeys.middleBottom;
  return {
    strip: band(0, STRIP_BOTTOM),
    guests: band(STRIP_BOTTOM, storeys.middleTop),
    middle: band(storeys.middleTop, storeys.middleBottom),
    host: band(storeys.middleBottom, PICTURE.h),
    labels: {
      guests: label(STRIP_BOTTOM + 4),
      middle:
        shape.band === 'none'
          ? { ...label(0), y: storeys.middleTop, h: storeys.middleBottom - storeys.middleTop }
          : label(storeys.middleTop),
      host: label(storeys.middleBottom),
    },
    main: { left, right },
    lanes: { top: storeys.lanesTop, bottom: storeys.lanesBottom },
    inspector: labelsOnly
      ? { x: RIGHT_COLUMN + 16, y: 526, w: 208, h: 182 }
      : { x: 12, y: Math.max(548, storeys.middleBottom + 8), w: LEFT_COLUMN - 24, h: 164 },
    prompt:
      shape.band === 'none'
        ? { x: left, y: storeys.middleBottom + 20, w: right - left, h: 64 }
        : { x: left, y: storeys.middleBottom + 4, w: right - left, h: gap - 8 },
    captions: { x: left, y: 694, w: right - left, h: 24 },
  };
}

/**
 * The shapes of the picture's geometry. Everything is in design pixels of a 1280 × 720 picture; the playfield (canvas)
 * and the overlay (HTML) scale it by the same factor, so that text lies where the drawing expects it.
 */
import type { Band } from './view-model.ts';

export type Point = { x: number; y: number };
export type Rect = { x: number; y: number; w: number; h: number };

export const PICTURE = { w: 1280, h: 720 } as const;

/** Smallest side of anything that can be pressed, design pixels. */
export const TARGET = 24;

/** A guest's tower. `Rect`s that hold text have room for 13 px type at text size ×1.3. */
export type TowerPlace = {
  rect: Rect;
  badge: Point;
  /** text: the name, and below it what kind of guest it is (null in narrow towers) */
  name: Rect;
  note: Rect | null;
  /** centre of the patience face, and the text area of its number */
  face: Point;
  patience: Rect;
  /** text: what the guest is doing now */
  state: Rect;
  /** the recent past, newest at the right edge */
  tape: Rect;
  /** text "asked", and the places of the latched marbles (only where requests can be latched) */
  askedLabel: Rect | null;
  asked: Point[];
  /** a pending interrupt inside the tower, and where it sticks below the ceiling of the band */
  bolt: Point;
  ceiling: Point;
  /** ten floors of windows: one tenth of patience each */
  windows: Rect;
  /** meters of what the guest takes of the shared things: CPU, page cache, locks (shared kernel only) */
  meters: { icon: Point; bar: Rect }[];
  /** one per vCPU: where its chip stays while it is not on a pCPU */
  docks: Rect[];
  /** the exit of a parked vCPU */
  parked: Point;
  /** where the stream leaves the tower */
  stem: Point;
};

/** A pCPU: its socket, the column of its stream, and the place in the band where it holds up an exit. */
export type SocketPlace = {
  rect: Rect;
  /** text: name at the left, mode at the right */
  header: Rect;
  chip: Rect;
  /** the place on deck (can be pressed; empty where nobody chooses who runs next) and the text beside it (null when dense) */
  deck: Rect;
  deckLabel: Rect | null;
  /** what the last stretch of time went to */
  mix: Rect;
  streamX: number;
  held: { chip: Rect; exit: Point; question: Rect };
};

export type DevicePlace = { rect: Rect; icon: Point; name: Rect; note: Rect; bar: Rect; irq: Point };

/** One reason that can be wired: glyph, copper, then the handler's name and its count as text. */
export type WireRow = { row: Rect; glyph: Point; from: Point; to: Point; text: Rect; count: Rect };

export type KernelPlace = { rect: Rect; name: Rect; badges: Point[]; port: Rect; progress: Rect };

export type SharedPlace = {
  /** the kernel's name and the warning beside it */
  title: Rect;
  fate: Rect;
  runQueue: SharedPanel;
  cache: SharedPanel;
  locks: SharedPanel;
};
/** title and reading are text, `body` is drawn */
export type SharedPanel = { rect: Rect; title: Rect; reading: Rect; body: Rect };

export type Layout = {
  band: Band;
  /** more than eight towers or more than four pCPUs: small forms without text */
  dense: boolean;
  strip: Rect;
  guests: Rect;
  middle: Rect;
  host: Rect;
  labels: { guests: Rect; middle: Rect; host: Rect };
  /** between `left` and `right` stand towers, bays and sockets */
  main: { left: number; right: number };
  /** the stripe in which streams change from a tower's column to a socket's */
  lanes: { top: number; bottom: number };
  /** by guest index; null = an applicant that is not in the picture */
  towers: (TowerPlace | null)[];
  applicant: Rect | null;
  sockets: SocketPlace[];
  devices: DevicePlace[];
  wires: { title: Rect; rows: WireRow[]; rail: number } | null;
  tray: { rect: Rect; slots: Point[]; drain: Rect } | null;
  kernels: KernelPlace[];
  hypercalls: { rect: Rect; title: Rect; entries: Rect[] } | null;
  shared: SharedPlace | null;
  /** what is limited, and for whom (shared kernel only) */
  diagnose: Rect | null;
  /** where the bays, or the kernels' cards, stand */
  workRow: Rect;
  inspector: Rect;
  /** a tutorial's words; sound captions */
  prompt: Rect;
  captions: Rect;
};

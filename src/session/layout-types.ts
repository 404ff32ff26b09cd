/**
 * The shapes of the picture's geometry. Everything is in design pixels of a 1280 × 720 picture; the playfield (canvas)
 * and the overlay (HTML) scale it by the same factor, so that text lies where the drawing expects it.
 */

import type { Int } from '../sim/index.ts';
import type { BandForm, BandKind } from './bands.ts';

export type Point = { x: number; y: number };
export type Rect = { x: number; y: number; w: number; h: number };

export const PICTURE = { w: 1280, h: 720 } as const;

/** Smallest side of anything that can be pressed, design pixels. */
export const TARGET = 24;

/**
 * `wide` and `narrow` towers say everything in words. `short` ones stand in two rows and leave out the tape; `dense` ones
 * have no words at all. A guest that carries others is `lying` under them: it is their hypervisor.
 */
export type TowerForm = 'wide' | 'narrow' | 'short' | 'dense' | 'lying';

/** A guest's tower. `Rect`s that hold text have room for 13 px type at text size ×1.3; those without width are not shown. */
export type TowerPlace = {
  machine: Int;
  /** its place among all towers that there may be, from the left */
  seat: Int;
  form: TowerForm;
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
  /** how much the guest takes of the shared thing that is short (shared kernel only); a high bar fills upwards */
  meter: { icon: Point; bar: Rect } | null;
  /** one per vCPU: where its chip stays while it is not on a pCPU */
  docks: Rect[];
  /** the exit of a parked vCPU */
  parked: Point;
  /** where the stream leaves the tower */
  stem: Point;
};

/** A pCPU: its socket, the column of its stream, and the place in the band where it holds up an exit. */
export type SocketPlace = {
  machine: Int;
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
  /** `from`: height at which an exit enters the band */
  held: { from: number; chip: Rect; exit: Point; question: Rect };
};

export type DevicePlace = { machine: Int; rect: Rect; icon: Point; name: Rect; note: Rect; bar: Rect; irq: Point };

/** A band of the cross-section as it is drawn. `words`: its name and a line about it (null where there is no room). */
export type BandPlace = { kind: BandKind; form: BandForm; rect: Rect; words: Label | null };

/** Text: a name, and what it is. `flat`: both in one line. */
export type Label = { rect: Rect; flat: boolean };

/** A ring of requests between a guest and the driver domain, in memory that both see. */
export type RingPlace = { guest: Int; at: Point; radius: number };

/** A guest's part of the shelf, below its tower: its slots, oldest first, and above them the bench of what is interpreted. */
export type Compartment = { guest: Int; rect: Rect; slots: Rect[]; bench: Rect };

/** The shelf of translation caches: one slot for each block of code that a guest may have room for. */
export type ShelfPlace = { rect: Rect; slots: Rect[]; compartments: Compartment[] };

/** The world beside the monitor: a host system, the models of devices among its processes, and the door. */
export type BesidePlace = { kernel: Rect; apps: Rect; appsWords: Label; door: Rect };

/** One machine's cross-section. Several stand side by side. */
export type MachinePlace = {
  area: Rect;
  /** text: its name; null where there is only one */
  title: Rect | null;
  bands: BandPlace[];
  /** one kernel deals its containers to the pCPUs many times a second: flows are drawn instead of journeys */
  crowded: boolean;
  guests: Rect;
  /** the band that the player is: the monitor, else whatever stands between guests and hardware */
  middle: Rect;
  host: Rect;
  /** between `left` and `right` stand towers, bays and sockets */
  main: { left: number; right: number };
  /** the stripe in which streams change from a tower's column to a socket's */
  lanes: { top: number; bottom: number };
  /** where bays and cards stand */
  workRow: Rect;
  shelf: ShelfPlace | null;
  /** one per pCPU: the mill of an interpreter */
  mills: Rect[];
  /** only where a driver domain serves */
  rings: RingPlace[];
  /** height of the way that all rings share, below them, and the driver domain's door at its end */
  channel: { y: number; from: number; door: Rect } | null;
  beside: BesidePlace | null;
};

/** What parts stand on: heights and columns of the picture that do not depend on them. */
export type Ground = {
  /** lower edge of the strip at the top */
  top: number;
  /** between `left` and `right` stand towers and sockets of the first machine; beside it is room for panels */
  main: { left: number; right: number };
  /** several machines stand side by side */
  several: boolean;
  /** the band that the player is, or the seam where it would be */
  middle: Rect;
  /** where exits are held, questions asked and cards laid; null where no exit reaches anybody */
  desk: Rect | null;
  /** the kernel that all containers share, null where there is none, or no room in it */
  slab: Rect | null;
  /** where bays, or cards, stand */
  workRow: Rect;
  /** where a tutorial's words stand */
  prompt: Rect;
  /** height at which held exits land, null where there is no pCPU */
  rail: number | null;
  /** … and where on it, by pCPU */
  landings: number[];
  /** the world beside the first machine's monitor, null where none is */
  beside: BesidePlace | null;
};

/** The picture without what its parts add. */
export type BareLayout = {
  machines: MachinePlace[];
  strip: Rect;
  /** from the first machine's towers to the last one's */
  main: { left: number; right: number };
  /** text at the left edge: guests, the middle (only where there is one machine), host */
  labels: { kind: BandKind | 'containers'; form: BandForm; rect: Rect; flat: boolean }[];
  /** by guest index; null = an applicant that is not in the picture */
  towers: (TowerPlace | null)[];
  sockets: SocketPlace[];
  devices: DevicePlace[];
  inspector: Rect;
  /** a tutorial's words; sound captions */
  prompt: Rect;
  captions: Rect;
};

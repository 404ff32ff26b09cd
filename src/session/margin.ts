/** The columns beside towers and sockets, in which parts may put what has words of its own. */
import type { Ground, Rect } from './layout-types.ts';

/** How far down anything stands, in design pixels. */
export const FOOT = 708;

/** Below a shared kernel the panel of limits reaches down so far; the inspector begins there, and grows over it at need. */
export const LIMITS_FOOT = 118;

/** At the left of the player's band: wires, and below them the tray of the latch. */
export const COLUMN = { x: 12, w: 208 } as const;
export const TRAY = { h: 38, pitch: 20 } as const;

/** Outside the machine, at the right: whoever asks to enter, with room for three answers and a reason why not. */
export const doorOf = ({ main, top }: Ground): Rect => ({ x: main.right + 16, y: top + 12, w: 208, h: 330 });

/** The same with a card for each tenant, and a row for each wall that it may be given; in a rack, on each host. */
export const cardOf = ({ main, top }: Ground, inRack: boolean): Rect => ({
  x: main.right + 12,
  y: top + 8,
  w: 220,
  h: inRack ? 490 : 470,
});

/** A rack from outside: beside the card of whoever asks, down to the captions. */
export const RACK = { x: 12, w: 1020, foot: 712 } as const;

/** Outside the machines, at the right: the mixer, on which a guest's technique is put together. */
export const MIXER = { x: 1044, w: 228, h: 482 } as const;
export const mixerPlace = ({ top }: Ground): Rect => ({ x: MIXER.x, y: top + 8, w: MIXER.w, h: MIXER.h });

/** In a tower of whose technique is mixed: the faders, one per strip, at the right end of the lever's place. */
export const FADER = { pitch: 9, strips: 4, least: 80 } as const;
/** What is left for the name; all of it where there is no room for both. */
export const faderless = (lever: Rect): Rect =>
  lever.w < FADER.least ? lever : { ...lever, w: lever.w - FADER.pitch * FADER.strips - 6 };

/** What comes with the picture: see session/basics.ts. In the order of the list of all. */
import type { BASIC_PARTS } from '../../session/basics.ts';
import type { PicturePart, PictureParts } from '../part.ts';
import { guests } from './guests.ts';
import { interrupts } from './interrupts.ts';
import { scheduling } from './scheduling.ts';

const PARTS = { guests, interrupts, scheduling } as const satisfies {
  readonly [Name in (typeof BASIC_PARTS)[number]]?: PicturePart;
};

export const BASIC_PICTURE_PARTS: PictureParts = Object.values(PARTS);

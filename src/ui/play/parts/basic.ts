/** What comes with the play screen: see session/basics.ts. In the order of the list of all. */
import type { BASIC_PARTS } from '../../../session/basics.ts';
import type { PlayPart, PlayParts } from '../play.ts';
import { guests } from './guests.tsx';
import { interrupts } from './interrupts.tsx';
import { outcome } from './outcome.tsx';
import { scheduling } from './scheduling.tsx';

const PARTS = { guests, scheduling, interrupts, outcome } as const satisfies Record<
  (typeof BASIC_PARTS)[number],
  PlayPart
>;

export const BASIC_PLAY_PARTS: PlayParts = Object.values(PARTS);

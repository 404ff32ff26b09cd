/** The words of the parts that come with the play screen: see session/basics.ts. */
import { guests } from './guests.ts';
import { interrupts } from './interrupts.ts';
import { outcome } from './outcome.ts';
import { scheduling } from './scheduling.ts';

export const BASIC_WORDS = { guests, interrupts, outcome, scheduling } as const;

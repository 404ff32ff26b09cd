/** All parts of what is heard. */
import type { PartName } from '../../session/view-model.ts';
import type { SoundPart, SoundParts } from '../part.ts';
import { addressMap } from './addressMap.ts';
import { admission } from './admission.ts';
import { cards } from './cards.ts';
import { drivers } from './drivers.ts';
import { exits } from './exits.ts';
import { guests } from './guests.ts';
import { hypercalls } from './hypercalls.ts';
import { interrupts } from './interrupts.ts';
import { knobs } from './knobs.ts';
import { latch } from './latch.ts';
import { leaks } from './leaks.ts';
import { limits } from './limits.ts';
import { modes } from './modes.ts';
import { outcome } from './outcome.ts';
import { platforms } from './platforms.ts';
import { polling } from './polling.ts';
import { porting } from './porting.ts';
import { printing } from './printing.ts';
import { rings } from './rings.ts';
import { scheduling } from './scheduling.ts';
import { sharedKernel } from './sharedKernel.ts';
import { translationCache } from './translationCache.ts';
import { walls } from './walls.ts';

export const SOUND_PARTS = {
  guests,
  scheduling,
  exits,
  latch,
  interrupts,
  porting,
  hypercalls,
  sharedKernel,
  limits,
  admission,
  modes,
  knobs,
  translationCache,
  outcome,
  leaks,
  rings,
  cards,
  addressMap,
  printing,
  drivers,
  polling,
  walls,
  platforms,
} as const satisfies { readonly [Name in PartName]?: SoundPart };

export const ALL_SOUND_PARTS: SoundParts = Object.values(SOUND_PARTS);

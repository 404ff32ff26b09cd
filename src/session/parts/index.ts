/** All parts. A new one is a line here, and a file of its name in each layer in which it shows something. */
import { addressMap } from './addressMap.ts';
import { admission } from './admission.ts';
import { answers } from './answers.ts';
import { cards } from './cards.ts';
import { devices } from './devices.ts';
import { diskQueue } from './diskQueue.ts';
import { drivers } from './drivers.ts';
import { episodes } from './episodes.ts';
import { exits } from './exits.ts';
import { guests } from './guests.ts';
import { hosts } from './hosts.ts';
import { hostWork } from './hostWork.ts';
import { hypercalls } from './hypercalls.ts';
import { interrupts } from './interrupts.ts';
import { kernelLock } from './kernelLock.ts';
import { knobs } from './knobs.ts';
import { latch } from './latch.ts';
import { leaks } from './leaks.ts';
import { limits } from './limits.ts';
import { mixer } from './mixer.ts';
import { modes } from './modes.ts';
import { outcome } from './outcome.ts';
import { pageCache } from './pageCache.ts';
import { platforms } from './platforms.ts';
import { polling } from './polling.ts';
import { porting } from './porting.ts';
import { printing } from './printing.ts';
import { rings } from './rings.ts';
import { runQueue } from './runQueue.ts';
import { scheduling } from './scheduling.ts';
import { sharedKernel } from './sharedKernel.ts';
import { tlb } from './tlb.ts';
import { translationCache } from './translationCache.ts';
import { walls } from './walls.ts';

export const PARTS = {
  admission,
  answers,
  devices,
  episodes,
  exits,
  guests,
  hypercalls,
  interrupts,
  kernelLock,
  knobs,
  latch,
  limits,
  modes,
  outcome,
  pageCache,
  porting,
  runQueue,
  scheduling,
  sharedKernel,
  translationCache,
  leaks,
  tlb,
  rings,
  cards,
  addressMap,
  printing,
  drivers,
  polling,
  mixer,
  diskQueue,
  hostWork,
  hosts,
  walls,
  platforms,
} as const;

export type PartName = keyof typeof PARTS;

/** What a part's function answers. */
type Answer<F> = NonNullable<F> extends (...args: never[]) => infer Answered ? Answered | null : never;
type ViewOf<P> = P extends { view?: infer F } ? Answer<F> : never;
type PlaceOf<P> = P extends { place?: infer F } ? Answer<F> : never;

/** What is seen of each part, null where the level has none of it. */
export type PartViews = { [Name in PartName]: ViewOf<(typeof PARTS)[Name]> };

/** Where each part stands, null where it is not there or has no place of its own. */
export type PartPlaces = { [Name in PartName]: PlaceOf<(typeof PARTS)[Name]> };

/** All parts of the play screen, in the order in which they are asked: for digits, for buttons at a socket, for sentences. */
import type { PartName } from '../../../session/view-model.ts';
import type { PlayPart, PlayParts } from '../play.ts';
import { addressMap } from './addressMap.tsx';
import { admission } from './admission.tsx';
import { answers } from './answers.tsx';
import { cards } from './cards.tsx';
import { devices } from './devices.tsx';
import { diskQueue } from './diskQueue.tsx';
import { drivers } from './drivers.tsx';
import { episodes } from './episodes.tsx';
import { exits } from './exits.tsx';
import { guests } from './guests.tsx';
import { hosts } from './hosts.tsx';
import { hostWork } from './hostWork.tsx';
import { interrupts } from './interrupts.tsx';
import { kernelLock } from './kernelLock.tsx';
import { knobs } from './knobs.tsx';
import { latch } from './latch.tsx';
import { leaks } from './leaks.tsx';
import { limits } from './limits.tsx';
import { mixer } from './mixer.tsx';
import { modes } from './modes.tsx';
import { outcome } from './outcome.tsx';
import { pageCache } from './pageCache.tsx';
import { platforms } from './platforms.tsx';
import { polling } from './polling.tsx';
import { porting } from './porting.tsx';
import { printing } from './printing.tsx';
import { rings } from './rings.tsx';
import { runQueue } from './runQueue.tsx';
import { scheduling } from './scheduling.tsx';
import { sharedKernel } from './sharedKernel.tsx';
import { tlb } from './tlb.tsx';
import { translationCache } from './translationCache.tsx';
import { walls } from './walls.tsx';

export const PLAY_PARTS = {
  runQueue,
  pageCache,
  kernelLock,
  translationCache,
  guests,
  modes,
  scheduling,
  exits,
  latch,
  interrupts,
  porting,
  sharedKernel,
  limits,
  admission,
  knobs,
  episodes,
  devices,
  outcome,
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
  answers,
} as const satisfies { readonly [Name in PartName]?: PlayPart };

export const ALL_PLAY_PARTS: PlayParts = Object.values(PLAY_PARTS);

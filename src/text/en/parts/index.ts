/**
 * The words of the parts, each file with whole keys: what a mechanism and its verbs are called, in controls (`play.…`),
 * in help (`help.action.…`), as captions (`audio.…`), when something happens (`event.…`), when it is refused (`refusal.…`).
 */
import { addressMap } from './addressMap.ts';
import { admission } from './admission.ts';
import { answers } from './answers.ts';
import { cards } from './cards.ts';
import { devices } from './devices.ts';
import { diskQueue } from './diskQueue.ts';
import { drivers } from './drivers.ts';
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

export const WORDS = {
  admission,
  answers,
  devices,
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

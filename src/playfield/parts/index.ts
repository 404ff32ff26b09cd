/** All parts of the picture. Their order does not matter: layers have a depth. */
import type { PartName } from '../../session/view-model.ts';
import type { PicturePart, PictureParts } from '../part.ts';
import { addressMap } from './addressMap.ts';
import { admission } from './admission.ts';
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
import { latch } from './latch.ts';
import { leaks } from './leaks.ts';
import { mixer } from './mixer.ts';
import { modes } from './modes.ts';
import { pageCache } from './pageCache.ts';
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

export const PICTURE_PARTS = {
  admission,
  devices,
  exits,
  guests,
  hypercalls,
  interrupts,
  kernelLock,
  latch,
  modes,
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
} as const satisfies { readonly [Name in PartName]?: PicturePart };

export const ALL_PICTURE_PARTS: PictureParts = Object.values(PICTURE_PARTS);

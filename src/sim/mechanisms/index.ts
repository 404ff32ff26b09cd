/**
 * All mechanisms. This is the one list: what a level can use, a path can name, a metric can measure and an event can tell
 * follows from it. Its order decides who comes first where several have something to say: at an entry, in one cycle.
 */
import type { Mechanism } from '../mechanism.ts';
import { CORE_EVENTS, type EventName } from '../messages.ts';
import { addressMap } from './addressMap.ts';
import { admission } from './admission.ts';
import { cards } from './cards.ts';
import { devices } from './devices.ts';
import { drivers } from './drivers.ts';
import { episodes } from './episodes.ts';
import { exits } from './exits.ts';
import { halting } from './halting.ts';
import { hosts } from './hosts.ts';
import { hostWork } from './hostWork.ts';
import { hypercalls } from './hypercalls.ts';
import { idling } from './idling.ts';
import { interrupts } from './interrupts.ts';
import { kernelLock } from './kernelLock.ts';
import { knobs } from './knobs.ts';
import { leaks } from './leaks.ts';
import { limits } from './limits.ts';
import { modes } from './modes.ts';
import { pageCache } from './pageCache.ts';
import { platforms } from './platforms.ts';
import { polling } from './polling.ts';
import { porting } from './porting.ts';
import { power } from './power.ts';
import { printing } from './printing.ts';
import { queues } from './queues.ts';
import { rings } from './rings.ts';
import { services } from './services.ts';
import { tlb } from './tlb.ts';
import { translationCache } from './translationCache.ts';
import { violations } from './violations.ts';
import { waits } from './waits.ts';

export const MECHANISMS: readonly Mechanism[] = [
  exits,
  devices,
  halting,
  queues,
  services,
  modes,
  interrupts,
  hypercalls,
  porting,
  kernelLock,
  pageCache,
  limits,
  admission,
  episodes,
  violations,
  power,
  knobs,
  translationCache,
  waits,
  leaks,
  tlb,
  rings,
  cards,
  addressMap,
  printing,
  drivers,
  polling,
  hostWork,
  idling,
  platforms,
  hosts,
];

/** Every event that there is, by name: the core's own and those of the mechanisms. */
export const EVENT_NAMES: readonly EventName[] = [...CORE_EVENTS, ...MECHANISMS.flatMap(({ events = [] }) => events)];

/** All layers, from far to near: a later one covers an earlier one. */
import type { Layer } from '../moment.ts';
import type { Pen } from '../pen.ts';
import { applicant } from './applicant.ts';
import { bays } from './bays.ts';
import { cache } from './cache.ts';
import { chips } from './chips.ts';
import { cracks } from './cracks.ts';
import { devices } from './devices.ts';
import { effects } from './effects.ts';
import { exits } from './exits.ts';
import { gates } from './gates.ts';
import { bandLight } from './ground.ts';
import { hypercalls, kernels } from './hypercalls.ts';
import { interrupts } from './interrupts.ts';
import { kernelFlows, occupants } from './kernelFlows.ts';
import { kernelPanels } from './kernelPanels.ts';
import { latch } from './latch.ts';
import { locks } from './locks.ts';
import { ownMonitors } from './ownMonitors.ts';
import { pointing } from './pointing.ts';
import { runQueue } from './runQueue.ts';
import { sockets } from './sockets.ts';
import { streams } from './streams.ts';
import { tapes } from './tapes.ts';
import { towers } from './towers.ts';
import { wires } from './wires.ts';
import { work } from './work.ts';

export const LAYERS: readonly ((pen: Pen) => Layer)[] = [
  bandLight,
  gates,
  ownMonitors,
  streams,
  kernelFlows,
  kernelPanels,
  runQueue,
  cache,
  locks,
  cracks,
  sockets,
  occupants,
  devices,
  towers,
  tapes,
  applicant,
  kernels,
  wires,
  bays,
  work,
  exits,
  chips,
  hypercalls,
  latch,
  interrupts,
  effects,
  pointing,
];

import type { Id } from '../../../src/sim/index.ts';
import { LEVEL_01 } from './level01.ts';
import { LEVEL_02 } from './level02.ts';
import { LEVEL_03 } from './level03.ts';
import { LEVEL_04 } from './level04.ts';
import { LEVEL_05 } from './level05.ts';
import { LEVEL_06 } from './level06.ts';
import { LEVEL_07 } from './level07.ts';
import { LEVEL_08 } from './level08.ts';
import { LEVEL_09 } from './level09.ts';
import { LEVEL_10 } from './level10.ts';
import { LEVEL_11 } from './level11.ts';
import { LEVEL_12 } from './level12.ts';
import { LEVEL_13 } from './level13.ts';
import { LEVEL_14 } from './level14.ts';
import { LEVEL_15 } from './level15.ts';
import { LEVEL_16 } from './level16.ts';
import { LEVEL_24 } from './level24.ts';
import type { Lines } from './reading.ts';

/** Of every level, by its id. */
export const LINES: Readonly<Record<Id, Lines>> = {
  '01-host-and-guest': LEVEL_01,
  '02-almost-virtual': LEVEL_02,
  '03-instruction-by-instruction': LEVEL_03,
  '04-trap-and-emulate': LEVEL_04,
  '05-leaks': LEVEL_05,
  '06-binary-translation': LEVEL_06,
  '07-virtualize-all-the-devices': LEVEL_07,
  '08-hypercalls': LEVEL_08,
  '09-rings-and-batches': LEVEL_09,
  '10-vt-x-and-amd-v': LEVEL_10,
  '11-pages-in-two-dimensions': LEVEL_11,
  '12-drivers-for-the-closed': LEVEL_12,
  '13-the-spectrum': LEVEL_13,
  '14-containers': LEVEL_14,
  '15-bare-metal-or-hosted': LEVEL_15,
  '16-sandbox-container-machine': LEVEL_16,
  '24-integrated-solutions': LEVEL_24,
};

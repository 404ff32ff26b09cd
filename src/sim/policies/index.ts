/** The policies that levels can name for their robots. */
import type { Id } from '../types.ts';
import { capAll, capBiggest, diagnose, preset } from './containers.ts';
import { freezing } from './freezing.ts';
import { hosts } from './hosts.ts';
import { housed, housing } from './housing.ts';
import { hypercalls } from './hypercalls.ts';
import { leaks } from './leaks.ts';
import { modes } from './modes.ts';
import { monitor } from './monitor.ts';
import type { POLICY_NAMES } from './names.ts';
import { paging } from './paging.ts';
import { polling } from './polling.ts';
import { printing } from './printing.ts';
import { rack } from './rack.ts';
import { random } from './random.ts';
import { rings } from './rings.ts';
import type { Policy } from './robot.ts';
import { fill, schedule } from './scheduling.ts';
import { spectrum } from './spectrum.ts';
import { tenants } from './tenants.ts';
import { translator, tuned } from './translator.ts';

export const POLICIES: Readonly<Record<Id, Policy>> = {
  capAll,
  capBiggest,
  containers: diagnose,
  freezing,
  idle: () => null,
  rack,
  random,
  filler: fill,
  housed,
  housing,
  hosts,
  hypercalls,
  leaks,
  modes,
  monitor,
  paging,
  preset,
  rings,
  polling,
  printing,
  scheduler: schedule,
  spectrum,
  tenants,
  translator,
  tuned,
} satisfies Readonly<Record<(typeof POLICY_NAMES)[number], Policy>>;

export { lookOf, type Played, type Policy, playRobot } from './robot.ts';

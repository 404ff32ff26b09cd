/** Which moving picture shows the mechanism of a level. */
import type { Id } from '../../sim/types.ts';
import { containers } from './containers.ts';
import { hostAndGuest } from './hostAndGuest.ts';
import { hypercalls } from './hypercalls.ts';
import type { Scene } from './score.ts';
import { trapAndEmulate } from './trapAndEmulate.ts';

const SCENES: Readonly<Record<Id, Scene>> = {
  '01-host-and-guest': hostAndGuest,
  '04-trap-and-emulate': trapAndEmulate,
  '08-hypercalls': hypercalls,
  '14-containers': containers,
};

/** Null for a level that has no picture of its own. */
export function sceneOf(level: Id): Scene | null {
  return SCENES[level] ?? null;
}

/** Which moving picture shows the mechanism of a level: the campaign says it by the picture's name. */
import type { Campaign } from '../../levels/index.ts';
import { levelsOf } from '../../levels/index.ts';
import type { Id } from '../../sim/types.ts';
import { almostVirtual } from './almostVirtual.ts';
import { binaryTranslation } from './binaryTranslation.ts';
import { containers } from './containers.ts';
import { depths } from './depths.ts';
import { doorOnce } from './doorOnce.ts';
import { hostAndGuest } from './hostAndGuest.ts';
import { hypercalls } from './hypercalls.ts';
import { leaks } from './leaks.ts';
import { mill } from './mill.ts';
import type { Scene } from './score.ts';
import { spectrum } from './spectrum.ts';
import { trapAndEmulate } from './trapAndEmulate.ts';
import { twelveKnocks } from './twelveKnocks.ts';
import { twoEngines } from './twoEngines.ts';
import { twoWalks } from './twoWalks.ts';
import { twoWorlds } from './twoWorlds.ts';
import { whereDriversLive } from './whereDriversLive.ts';
import { zoomOut } from './zoomOut.ts';

const SCENES: ReadonlyMap<string, Scene> = new Map(
  Object.entries({
    almostVirtual,
    binaryTranslation,
    containers,
    depths,
    doorOnce,
    hostAndGuest,
    hypercalls,
    leaks,
    mill,
    spectrum,
    trapAndEmulate,
    twelveKnocks,
    twoEngines,
    twoWalks,
    twoWorlds,
    whereDriversLive,
    zoomOut,
  }),
);

/** Null for a level that has no picture of its own. */
export function sceneOf(campaign: Campaign, level: Id): Scene | null {
  const name = levelsOf(campaign).find(({ id }) => id === level)?.scene;
  return (name === undefined ? undefined : SCENES.get(name)) ?? null;
}

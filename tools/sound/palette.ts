/** Which recipe makes which sound of the game, take by take. */
import { LAYERS, type Layer, layerName, SOUND, SOUNDS, type SoundId, takeNames } from '../../src/audio/sounds.ts';
import * as bed from './bed.ts';
import type { Samples } from './buffer.ts';
import * as hands from './hands.ts';
import * as machine from './machine.ts';
import * as moments from './moments.ts';

type Recipe = (variant: number) => Samples;

/** The item of a list that has one per variant. */
function pick<T>(items: readonly T[], variant: number): T {
  const item = items[variant];
  if (item === undefined) throw new RangeError(`no variant ${variant} among ${items.length}`);
  return item;
}

const RECIPES: Readonly<Record<SoundId, Recipe>> = {
  pickUp: hands.pickUp,
  place: (variant) => hands.place(pick(hands.GUEST_NOTES, variant)),
  refused: hands.refused,
  uiHover: hands.uiHover,
  uiClick: hands.uiClick,
  uiBack: hands.uiBack,
  switch: machine.switching,
  warm: machine.warm,
  exitPrivileged: machine.exitPrivileged,
  exitPageTable: machine.exitPageTable,
  exitFault: machine.exitFault,
  exitIoRead: machine.exitIoRead,
  exitIoWrite: machine.exitIoWrite,
  exitHypercall: machine.exitHypercall,
  exitInterrupt: machine.exitInterrupt,
  waiting: machine.waiting,
  routed: hands.routed,
  served: machine.served,
  wired: hands.wired,
  quiet: machine.quiet,
  latch: (variant) => hands.latch(pick(hands.MARBLE_NOTES, variant)),
  drain: hands.drain,
  interruptHeld: machine.interruptHeld,
  interruptHitched: machine.interruptHitched,
  hypercall: hands.hypercall,
  boot: moments.boot,
  warning: moments.warning,
  giveUp: moments.giveUp,
  panic: moments.panic,
  starFirst: moments.starFirst,
  starAgain: moments.starAgain,
  levelWon: moments.levelWon,
  levelLost: moments.levelLost,
};

const LOOPS: Readonly<Record<Layer, () => Samples>> = {
  pad: bed.pad,
  bass: bed.bass,
  pulse: bed.pulse,
  tension: bed.tension,
};

export type Take = { name: string; loop: boolean; make: () => Samples };

/** Every take of the sprite, in the order of the file. */
export function takes(): Take[] {
  const sounds = SOUNDS.flatMap((id) =>
    takeNames(id).map((name, variant) => ({
      name,
      loop: false,
      make: () => RECIPES[id](SOUND[id].variants > 1 ? variant : 0),
    })),
  );
  const loops = LAYERS.map((layer) => ({ name: layerName(layer), loop: true, make: LOOPS[layer] }));
  return [...sounds, ...loops];
}

/**
 * The vocabulary of sound: what can be heard, on which volume slider it sits, and which caption stands for it.
 *
 * A sound is named after what happened, never after how it is made; tools/sound/ holds one recipe per name.
 */
import type { Key } from '../text/index.ts';

export const BUSES = ['effects', 'music', 'interface'] as const;
export type Bus = (typeof BUSES)[number];

export const SOUNDS = [
  // hands
  'pickUp',
  'place',
  'refused',
  'uiHover',
  'uiClick',
  'uiBack',
  // a pCPU changes its guest
  'switch',
  'warm',
  // exits, one note per reason
  'exitPrivileged',
  'exitPageTable',
  'exitFault',
  'exitIoRead',
  'exitIoWrite',
  'exitHypercall',
  'exitInterrupt',
  // answers
  'waiting',
  'routed',
  'served',
  'wired',
  'quiet',
  'latch',
  'drain',
  'interruptHeld',
  'interruptHitched',
  'hypercall',
  // fortunes
  'boot',
  'warning',
  'giveUp',
  'panic',
  'starFirst',
  'starAgain',
  'levelWon',
  'levelLost',
] as const;
export type SoundId = (typeof SOUNDS)[number];

/** Loops of the generative bed, from the always present to the seldom heard. */
export const LAYERS = ['pad', 'bass', 'pulse', 'tension'] as const;
export type Layer = (typeof LAYERS)[number];

/** Captions stand for what is meant to be understood; hovering and clicking need none. Words: src/text/en/audio.ts. */
export type CaptionKey = Extract<Key, `audio.${string}`>;

export type Sound = {
  bus: Bus;
  caption: CaptionKey | null;
  /** takes of the same sound: pitch by guest, or by height of a stack */
  variants: number;
  /** loudness in the mix, in decibels relative to the loudest moment; all takes in the file are equally loud */
  decibels: number;
  /** at least this many milliseconds between two of them */
  gap: number;
};

const hand = (decibels: number, caption: CaptionKey | null = null, variants = 1): Sound => ({
  bus: 'effects',
  caption,
  variants,
  decibels,
  gap: 60,
});
const machine = (decibels: number, caption: CaptionKey | null, gap = 60): Sound => ({
  bus: 'effects',
  caption,
  variants: 1,
  decibels,
  gap,
});
const moment = (decibels: number, caption: CaptionKey, gap = 400): Sound => ({
  bus: 'effects',
  caption,
  variants: 1,
  decibels,
  gap,
});
const control = (decibels: number): Sound => ({ bus: 'interface', caption: null, variants: 1, decibels, gap: 60 });

/** The first exits teach their note; the mix keeps them below everything that the hand does. */
export const SOUND: Readonly<Record<SoundId, Sound>> = {
  pickUp: hand(-14),
  place: hand(-6, 'audio.placed', 6),
  refused: hand(-7, 'audio.refused'),
  uiHover: control(-23),
  uiClick: control(-15),
  uiBack: control(-15),
  switch: machine(-14, 'audio.switching'),
  warm: machine(-16, 'audio.warm'),
  exitPrivileged: machine(-9, 'audio.exitPrivileged'),
  exitPageTable: machine(-9, 'audio.exitPageTable'),
  exitFault: machine(-9, 'audio.exitFault'),
  exitIoRead: machine(-9, 'audio.exitIoRead'),
  exitIoWrite: machine(-9, 'audio.exitIoWrite'),
  exitHypercall: machine(-11, 'audio.exitHypercall'),
  exitInterrupt: machine(-10, 'audio.exitInterrupt'),
  waiting: machine(-9, 'audio.waiting', 700),
  routed: machine(-19, null),
  served: machine(-11, 'audio.served'),
  wired: moment(-5, 'audio.wired'),
  quiet: moment(-7, 'audio.quiet', 4000),
  latch: hand(-11, 'audio.latched', 6),
  drain: moment(-5, 'audio.drained', 120),
  interruptHeld: machine(-12, 'audio.interruptHeld'),
  interruptHitched: machine(-11, 'audio.interruptHitched'),
  hypercall: machine(-12, 'audio.hypercall'),
  boot: moment(-10, 'audio.boot', 120),
  warning: moment(-8, 'audio.warning', 250),
  giveUp: moment(-4, 'audio.gaveUp', 200),
  panic: moment(-1, 'audio.panic', 1000),
  starFirst: moment(-2, 'audio.star', 250),
  starAgain: moment(-8, 'audio.star', 120),
  levelWon: moment(-3, 'audio.levelWon', 1000),
  levelLost: moment(-5, 'audio.levelLost', 1000),
};

/** Name of a take in the sprite: `place.3`, `served`. */
export function takeName(id: SoundId, variant = 0): string {
  const { variants } = SOUND[id];
  return variants > 1 ? `${id}.${wrap(variant, variants)}` : id;
}

/** Names of all takes of a sound, in order. */
export function takeNames(id: SoundId): string[] {
  return Array.from({ length: SOUND[id].variants }, (_, variant) => takeName(id, variant));
}

export const layerName = (layer: Layer): `bed.${Layer}` => `bed.${layer}`;

/** Any number, NaN and fractions included, to one of 0 … count − 1. */
function wrap(variant: number, count: number): number {
  return Number.isFinite(variant) ? ((Math.trunc(variant) % count) + count) % count : 0;
}

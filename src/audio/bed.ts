/**
 * The generative bed: the state of the machine sets the volume of four loops that always run in step.
 *
 * Healthy is sparse and consonant: pad, a little bass, a pulse that grows with useful work. Steal lets the pulse fall
 * apart and brings in the tension, which turns the same notes to minor.
 */
import { LAYERS, type Layer } from './sounds.ts';

export type BedState = {
  /** 1 = every guest is patient, 0 = somebody is about to give up */
  health: number;
  /** share of the vCPUs that want to run and may not, 0 … 1 */
  steal: number;
  /** share of the machine that does useful work, 0 … 1 */
  activity: number;
  paused: boolean;
};

/** Volume of each loop when its level is 1. */
const FULL: Readonly<Record<Layer, number>> = { pad: 0.14, bass: 0.13, pulse: 0.1, tension: 0.14 };
/** A paused machine is heard from the next room. */
const PAUSED = 0.35;

const FADE = 900; // milliseconds
/** Howler counts a fade in hundredths and would never end one that is finer or goes nowhere. */
const STEP = 0.01;
const steps = (value: number): number => Math.round(value / STEP) * STEP;

const unit = (value: number): number => (Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0);
const between = (value: number, low: number, high: number): number => unit((value - low) / (high - low));

/** Levels 0 … 1 of the four loops. */
export function levels({ health, steal, activity, paused }: BedState): Record<Layer, number> {
  const ease = unit(health);
  const work = unit(activity);
  const unrest = Math.max(between(steal, 0.15, 0.7), between(1 - ease, 0.4, 0.9));
  if (paused) return { pad: PAUSED, bass: 0, pulse: 0, tension: unrest * PAUSED * 0.5 };
  return {
    pad: 0.6 + 0.4 * ease * (1 - unrest),
    bass: between(work, 0.2, 0.7) * (0.5 + 0.5 * ease),
    pulse: between(work, 0.05, 0.6) * (1 - 0.8 * unrest),
    tension: unrest,
  };
}

type Fade = { from: number; to: number; since: number };

export type Bed = {
  follow(state: BedState, volume: number, now: number): void;
  /** Everything but the pad is silent until `until` (ms). */
  rest(until: number): void;
};

/** `fade` moves a loop from one volume to another within the given milliseconds; it is called only with two that differ. */
export function createBed(fade: (layer: Layer, from: number, to: number, milliseconds: number) => void): Bed {
  const fades = new Map<Layer, Fade>();
  let restsUntil = Number.NEGATIVE_INFINITY;

  /** The caller may ask every frame, so what trembles by one step is left alone; silence is always reached. */
  function move(layer: Layer, to: number, now: number): void {
    const last = fades.get(layer) ?? { from: 0, to: 0, since: now - FADE };
    if (to === last.to || (to > 0 && Math.abs(to - last.to) < 1.5 * STEP)) return;
    const here = steps(last.from + (last.to - last.from) * unit((now - last.since) / FADE));
    const from = here === to ? steps(here + (here > STEP ? -STEP : STEP)) : here;
    fades.set(layer, { from, to, since: now });
    fade(layer, from, to, FADE);
  }

  return {
    follow(state, volume, now) {
      if (!Number.isFinite(now)) return;
      const wanted = levels(state);
      for (const layer of LAYERS) {
        const resting = layer !== 'pad' && now < restsUntil;
        move(layer, resting ? 0 : steps(wanted[layer] * FULL[layer] * unit(volume)), now);
      }
    },
    rest(until) {
      restsUntil = until;
    },
  };
}

/** What the machine does by itself: heard often, so soft, short and further away. */
import { mix, type Samples, shape } from './buffer.ts';
import { drum, flute, glass, knock, mallet, pipe, tick, wind } from './instruments.ts';
import { room } from './room.ts';
import { hertz, type Note } from './scale.ts';
import { ramp } from './tone.ts';

/** A switch: the door opens while the amber ring fills, from a closed hiss to open air. */
export function switching(): Samples {
  const seconds = 0.62;
  const opening = (t: number) => 180 * 24 ** ramp(t, 0, seconds);
  const air = wind(seconds, 51, opening, (t) => ramp(t, 0, 0.35) * (1 - ramp(t, 0.42, seconds)));
  return room(mix([air, 0, 1], [flute('D5', 0.3, 52), 0.3, 0.06]), 0.12, 0.6);
}

/** Frost melts: a handful of glass notes upwards. */
export function warm(): Samples {
  const notes = ['D6', 'F#6', 'A6', 'B6', 'D7'] as const;
  return room(mix(...notes.map((note, n) => [glass(note, 0.5), n * 0.055, 0.5 - n * 0.06] as const)), 0.22, 1.1);
}

/** An exit cuts the stream, falls and lands: the note of its reason, then the clamp of the socket. */
function landing(sound: Samples): Samples {
  return room(mix([sound, 0, 1], [knock(420, 61), 0.085, 0.35], [drum('D2', 0.14), 0.085, 0.22]), 0.14, 0.9);
}

/** Struck wood for what instructions cause, a pipe for a fault, glass for what comes from outside. */
export const exitPrivileged = (): Samples => landing(mallet('A4', 0.6));
export const exitPageTable = (): Samples => landing(mix([mallet('F#4', 0.5), 0, 1], [mallet('A4', 0.4), 0.07, 0.4]));
export const exitFault = (): Samples => landing(pipe('B3', 0.45, (t) => 1.09 ** (1 - ramp(t, 0.02, 0.1))));
/** a question goes up, a statement comes down */
export const exitIoRead = (): Samples => landing(mix([mallet('B4', 0.25), 0, 0.6], [mallet('E5', 0.55), 0.06, 1]));
export const exitIoWrite = (): Samples => landing(mix([mallet('E5', 0.25), 0, 0.6], [mallet('D5', 0.55), 0.06, 1]));
export const exitHypercall = (): Samples =>
  landing(mix([flute('D5', 0.4, 62), 0, 0.7], [flute('A5', 0.3, 63), 0, 0.25]));
export const exitInterrupt = (): Samples => landing(mix([glass('B5', 0.4), 0, 0.8], [tick(hertz('B6'), 0.05), 0, 0.3]));

/** Somebody waits for you: a heart, two soft strokes with enough overtones for a small loudspeaker. */
export function waiting(): Samples {
  const stroke = (ring: number): Samples => mix([drum('D2', ring), 0, 1], [mallet('D3', ring), 0, 0.3]);
  return room(mix([stroke(0.3), 0, 1], [stroke(0.25), 0.2, 0.65]), 0.08, 0.5);
}

/** Served: the suspended fourth steps down to the third; the tune comes home. */
export function served(): Samples {
  const home = mix([mallet('A4', 0.3), 0, 0.6], [mallet('D5', 0.7), 0.11, 0.9], [mallet('F#4', 0.7), 0.11, 0.45]);
  return room(home, 0.16, 1);
}

/** The first quiet after wiring: everything falls away and one wide, low chord remains. */
export function quiet(): Samples {
  const notes: Note[] = ['D3', 'A3', 'E4', 'F#4'];
  const chord = notes.map((note, n) => [flute(note, 2.4, 71 + n), n * 0.05, 0.5 - n * 0.07] as const);
  const breath = wind(
    1.6,
    75,
    (t) => 2400 * 0.12 ** ramp(t, 0, 1.2),
    (t) => ramp(t, 0, 0.08) * (1 - ramp(t, 0.1, 1.5)),
  );
  return room(mix(...chord, [breath, 0, 0.12], [mallet('D2', 1.6), 0, 0.7]), 0.3, 2);
}

/** An interrupt sticks to the ceiling: a ping, damped at once by a finger. */
export function interruptHeld(): Samples {
  const ping = shape(glass('A5', 0.5), (t) => 1 - 0.85 * ramp(t, 0.06, 0.13));
  return room(mix([ping, 0, 1], [knock(1300, 81, 0.04), 0, 0.25]), 0.12, 0.8);
}

/** It leaps onto an exit that happens anyway: two notes that sound as one. */
export const interruptHitched = (): Samples =>
  room(mix([glass('B5', 0.6), 0, 0.6], [mallet('F#5', 0.6), 0.018, 0.8]), 0.14, 0.9);

/** What the player's hands do: short, close to the ear, with little room around it. */
import { mix, type Samples } from './buffer.ts';
import { drop, drum, flute, glass, knock, mallet, tick } from './instruments.ts';
import { filter } from './noise.ts';
import { room } from './room.ts';
import { hertz, type Note } from './scale.ts';
import { glide, tone } from './tone.ts';

/** A chip is lifted: a small tick that leaps up a fifth. */
export function pickUp(): Samples {
  const lift = tone({
    hz: hertz('D5'),
    seconds: 0.12,
    partials: [{ ratio: 1, gain: 1, ring: 0.12 }],
    attack: 0.004,
    bend: glide(1.5, 0, 0.05),
  });
  return room(mix([lift, 0, 0.8], [tick(hertz('A6')), 0.05, 0.25]), 0.06, 0.5);
}

/** Each guest has its own note; six guests, six notes from the low third octave upwards. */
export const GUEST_NOTES = ['D3', 'E3', 'F#3', 'A3', 'B3', 'D4'] as const satisfies readonly Note[];

/** A chip drops into its socket: wood, a little weight below it, and four pins that light up from left to right. */
export function place(note: Note): Samples {
  const pins = [0, 1, 2, 3].map((pin) => [tick(hertz('D7'), 0.02), 0.1 + pin * 0.03, 0.035] as const);
  const tok = mix(
    [mallet(note, 0.55), 0, 1],
    [knock(hertz(note) * 4, 11), 0, 1.6],
    [drum('D2', 0.16), 0, 0.5],
    ...pins,
  );
  return room(tok, 0.1, 0.8);
}

/** No: two dry knocks, low and lower. */
export function refused(): Samples {
  const wooden = mix([knock(330, 21), 0, 1], [knock(900, 22, 0.04), 0, 0.2], [knock(247, 23), 0.09, 0.9]);
  return filter(wooden, 'low', 1800);
}

export const uiHover = (): Samples => tick(hertz('A5'), 0.045);

export const uiClick = (): Samples => mix([tick(hertz('A5'), 0.06), 0, 0.7], [knock(hertz('D6'), 31, 0.04), 0, 0.8]);

export const uiBack = (): Samples =>
  mix([tick(hertz('A4'), 0.06), 0, 0.5], [tick(hertz('D4'), 0.1), 0.05, 0.8], [knock(hertz('D5'), 32, 0.04), 0, 0.4]);

/** The notes of a stack of marbles, from the first to the sixth. */
export const MARBLE_NOTES = ['A4', 'B4', 'D5', 'E5', 'F#5', 'A5'] as const satisfies readonly Note[];

/** A request is latched: a marble pops into its bowl; the higher the stack, the higher the pop. */
export function latch(note: Note): Samples {
  const pop = mix([drop(hertz(note) * 0.5, 0.09, 2), 0, 1], [tick(hertz(note) * 2, 0.05), 0.05, 0.16]);
  return room(pop, 0.08, 0.5);
}

/** The drain takes them all: the marbles run down the scale, then one gulp. */
export function drain(): Samples {
  const marbles = MARBLE_NOTES.toReversed().map(
    (note, n) => [drop(hertz(note) * 0.5, 0.07, 1.8), n * 0.045, 0.45] as const,
  );
  const gulp = tone({
    hz: hertz('A3'),
    seconds: 0.3,
    partials: [
      { ratio: 1, gain: 1, ring: 0.4 },
      { ratio: 2, gain: 0.35, ring: 0.25 },
      { ratio: 3, gain: 0.12, ring: 0.15 },
    ],
    attack: 0.02,
    bend: (t) => glide(0.42, 0, 0.11)(t) * glide(1.6, 0.12, 0.24)(t),
  });
  return room(mix(...marbles, [gulp, 0.3, 1], [mallet('D3', 0.5), 0.5, 0.5]), 0.12, 0.9);
}

/** A route is accepted: one soft tick of copper, meant to be heard hundreds of times. */
export const routed = (): Samples =>
  room(mix([glass('D6', 0.12), 0, 0.6], [tick(hertz('A6'), 0.03), 0, 0.3]), 0.05, 0.4);

/** A wire is drawn in 300 ms, then the chord of home. */
export function wired(): Samples {
  const zip = tone({
    hz: hertz('D4'),
    seconds: 0.32,
    partials: [
      { ratio: 1, gain: 0.5, ring: 3 },
      { ratio: 2, gain: 0.25, ring: 3 },
      { ratio: 3, gain: 0.1, ring: 3 },
    ],
    attack: 0.05,
    bend: glide(4, 0, 0.3),
  });
  const chord = (['D4', 'A4', 'D5', 'F#5', 'A5'] as const).map(
    (note, n) => [mallet(note, 1.3), 0.3 + n * 0.035, 0.5 - n * 0.05] as const,
  );
  return room(mix([filter(zip, 'low', 2600), 0, 0.4], ...chord, [glass('D6', 1), 0.48, 0.16]), 0.2, 1.4);
}

/** A sealed letter is thrown, and answered: two notes up, two notes down. */
export function hypercall(): Samples {
  const letter = mix(
    [flute('A4', 0.16, 41), 0, 0.7],
    [flute('D5', 0.22, 42), 0.09, 0.8],
    [flute('E5', 0.16, 43), 0.27, 0.6],
    [flute('D5', 0.34, 44), 0.36, 0.7],
  );
  return room(letter, 0.12, 0.9);
}

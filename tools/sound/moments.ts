/** What a player remembers: fortunes of guests, stars, the end of a level. Loud once, and with all the room there is. */
import { mix, type Samples, shape } from './buffer.ts';
import { drop, drum, flute, glass, knock, mallet, strings, tick, wind } from './instruments.ts';
import { filter, noise } from './noise.ts';
import { room } from './room.ts';
import { hertz, type Note } from './scale.ts';
import { glide, ramp, tone } from './tone.ts';

/** Lights on, floor by floor. */
export function boot(): Samples {
  const floors: Note[] = ['D3', 'A3', 'D4', 'F#4', 'A4'];
  const lights = floors.map((note, n) => [mallet(note, 0.7), n * 0.13, 0.75 - n * 0.08] as const);
  const switches = floors.map((_, n) => [knock(1100 + 120 * n, 91 + n, 0.05), n * 0.13, 0.16] as const);
  return room(mix(...lights, ...switches, [glass('D6', 0.8), 0.65, 0.14]), 0.2, 1.2);
}

/** Patience runs out: a tone that rises and asks twice. */
export function warning(): Samples {
  const rise = (seconds: number): Samples => {
    const voice = tone({
      hz: hertz('A4'),
      seconds,
      partials: [
        { ratio: 1, gain: 0.7, ring: 9 },
        { ratio: 2, gain: 0.2, ring: 9 },
        { ratio: 3, gain: 0.14, ring: 9 },
      ],
      attack: 0.03,
      bend: glide(hertz('E5') / hertz('A4'), 0.04, seconds * 0.8),
    });
    return shape(voice, (t) => 1 - ramp(t, seconds * 0.7, seconds));
  };
  return room(mix([rise(0.26), 0, 0.8], [rise(0.32), 0.28, 1]), 0.14, 0.9);
}

/** A guest gives up: its chord stops as a tape does, and the lights go out floor by floor. */
export function giveUp(): Samples {
  const seconds = 1.25;
  const stopping = (t: number) => Math.max(0.02, 1 - (t / seconds) ** 1.6);
  const chord = (['D4', 'F#4', 'A4', 'D5'] as const).map((note) => {
    const partials = [1, 2, 3, 4, 5].map((ratio) => ({ ratio, gain: 0.4 / ratio ** 1.3, ring: 30 }));
    return [tone({ hz: hertz(note), seconds, partials, attack: 0.02, bend: stopping }), 0, 0.5] as const;
  });
  const tape = filter(mix(...chord), 'low', (t) => 300 + 2900 * stopping(t));
  const lights = [0, 1, 2, 3, 4].map((n) => [knock(1500 - 230 * n, 101 + n, 0.05), 0.2 + n * 0.2, 0.5] as const);
  return room(
    mix([shape(tape, (t) => 1 - ramp(t, 1, seconds)), 0, 1], ...lights, [drum('D2', 0.4), 1.2, 0.9]),
    0.14,
    1,
  );
}

/** The shared kernel panics: a crack, and then the floor is gone. */
export function panic(): Samples {
  const crack = shape(noise(0.5, 111), (t) => Math.exp(-t * 26) * (1 + 0.8 * Math.sign(Math.sin(t * 260))));
  const splinters = [0.02, 0.05, 0.09, 0.16, 0.23].map((at, n) => [knock(2400 - 300 * n, 112 + n), at, 0.8] as const);
  const fall = tone({
    hz: hertz('D4'),
    seconds: 1.7,
    partials: [
      { ratio: 1, gain: 0.7, ring: 2.4 },
      { ratio: 2, gain: 0.4, ring: 1.4 },
      { ratio: 3, gain: 0.18, ring: 0.9 },
    ],
    attack: 0.08,
    bend: glide(0.2, 0, 1.5),
  });
  const wood = filter(crack, 'low', (t) => 7000 * 0.05 ** ramp(t, 0, 0.4));
  return room(mix([wood, 0, 1.3], ...splinters, [fall, 0.12, 0.55]), 0.2, 1.4);
}

/** A bar is crossed for the first time: the tick shatters and a third rises out of it. */
export function starFirst(): Samples {
  const shards = [0, 1, 2, 3, 4, 5].map((n) => [tick(hertz('D7') * (1 + n * 0.21), 0.07), n * 0.022, 0.07] as const);
  const third = mix([glass('D5', 0.9), 0.06, 0.9], [glass('F#5', 1.2), 0.22, 1], [mallet('D4', 1), 0.22, 0.5]);
  const glow = (['A5', 'D6', 'F#6'] as const).map(
    (note, n) => [glass(note, 1), 0.34 + n * 0.06, 0.3 - n * 0.06] as const,
  );
  return room(mix(...shards, [third, 0, 1], ...glow), 0.26, 1.5);
}

/** And every time after: only the third. */
export const starAgain = (): Samples => room(mix([glass('D5', 0.25), 0, 0.8], [glass('F#5', 0.4), 0.08, 1]), 0.16, 0.8);

export function levelWon(): Samples {
  const line: [Note, number][] = [
    ['D4', 0],
    ['F#4', 0.2],
    ['A4', 0.4],
    ['B4', 0.6],
    ['D5', 0.8],
  ];
  const tune = line.map(([note, at]) => [mallet(note, 0.9), at, 0.7] as const);
  const home = (['D3', 'A3', 'F#4', 'D5'] as const).map((note) => [strings(note, 2.1, 0.5), 0.75, 0.3] as const);
  const bells = (['A5', 'D6', 'F#6', 'A6'] as const).map((note, n) => [glass(note, 1), 0.9 + n * 0.1, 0.2] as const);
  return room(mix(...tune, ...home, ...bells, [mallet('D2', 1.6), 0.8, 0.6]), 0.26, 1.8);
}

/** Lost, kindly: the line comes down and ends open, on the sixth, for it can be tried again. */
export function levelLost(): Samples {
  const line: [Note, number][] = [
    ['F#4', 0],
    ['E4', 0.28],
    ['D4', 0.56],
    ['B3', 0.9],
  ];
  const tune = line.map(([note, at]) => [flute(note, 0.8, 121), at, 0.6] as const);
  const low = (['B2', 'F#3', 'D4'] as const).map((note) => [strings(note, 1.7, 0.6, 2), 0.9, 0.3] as const);
  const last = drop(hertz('B4'), 0.12, 0.5);
  const rain = wind(
    1.6,
    122,
    () => 900,
    (t) => ramp(t, 0, 0.5) * (1 - ramp(t, 0.8, 1.6)),
  );
  return room(mix(...tune, ...low, [last, 1.5, 0.1], [rain, 0.5, 0.03]), 0.24, 1.6);
}

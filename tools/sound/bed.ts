/**
 * The bed: four loops in the same key and tempo, whose volumes follow the machine (src/audio/bed.ts).
 *
 * Pad and bass walk through four bars, home to the relative minor and back; pulse and tension last two bars. All are drawn
 * on a ring, so that they have no seam. With pad and bass alone the machine sounds at home in D major; tension leans on B,
 * and the same five notes turn to B minor without a wrong one among them.
 */
import { mix, mixRing, type Placed, type Samples, shape } from './buffer.ts';
import { drone, glass, mallet, strings, tick, wind } from './instruments.ts';
import { room, roomRing } from './room.ts';
import { BAR, BEAT, hertz, type Note } from './scale.ts';
import { ramp } from './tone.ts';

const CHORDS: readonly (readonly Note[])[] = [
  ['D3', 'A3', 'E4', 'F#4'],
  ['B2', 'F#3', 'D4', 'A4'],
  ['A2', 'E3', 'B3', 'D4'],
  ['D3', 'A3', 'D4', 'B4'],
];

export function pad(): Samples {
  const overlap = BEAT * 1.5;
  const voices = CHORDS.flatMap((chord, bar) =>
    chord.map((note, n): Placed => [strings(note, BAR + overlap, overlap, 2.1), bar * BAR, 0.5 - n * 0.07]),
  );
  return roomRing(mixRing(4 * BAR, ...voices), 0.3, 2.4);
}

export function bass(): Samples {
  const line: [Note, number, number][] = [
    ['D2', 0, 3],
    ['A2', 3.5, 0.5],
    ['B1', 4, 3],
    ['B1', 7.5, 0.5],
    ['A1', 8, 3],
    ['A1', 11, 1],
    ['D2', 12, 3.5],
  ];
  const notes = line.map(([note, beat, beats]): Placed => {
    const seconds = beats * BEAT + 0.4;
    const body = strings(note, seconds, 0.12, 1.5);
    return [shape(body, (t) => 0.45 + 0.55 * Math.exp(-2.5 * t)), beat * BEAT, 1];
  });
  return roomRing(mixRing(4 * BAR, ...notes), 0.05, 0.8);
}

/** A sparse figure in eighths: it must not be a tune, or it would tire. */
export function pulse(): Samples {
  const figure: [Note, number][] = [
    ['D5', 0],
    ['A4', 1.5],
    ['E5', 2.5],
    ['F#4', 3.5],
    ['B4', 4.5],
    ['D4', 5.5],
    ['A4', 6],
    ['E5', 7.5],
  ];
  const notes = figure.map(([note, beat], n): Placed => [mallet(note, 0.9), beat * BEAT, n % 3 === 0 ? 0.8 : 0.5]);
  const high = (
    [
      ['A5', 2],
      ['F#5', 6.5],
    ] as [Note, number][]
  ).map(([note, beat]): Placed => [glass(note, 0.9), beat * BEAT, 0.16]);
  return roomRing(mixRing(2 * BAR, ...notes, ...high), 0.22, 1.8);
}

/** A frequency near `note` which fits a whole number of times into the loop. */
const fitting = (note: Note, seconds: number): number => Math.round(hertz(note) * seconds) / seconds;

export function tension(): Samples {
  const seconds = 2 * BAR;
  const tremble = (t: number) => 0.62 + 0.38 * Math.cos((2 * Math.PI * 2 * t) / BEAT);
  const low = mix(
    [drone(fitting('B2', seconds), seconds), 0, 0.5],
    [drone(fitting('B2', seconds) + 4 / seconds, seconds), 0, 0.4],
    [drone(fitting('B3', seconds), seconds), 0, 0.2],
    [drone(fitting('F#4', seconds), seconds), 0, 0.1],
    [drone(fitting('F#4', seconds) + 8 / seconds, seconds), 0, 0.08],
  );
  const breath = (): Samples =>
    wind(
      BAR,
      131,
      () => 700,
      (t) => ramp(t, 0, BAR * 0.8) * (1 - ramp(t, BAR * 0.85, BAR)),
    );
  const clock = Array.from(
    { length: 16 },
    (_, n): Placed => [room(tick(hertz('B5'), 0.05), 0.1, 0.4), (n * BEAT) / 2, n % 4 ? 0.03 : 0.06],
  );
  return mixRing(seconds, [shape(low, tremble), 0, 1], [breath(), 0, 0.16], [breath(), BAR, 0.16], ...clock);
}

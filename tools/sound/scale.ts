/**
 * One key and one tempo for every sound of the game.
 *
 * The five notes D E F♯ A B have no semitone and no tritone between them, so any two sounds that happen to meet are
 * consonant. A note outside the scale does not compile.
 */

const SEMITONES_ABOVE_C = { D: 2, E: 4, 'F#': 6, A: 9, B: 11 } as const;
type Step = keyof typeof SEMITONES_ABOVE_C;
type Octave = 1 | 2 | 3 | 4 | 5 | 6 | 7;
export type Note = `${Step}${Octave}`;

/** Frequency of a note in hertz, equal temperament, A4 = 440 Hz. */
export function hertz(note: Note): number {
  const step = note.slice(0, -1) as Step;
  const octave = Number(note.slice(-1));
  const semitonesAboveA4 = SEMITONES_ABOVE_C[step] - 9 + 12 * (octave - 4);
  return 440 * 2 ** (semitonesAboveA4 / 12);
}

/** Seconds; 75 beats per minute: the pace of a calm heart. */
export const BEAT = 0.8;
export const BAR = 4 * BEAT;

/** Samples per second. Opus works at this rate inside, and a millisecond is a whole number of samples. */
export const RATE = 48000;
export const SAMPLES_PER_MS = RATE / 1000;

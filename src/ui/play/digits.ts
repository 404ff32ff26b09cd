/**
 * What the digits answer: whatever is numbered on the screen. Each row says with which number it begins and takes a digit
 * only while it has an answer of that number; the first row that takes it, has it. So rows of verbs that never stand
 * together may use the same numbers, and a question goes before everything that can wait.
 */
import type { Int } from '../../sim/index.ts';
import { ANSWERS, answerApplicant, FIRST_ANSWER } from './applicant.tsx';
import { LIMITS } from './limits.ts';
import { pressLimit } from './limitsPanel.tsx';
import { answer } from './questionPanel.tsx';
import type { Play } from './store.ts';

export type DigitRow = {
  /** number of its first answer */
  first: Int;
  /** answers that it can have at most */
  most: Int;
  /** the verbs without which it has none; null: an exit asks, whatever the level's verbs */
  verbs: readonly string[] | null;
  /** Gives answer number `index`, from 0; false when there is none. `asked`: milliseconds since the last question came. */
  take(play: Play, index: Int, asked: number): boolean;
};

/** Milliseconds for which digits are ignored after a new question came up: they were meant for the old one. */
const GRACE = 150;

export const DIGIT_ROWS: readonly DigitRow[] = [
  {
    first: 1,
    most: 9,
    verbs: null,
    take(play, index, asked) {
      const choice = play.choices.peek()[index];
      if (play.question.peek() === null || choice === undefined) return false;
      if (asked >= GRACE) answer(play, choice);
      return true;
    },
  },
  { first: 1, most: LIMITS.length, verbs: LIMITS, take: pressLimit },
  {
    first: FIRST_ANSWER,
    most: ANSWERS.length,
    verbs: ['admit'],
    take: answerApplicant,
  },
];

export function pressDigit(play: Play, digit: Int, asked: number): void {
  const { verbs: offered } = play.view.peek();
  const present = DIGIT_ROWS.filter(({ verbs }) => verbs === null || offered.some((verb) => verbs.includes(verb)));
  present.some(({ first, most, take }) => digit >= first && digit < first + most && take(play, digit - first, asked));
}

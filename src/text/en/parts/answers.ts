/** Answers that guests owe. */
export const answers = {
  'play.owed.means': 'Its oldest request waits for an answer. Full: later than nine of ten may be.',
} as const;

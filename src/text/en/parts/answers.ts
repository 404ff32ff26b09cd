/** Answers that guests owe. */
export const answers = {
  'play.owed.means': 'Its oldest request waits for an answer. Full: too late for the goal.',
} as const;

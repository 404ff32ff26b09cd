/** One demand under every technique, side by side. */
export const side = {
  heading: 'The same demand under other techniques',
  means:
    'The same guests with the same programs, the reference choosing who runs. Bars: what they get done per cycle that they are charged for; 100% = as much as on the bare machine.',
  technique: 'Technique',
  work: 'Work per cycle',
  you: 'you',
  run: 'Your run.',
  'lacks.feature': 'What if: this machine has not what it needs.',
  'lacks.kernel': 'What if: it cannot run every kernel of this level.',
  sources: 'Prices from: {{sources}}.',
  of: 'The guests of which level?',
} as const;

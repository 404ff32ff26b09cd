/** A run that was kept when the page was left. */
export const kept = {
  heading: 'Go on where you were?',
  cannot: 'Your run cannot go on',
  where: '{{title}}, at {{at}}.',
  elsewhere: 'It is open in another tab as well. From here on they are two runs.',
  'button.goOn': 'Go on',
  'button.anew': 'Begin anew',
  'error.otherRules': 'It was kept by another version of the game.',
  'error.otherData': 'The level has changed since it was kept.',
  'error.damaged': 'What was kept of it is damaged.',
} as const;

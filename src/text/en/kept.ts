/** A run that was kept when the page was left. */
export const kept = {
  heading: 'Go on where you were?',
  where: '{{title}}, at {{at}}.',
  elsewhere: 'It is open in another tab as well. From here on they are two runs.',
  'button.goOn': 'Go on',
  'button.anew': 'Begin anew',
  'error.otherRules': 'This run was kept by another version of the game and cannot go on.',
  'error.otherData': 'This level has changed since the run was kept, so that it cannot go on.',
  'error.damaged': 'The kept run is damaged and cannot go on.',
} as const;

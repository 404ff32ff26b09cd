/** What can go wrong outside a run, said kindly and exactly. */
export const error = {
  heading: 'Something went wrong',
  unexpected: 'The game met an error it did not expect: {{what}}. Your progress is safe.',
  'webgl.none': 'This browser cannot draw the picture. Every level can still be played by keyboard.',
  'webgl.lost': 'The graphics card was taken away for a moment. The run is paused.',
  'webgl.restored': 'The picture is back. Go on when you are ready.',
  'load.part': 'A part of the game could not be loaded. Check the connection, then try again.',
  'level.missing': 'There is no level {{level}}.',
  'level.unreadable': 'This level cannot be played. {{problem}}',
  'button.retry': 'Try again',
  'button.reload': 'Reload',
} as const;

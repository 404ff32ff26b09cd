/** How a run goes and ends. */
export const outcome = {
  'audio.star': 'A star.',
  'audio.levelWon': 'The run is won.',
  'audio.levelLost': 'The run is lost.',
  'event.ended.over': 'The run is over.',
  'event.ended.lost': 'The run is lost.',
  'event.ended.budget': 'The run ended early.',
} as const;

/** Briefing: one screen before a level. The level's own words stand in its en.json. */
export const briefing = {
  'heading.new': 'What is new',
  'heading.cost': 'What it costs',
  'heading.goals': 'Three stars',
  'heading.cast': 'Your guests',
  'heading.predict': 'Predict',
  scale: 'One second here is {{duration}} of machine time.',
  length_one: 'About {{count}} minute.',
  length_other: 'About {{count}} minutes.',
  cumulative: 'Each star needs the ones before it.',
  predictHint: 'A guess will do. The answer comes after the run.',
  predicted: 'Noted. We will see.',
  seed: 'Seed {{seed}}',
  sources: 'Timed, not invented: sources in the field guide.',
  'button.start': 'Start',
  'button.noHurry': 'No hurry',
  noHurryHint: 'Time stops at every decision.',
} as const;

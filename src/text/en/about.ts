/** About, privacy, credits. */
export const about = {
  heading: 'About',
  what: 'A game about virtual machines. You are the hypervisor.',
  'heading.truth': 'Truth',
  truth:
    'A cost is a published measurement, is carried over from one of another machine or operation, or is assumed. The inspector says which. The field guide names the sources.',
  scale: 'One second of play is a fixed, stated stretch of machine time. No cost is bent to make a level easier.',
  'heading.privacy': 'Privacy',
  privacy:
    'No account, no name, no tracking. Progress stays in this browser. The game asks no other server for anything.',
  'heading.credits': 'Credits',
  creditsFonts: 'Type: IBM Plex, by IBM, under the SIL Open Font License.',
  creditsSound: 'Sound and pictures: made for this game by its own scripts.',
  creditsData: 'Measurements: the authors named beside each figure. Errors in copying are ours.',
  licence: 'The source code is free under the MIT licence.',
  version: 'Version {{version}}',
} as const;

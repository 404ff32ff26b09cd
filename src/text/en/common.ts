/** Words that several screens share. */
export const common = {
  'button.back': 'Back',
  'button.close': 'Close',
  'button.copy': 'Copy',
  'button.guide': 'Field guide',
  'button.help': 'Help',
  'button.map': 'Map',
  'button.settings': 'Settings',
  loading: 'Loading…',
  documentTitle: '{{screen}} · {{game}}',
  turn: 'Turn your phone: machines are wider than high.',
  notices: 'Notices',
  copied: 'Copied.',
  copyByHand: 'Copying is not allowed here. Select the text and copy it yourself.',
  stars_one: '{{count}} star',
  stars_other: '{{count}} stars',
  starsOf: '{{stars}} of {{all}} stars',
} as const;

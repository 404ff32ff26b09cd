/** Title screen. */
export const title = {
  name: 'Ring −1',
  tagline: 'You are the hypervisor.',
  'button.play': 'Play',
  'button.continue': 'Continue',
  'button.guide': 'Field guide',
  'button.settings': 'Settings',
  'button.about': 'About',
  continueWith: 'Next: {{number}}, {{title}}',
  allWon: 'Every star won. The machine thanks you.',
  sound: 'Sound starts with your first click or key.',
  picture: 'Four guests above, you in the middle, two processors below.',
  more: 'More',
} as const;

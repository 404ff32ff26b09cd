/** Title screen. */
export const title = {
  name: 'Ring −1',
  tagline: 'You are the hypervisor.',
  plain: 'Guests share one machine. You decide who runs.',
  'button.play': 'Play',
  'button.continue': 'Continue',
  'button.about': 'About',
  continueWith: 'Next: {{number}}, {{title}}',
  allWon: 'Every level so far is won. The machine thanks you.',
  picture: 'Four guests above, you in the middle, two processors below.',
  more: 'More',
} as const;

/** What the mixer and the cards of hosts both say of whoever asks, or is chosen. */
export const desk = {
  stays: 'stays {{time}}',
  staysOn: 'stays to the end',
  goes: 'waits {{time}} more',
  waits: '{{guest}} asks, and waits {{time}} more',
  turns: 'its load turns in {{time}}',
  steady: 'its load stays',
  refuse: 'Refuse',
} as const;

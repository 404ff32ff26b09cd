/** Techniques that may be chosen in play. */
export const modes = {
  'verb.mode.name': 'Technique',
  'verb.mode.means': 'Choose how this guest is run from now on.',
} as const;

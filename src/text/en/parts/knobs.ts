/** Settings that may be turned in play. */
export const knobs = {
  'verb.knob.name': 'Tune',
  'verb.knob.means': 'Set a number by which the monitor works.',
} as const;

/** Settings that may be turned in play. What each is called and what it trades, the level says. */
export const knobs = {
  'verb.knob.name': 'Tune',
  'verb.knob.means': 'Set a number by which the monitor works.',
  'play.knob.group': '{{what}}, {{guest}}',
  'play.knob.free': '{{what}} ({{n}} free)',
  // some are kept for guests that are still to come
  'play.knob.kept': '{{what}} ({{n}} free, {{kept}} kept)',
  'play.knob.loses': '{{name}} It throws away work.',
  'play.knob.forfeits': 'Throws away {{time}} of work.',
  'event.machineTurned': '{{what}}, {{value}}.',
  'event.knobTurned': '{{guest}}: {{what}}, {{value}}.',
} as const;

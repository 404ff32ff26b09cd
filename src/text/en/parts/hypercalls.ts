/** The table of hypercalls. */
export const hypercalls = {
  'audio.hypercall': 'A call and its answer.',
  'play.name.hypercall': '{{call}}, {{lines}}',
  'play.name.hypercallDear': '{{call}}, {{lines}}. {{warning}}',
  'play.hypercall.givesUp': 'Gives up {{stars}}',
  'play.hypercall.title': 'Hypercall table',
  'play.hypercall.room': '{{used}} of {{room}} · {{time}} to add',
  'play.hypercall.roomMeans':
    'How many calls there are, of those that there is room for. Each is code that everybody trusts. To add one takes time, to take one out takes none. What they save is reckoned from what guests are asked for today; the strips show it ahead.',
  'play.hypercall.saves': 'saves {{share}}',
  'play.hypercall.wouldSave': 'would save {{share}}',
  'play.hypercall.unasked': 'nobody asks',
  'play.hypercall.turns': '{{share}}, {{later}} in {{time}}',
  'play.hypercall.turnsName': '{{said}}, {{later}} in {{time}}',
  'play.goal.lacks': 'no {{call}}',
  'play.turn.soon': 'in {{time}}',
  'play.turn.means':
    'Calls that its work asks for, or would once its kernel is ported; and, before it turns, which then.',
  'play.hypercall.coming': 'ready in {{time}}',
  'play.hypercall.for': 'Asked for',
  'play.next.hypercall': 'in {{time}}: a call is ready',
  'play.stopped.hypercall': 'Stopped: a call is ready.',
  'event.hypercallReady': '{{call}} answers now.',
  'verb.hypercall.name': 'Enable',
  'verb.hypercall.means': 'Let ported kernels use this hypercall. Its code must be trusted.',
} as const;

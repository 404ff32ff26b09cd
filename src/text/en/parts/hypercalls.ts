/** The table of hypercalls. */
export const hypercalls = {
  'audio.hypercall': 'A call and its answer.',
  'play.name.hypercall': '{{call}}, {{lines}}',
  'play.name.hypercallDear': '{{call}}, {{lines}}. {{warning}}',
  'play.hypercall.givesUp': 'Gives up {{stars}}',
  'play.hypercall.title': 'Hypercall table',
  'play.hypercall.room': '{{used}} of {{room}}',
  'play.hypercall.roomMeans':
    'Calls in the table, of those that there is room for. Choose another: it takes {{time}} to write, and the one marked “out” makes room at once. Shares are of the whole machine; the strips show the next seconds.',
  'play.hypercall.saves': 'saves {{share}}',
  'play.hypercall.costs': 'traps: {{share}}',
  'play.hypercall.instead': 'takes the place of {{call}}',
  'play.hypercall.leaves': 'out',
  'play.hypercall.traps': 'traps {{share}}',
  'play.hypercall.trapsMean':
    'What traps take of the machine just now. It drains when the table has the calls that are asked for.',
  'play.hypercall.unasked': 'nobody asks',
  'play.hypercall.turns': '{{share}}→{{later}} · {{time}}',
  'play.hypercall.turnsName': '{{said}}, {{later}} in {{time}}',
  'play.goal.lacks': 'no {{call}}',
  'play.hypercall.coming': 'ready in {{time}}',
  'play.hypercall.for': 'Asked for',
  'play.next.hypercall': 'in {{time}}: a call is ready',
  'play.stopped.hypercall': 'Stopped: a call is ready.',
  'event.hypercallReady': '{{call}} answers now.',
  'verb.hypercall.name': 'Enable',
  'verb.hypercall.means': 'Let ported kernels use this hypercall. Its code must be trusted.',
} as const;

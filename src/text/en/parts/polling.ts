/** Halt polling: looking for a while before sleeping. */
export const polling = {
  'play.mode.poll': 'polls',
  'play.doing.polls': 'polls',
  'play.poll.row': 'last halts',
  'play.poll.askedRow': 'asked',
  'play.poll.lineMeans':
    'A dot for each of its last halts: right of the start by how long it lasted. Coloured: as far as it polls. Green: woken while it polled. Red: it polled, and slept all the same. Grey: it slept, and waking took its time.',
  'play.poll.every': 'every {{time}}',
  'play.poll.soon': 'soon every {{time}}',
  'play.poll.askedMeans': 'How often it is asked for something. What comes next is told a little before.',
  'play.poll.vain': 'polls for nobody',
  'play.poll.vainAt': '{{rate}}: polls for nobody',
  'play.poll.vainMeans': 'It polls longer each time, and nobody has come in that time lately.',
  'play.name.poll': 'Halts of {{guest}}: {{found}} ended while it polled, {{missed}} did not',
  'play.poll.title': '{{guest}}: after a halt',
  'play.poll.what':
    'A halted guest is put to sleep, and waking it takes a trip through the scheduler. Or its processor polls for a while first: it looks whether somebody comes.',
  'play.poll.window': 'Polls for',
  'play.poll.found': 'Woken while it polled',
  'play.poll.missed': 'Slept',
  'play.poll.wasted': 'Polled for nobody',
  'play.poll.last': 'Its last halt',
  'play.price.trip': 'To sleep and be woken',
  'event.pollGave': '{{guest}} gives its processor to somebody.',
  'metric.polledForNobody.short': 'for nobody',
  'metric.polledForNobody.long': 'Polled for nobody',
  'metric.polledForNobody.means':
    'Of the processors’ time, what went into polling, by guests that then slept all the same.',
  'metric.pollsFound.short': 'woken polling',
  'metric.pollsFound.long': 'Woken while polling',
  'metric.pollsFound.means': 'Of all halts, those that ended while the guest still polled: they needed no trip.',
} as const;

/** Halt polling: looking for a while before sleeping. */
export const polling = {
  'play.mode.poll': 'looks',
  'play.doing.polls': 'looks for work',
  'play.poll.row': 'last halts',
  'play.poll.askedRow': 'asked',
  'play.poll.lineMeans':
    'A dot for each of its last halts: right of the start by how long it lasted. Coloured: as far as it looks. Green: woken while it looked. Red: it looked, and slept all the same. Grey: it slept, and waking took its time.',
  'play.poll.every': 'every {{time}}',
  'play.poll.soon': 'soon every {{time}}',
  'play.poll.askedMeans': 'How often it is asked for something. What comes next is told a little before.',
  'play.poll.vain': 'polls for nobody',
  'play.poll.vainMeans': 'It looks longer each time, and nobody has come in that time lately.',
  'play.name.poll': 'Halts of {{guest}}: {{found}} ended while it looked, {{missed}} did not',
  'play.poll.title': '{{guest}}: after a halt',
  'play.poll.what':
    'A halted guest is put to sleep, and waking it takes a trip through the scheduler. Or its processor looks for a while first.',
  'play.poll.window': 'Looks for',
  'play.poll.found': 'Woken while it looked',
  'play.poll.missed': 'Slept',
  'play.poll.wasted': 'Looked for nobody',
  'play.poll.last': 'Its last halt',
  'play.price.trip': 'To sleep and be woken',
  'event.pollGave': '{{guest}} gives its processor to somebody.',
  'metric.polledForNobody.short': 'for nobody',
  'metric.polledForNobody.long': 'Polled for nobody',
  'metric.polledForNobody.means':
    'Of the processors’ time, what went into looking, by guests that then slept all the same.',
  'metric.pollsFound.short': 'woken looking',
  'metric.pollsFound.long': 'Woken while looking',
  'metric.pollsFound.means': 'Of all halts, those that ended while the guest still looked: they needed no trip.',
} as const;

/** The latch. */
export const latch = {
  'audio.latched': 'Pop: a request is latched.',
  'audio.drained': 'Gulp: all requests are drained.',
  'event.latchDrained': 'Drained {{n}}, saved {{saved}}.',
  'play.button.drain': 'Drain',
  'play.next.latch': 'in {{time}}: the latch fills',
  'play.stopped.latch': 'Stopped: look at the latch.',
  'play.doing.served': 'waits in the latch',
  'play.name.latch': 'Latch, {{used}} of {{room}}',
  'play.asked': 'asked',
  'play.latch.count': '{{n}} waiting',
  'machine.latch': 'Latch: {{used}} of {{room}}',
  'machine.block.served': 'waiting for its latched request',
  'verb.drain.name': 'Drain',
  'verb.drain.means': 'Serve everything in the latch, on this processor.',
  'help.action.drain': 'Drain the latch',
} as const;

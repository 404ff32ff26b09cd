/** Interrupts that wait. */
export const interrupts = {
  'audio.interruptHeld': 'Ping: something waits.',
  'audio.interruptHitched': 'An interrupt rides along.',
  'event.interruptInjected': '{{guest}} left its work for an exit, and serves: {{line}}.',
  'play.next.interrupt': 'in {{time}}: interrupt for {{guest}}',
  'play.stopped.interrupt': 'Stopped: an interrupt for {{guest}}.',
  'play.name.interrupt': 'Inject the interrupt for {{guest}}: {{line}}',
  'play.name.interruptMerged': 'Inject the interrupt for {{guest}}: {{line}}, {{n}} in one',
  'play.name.interruptHeld': 'Inject the held interrupt for {{guest}}: {{line}}, {{n}} in one',
  'machine.line.disk': 'disk',
  'machine.line.nic': 'network',
  'machine.line.timer': 'timer',
  'machine.line.console': 'terminal',
  'machine.line.ipi': 'other vCPU',
  'play.bolt.does': 'Inject · {{cycles}}',
  'verb.inject.name': 'Inject',
  'verb.inject.means':
    'Stop the guest once, so that it hears this now. Else it hears it at its next exit, for nothing.',
  'help.action.inject': 'Inject the interrupt',
} as const;

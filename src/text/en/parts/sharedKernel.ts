/** The kernel that containers share. */
export const sharedKernel = {
  'audio.panic': 'A crack: a kernel panics.',
  'loss.panic': '{{guest}} gave up at {{at}}: {{other}}’s panic had made it start over.',
  'event.kernelPanicked_one': '{{guest}} brought the kernel down, and starts over.',
  'event.kernelPanicked_other': '{{guest}} brought the kernel down: {{count}} containers start over.',
  'event.ownKernelPanicked': '{{guest}}: its own kernel panicked. Only {{guest}} starts over.',
  'play.shared.name': '{{thing}}: {{supply}}, {{reading}}',
  'play.shared.enough': 'enough',
  // there is a queue, and nobody suffers from it most; somebody does; … but who takes most of it is limited
  'play.shared.busy': 'busy',
  'play.shared.short': 'short',
  'play.shared.eased': 'limited',
  // beside a tenant's name, while it waits for that and while its patience falls for it: nine letters, as on a phone
  'play.doing.lacks.runQueue': 'CPU wait',
  'play.doing.lacks.cache': 'no memory',
  'play.doing.lacks.locks': 'lock wait',
  'play.doing.lacks.disk': 'disk wait',
  'play.doing.lacks.limit': 'limited',
  'play.doing.frozen': 'frozen',
  'play.doing.fine': 'goes well',
  'machine.shared.fate': 'One panic ends them all.',
  'machine.shared.risky': '{{guest}} may panic and end them all.',
} as const;

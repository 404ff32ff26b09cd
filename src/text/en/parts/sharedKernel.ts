/** The kernel that containers share. */
export const sharedKernel = {
  'audio.panic': 'A crack: a kernel panics.',
  'event.kernelPanicked': '{{guest}} brought the kernel down.',
  'event.ownKernelPanicked': '{{guest}}: its own kernel panicked. Only {{guest}} starts over.',
  'play.shared.name': '{{thing}}: {{supply}}, {{reading}}',
  'play.shared.enough': 'enough for all',
  'play.shared.short': 'short',
  'machine.shared.fate': 'One panic ends them all.',
  'machine.shared.risky': '{{guest}} may panic and end them all.',
} as const;

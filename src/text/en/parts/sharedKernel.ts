/** The kernel that containers share. */
export const sharedKernel = {
  'audio.panic': 'A crack: a kernel panics.',
  'event.kernelPanicked': '{{guest}} brought the kernel down.',
  'event.ownKernelPanicked': '{{guest}}: its own kernel panicked. Only {{guest}} starts over.',
  'play.shared.name': '{{thing}}: {{reading}}',
  'play.tip.meters': 'Its use of processors, page cache and kernel locks. The mark: a fair share.',
  'machine.shared.fate': 'One panic ends them all.',
} as const;

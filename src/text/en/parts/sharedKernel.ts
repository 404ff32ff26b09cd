/** The kernel that containers share. */
export const sharedKernel = {
  'audio.panic': 'A crack: the kernel panics.',
  'event.kernelPanicked': '{{guest}} brought the kernel down.',
  'play.shared.name': '{{thing}}: {{reading}}',
  'play.tip.meters': 'Its use of processors, page cache and kernel locks. The mark: a fair share.',
  'machine.shared.fate': 'One panic ends them all.',
} as const;

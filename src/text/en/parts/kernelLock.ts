/** The locks of a shared kernel. */
export const kernelLock = {
  'play.shared.kernelLocks': '{{busy}} held',
  'play.tip.shared.kernelLocks': 'One at a time: others spin at the door. A call limit slows whoever calls most.',
  'play.inspect.kernelLocks': 'Held {{busy}} of the time. Others spin meanwhile.',
  'machine.shared.kernelLocks': 'Kernel locks',
} as const;

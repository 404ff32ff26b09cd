/** The locks of a shared kernel. */
export const kernelLock = {
  'play.shared.kernelLocks': '{{busy}} held',
  'play.inspect.kernelLocks': 'Held {{busy}} of the time. Others spin meanwhile.',
  'machine.shared.kernelLocks': 'Kernel locks',
  'machine.shared.locksBusy': '{{rate}} waiting',
} as const;

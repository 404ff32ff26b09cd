/** Hypercalls on their way. */
export const hypercalls = {
  'audio.hypercall': 'A call and its answer.',
} as const;

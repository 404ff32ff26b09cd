/** The run queue of a shared kernel. */
export const runQueue = {
  'play.tip.shared.runQueue': 'More want a processor than there are. Give weight to whoever must not wait.',
  'play.inspect.runQueue_one': '{{count}} task waits. Weights divide what more than one wants.',
  'play.inspect.runQueue_other': '{{count}} tasks wait. Weights divide what more than one wants.',
  'machine.shared.runQueue': 'Run queue',
  'machine.shared.healthy': 'healthy',
  'machine.shared.runQueueWaits_one': '{{count}} waits',
  'machine.shared.runQueueWaits_other': '{{count}} wait',
} as const;

/** The disk under a shared kernel. */
export const diskQueue = {
  'play.shared.reads_one': '{{count}} waits to read',
  'play.shared.reads_other': '{{count}} wait to read',
  'play.tip.shared.diskQueue': 'What the cache does not have is read here. The bar: whose reads they are.',
  'play.inspect.diskQueue': 'It serves {{n}} reads at a time; the others wait in line.',
} as const;

/** Walks through page tables, and the memory that they are for. */
export const tlb = {
  'play.walk.steps_one': '{{count}} step',
  'play.walk.steps_other': '{{count}} steps',
  'play.walk.usesMb': 'uses {{n}} MB',
  'play.walk.usesKb': 'uses {{n}} kB',
  'play.walk.idle': 'uses little',
  'play.walk.usesMeans': 'Memory that it uses all over now. Large pages help as far as they hold it.',
  'play.walk.nestedMeans':
    'Of one miss: each level of the guest’s tables (below) is an address that the host’s tables (above it) have to tell first.',
  'play.walk.shadowMeans':
    'Of one miss: nobody walks the guest’s tables (left). Whatever changes in them is copied to the shadow.',
} as const;

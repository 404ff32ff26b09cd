/** The page cache of a shared kernel. */
export const pageCache = {
  'play.shared.pageCache': '{{rate}} missed',
  'play.inspect.pageCache': '{{rate}} of lookups miss, and go to the disk.',
  'machine.shared.pageCache': 'Page cache',
  'machine.shared.cacheFull': '{{used}} of {{all}}, misses {{rate}}',
} as const;

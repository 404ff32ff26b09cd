/** The page cache of a shared kernel. */
export const pageCache = {
  'play.shared.pageCache': '{{rate}} missed',
  'play.inspect.pageCache': '{{rate}} of lookups miss, and go to the disk.',
  'play.inspect.misses': '{{guest}} misses',
  'play.inspect.ownMisses': '{{rate}}, its own doing',
  'play.inspect.pushed': '{{rate}}, by {{guest}}',
  'machine.shared.pageCache': 'Page cache',
  'machine.shared.cacheFull': '{{used}} of {{all}}, misses {{rate}}',
} as const;

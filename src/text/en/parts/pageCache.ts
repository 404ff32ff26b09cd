/** The page cache of a shared kernel. */
export const pageCache = {
  'play.shared.pageCache': '{{rate}} missed',
  'play.shared.missesEach': 'of what each reads',
  'play.tip.shared.pageCache': 'Whoever reads much pushes others out. A memory cap holds it to its own pages.',
  'play.inspect.pageCache': '{{rate}} of lookups miss, and go to the disk.',
  'play.inspect.misses': '{{guest}} misses',
  'play.inspect.ownMisses': '{{rate}}, its own doing',
  'play.inspect.pushed': '{{rate}}, by {{guest}}',
  'machine.shared.pageCache': 'Page cache',
} as const;

/** The toy's words. */
export const bell = {
  'verb.ring.name': 'Ring',
  'verb.ring.means': 'Ring the bell.',
  'play.name.bell': 'Bell',
  'event.bellRang': 'The bell rang.',
} as const;

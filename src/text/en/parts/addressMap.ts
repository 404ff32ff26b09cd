/** The address map. */
export const addressMap = {
  'play.map.means': 'Each program sees its own part, as if it were all. Only the machine may change the map.',
  'play.map.bounced': '{{guest}} reached for the map and was thrown out. An operating system needs more than memory.',
  'event.mapRefused': '{{guest}} reached for the map, and is thrown out.',
} as const;

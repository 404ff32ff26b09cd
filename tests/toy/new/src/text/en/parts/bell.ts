/** The bell. */
export const bell = {
  'verb.ring.name': 'Ring',
  'verb.ring.means': 'Ring for a guest, which answers at its next entry.',
  'help.action.ring': 'Ring the bell',
  'play.name.bell': 'Bell, rung {{n}} times',
  'play.bell': 'Bell',
  'event.bellRang': '{{guest}} was rung for.',
  'refusal.bellUnanswered': 'It has not answered yet.',
  'metric.rings.short': 'Rings',
  'metric.rings.long': 'times that the bell rang',
  'metric.rings.means': 'How often guests were rung for.',
} as const;

/** The table of hypercalls. */
export const hypercalls = {
  'audio.hypercall': 'A call and its answer.',
  'play.name.hypercall': '{{call}}, {{lines}}',
  'play.name.hypercallDear': '{{call}}, {{lines}}. {{warning}}',
  'play.hypercall.givesUp': 'Gives up {{stars}}',
  'play.hypercall.title': 'Hypercall table',
  'verb.hypercall.name': 'Enable',
  'verb.hypercall.means': 'Let ported kernels use this hypercall. Its code must be trusted.',
} as const;

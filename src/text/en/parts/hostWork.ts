/** The own work of a host that runs guests beside itself. */
export const hostWork = {
  'play.hostWork.title': 'Own work',
  'play.hostWork.group': 'When the host does its own work',
  'play.hostWork.last': 'last',
  'play.hostWork.first': 'first',
  'play.hostWork.lastMeans': 'Own work last: only when no guest wants the processor',
  'play.hostWork.firstMeans': 'Own work first: before any guest',
  'play.hostWork.waits': '{{n}} wait',
  'play.hostWork.asked': '{{n}} asked',
  'play.hostWork.oldest': '{{time}} of {{soon}}',
  'play.hostWork.none': 'none waits',
  'play.hostWork.means':
    'Strips of the host’s own scans. Each has to be done within {{soon}}. Asked: strips that guests wait for.',
  'event.hostFirst': 'The host’s own work goes first.',
  'event.hostLast': 'The host’s own work goes last.',
} as const;

/** Devices. */
export const devices = {
  'play.doing.device': 'device',
  'play.name.device': '{{device}}, {{state}}',
  'play.device.idle': 'idle',
  'play.device.busy': 'busy',
  'play.device.queued': '{{n}} wait',
  'play.devices': 'Devices',
  'play.inspect.queue': 'Waiting',
  'machine.block.device': 'waiting for a device',
  'machine.device.disk': 'Disk',
  'machine.device.nic': 'Network',
  'machine.device.timer': 'Timer',
  'machine.device.console': 'Terminals',
  'machine.device.printer': 'Printer',
} as const;

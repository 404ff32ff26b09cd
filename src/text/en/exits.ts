/**
 * Exit reasons: `name` in lists, `short` in a narrow one, `asks` at a held exit, `happened` for the inspector.
 * The ids are those of the cost models in levels/costs/.
 */
export const exit = {
  'privileged.name': 'privileged instruction',
  'privileged.short': 'privileged',
  'privileged.asks': 'A privileged instruction. Who does it?',
  'privileged.happened': 'The guest’s kernel tried what only you may do.',
  'pageTable.name': 'page-table write',
  'pageTable.short': 'page table',
  'pageTable.asks': 'A page-table entry changed. Keep it in step?',
  'pageTable.happened': 'The guest changed a mapping that you shadow.',
  'fault.name': 'guest fault',
  'fault.short': 'guest fault',
  'fault.asks': 'A fault of its own. Whose business is it?',
  'fault.happened': 'The guest’s program faulted. Its kernel has a handler for that.',
  'ioRead.name': 'device read',
  'ioRead.short': 'device read',
  'ioRead.asks': 'Read the device: now, or with the next?',
  'ioRead.happened': 'The guest asked a device and needs the answer.',
  'ioWrite.name': 'device write',
  'ioWrite.short': 'device write',
  'ioWrite.asks': 'Write to the device: now, or with the next?',
  'ioWrite.happened': 'The guest told a device something. It need not wait for the end.',
  'hypercall.name': 'hypercall',
  'hypercall.short': 'hypercall',
  'hypercall.asks': 'A hypercall. Grant it?',
  'hypercall.happened': 'The guest’s kernel asked on purpose.',
  'interrupt.name': 'interrupt',
  'interrupt.short': 'interrupt',
  'interrupt.asks': 'An interrupt for a running guest: now, or at its next exit?',
  'interrupt.happened': 'A device is done and wants to be heard.',
} as const;

/**
 * Code that takes an exit: `name` on the bay, `does` under it. `hc.…` are hypercalls; `for` is what a guest does that they
 * are for, whether it asks for it or not.
 */
export const handler = {
  'emulator.name': 'Emulate',
  'emulator.does': 'Do it for the guest, to its virtual processor.',
  'shadowPager.name': 'Shadow',
  'shadowPager.does': 'Check the new mapping and copy it to the real table.',
  'reflect.name': 'Reflect',
  'reflect.does': 'Hand the fault to the guest’s own kernel.',
  'deviceModel.name': 'Serve now',
  'deviceModel.does': 'Run the device model at once.',
  'latch.name': 'Latch',
  'latch.does': 'Note it down and go on. Serve it later, with others.',
  'hold.name': 'Latch',
  'hold.does': 'Note it down. The reader sleeps; ask the disk later, with others.',
  'park.name': 'Park',
  'park.does': 'Take the vCPU off, undecided. Its processor runs another.',
  'hc.pageTable.name': 'Paging call',
  'hc.pageTable.does': 'Many page-table updates in one request. Without it each of them traps.',
  'hc.pageTable.for': 'page tables and faults',
  'hc.switch.name': 'Switch call',
  'hc.switch.does': 'New address space and stack in one request.',
  'hc.switch.for': 'process switches',
  'hc.timer.name': 'Timer call',
  'hc.timer.does': 'Ask for the next tick instead of programming a chip.',
  'hc.timer.for': 'timers',
  'hc.notify.name': 'Notify call',
  'hc.notify.does': 'Tell the other side that the ring has work.',
  'hc.notify.for': 'disks and packets',
} as const;

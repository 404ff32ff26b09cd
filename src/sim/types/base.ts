/** The vocabulary itself: numbers, categories, operations, components and methods. */

export type Int = number;
export type Cycles = Int;
export type Bp = Int;
export type Id = string;

export const NEVER: Cycles = Number.MAX_SAFE_INTEGER;
/** "nobody", "no path", "not on a pCPU": every index field uses it */
export const NONE = -1;

/** The life cycle of a vCPU. */
export const STATES = ['ready', 'running', 'exited', 'blocked', 'dead'] as const;
export type State = (typeof STATES)[number];

/** How a run stands. */
const STATUSES = ['running', 'over', 'lost', 'budget'] as const;
export type Status = (typeof STATUSES)[number];

/** Where a cycle of a pCPU can go. Useful work is the first two. New ones come last, so that old runs keep their fingerprints. */
export const CATEGORIES = [
  'guestUser',
  'guestKernel',
  'exitEntry',
  'emulation',
  'translation',
  'shadowPaging',
  'hypercall',
  'backend',
  'innerHypervisor',
  'memory',
  'hostOs',
  'boot',
  'switch',
  'warmUp',
  'contention',
  'polling',
  'decision',
  'idle',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** What a machine's devices, and the cards that guests believe in, can be. */
export const DEVICE_KINDS = ['disk', 'nic', 'timer', 'console', 'printer'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** What a guest can do besides running plain instructions. New ones come last. */
export const OPS = [
  'syscall',
  'callReturn',
  'exception',
  'interruptReturn',
  'contextSwitch',
  /** a page-table entry written with the value it had */
  'ptWrite',
  /** not present → present */
  'ptMap',
  /** present → not present */
  'ptUnmap',
  'pageFault',
  /** a page of the page cache is read */
  'touch',
  'tlbMiss',
  'tlbFlush',
  'irqMask',
  'identify',
  'readClock',
  'msrWrite',
  'portIn',
  'portOut',
  'mmio',
  'blockRead',
  'blockWrite',
  'packetOut',
  'packetIn',
  'eoi',
  'setTimer',
  'ipi',
  'halt',
  'lock',
  'unlock',
  'boot',
  'panic',
  'attack',
  /** a block of the kernel's own code runs: plain instructions, up to one that leads elsewhere */
  'kernelCode',
  /** … one that stores to memory, perhaps to a page table */
  'store',
  /** … one that restores the flags, the interrupt flag among them */
  'popFlags',
  /** … one that reads what the kernel has set up of the machine: tables, status, its own ring */
  'readState',
  /** memory is used here and there, at so many pages: each is known to the TLB, or has to be looked up */
  'access',
  /** a record goes to the printer; a row of them is a job, which has the printer to itself */
  'print',
  /** the map by which programs see memory is loaded anew, as an operating system does for each of its own */
  'setMap',
] as const;
export type Op = (typeof OPS)[number];

export const COMPONENTS = ['cpu', 'memory', 'device', 'irq', 'platform'] as const;
export type Component = (typeof COMPONENTS)[number];

/** The component of a virtual machine that decides how an operation is carried out. */
export const COMPONENT_OF: Readonly<Record<Op, Component>> = {
  syscall: 'cpu',
  callReturn: 'cpu',
  exception: 'cpu',
  interruptReturn: 'cpu',
  contextSwitch: 'memory',
  ptWrite: 'memory',
  ptMap: 'memory',
  ptUnmap: 'memory',
  pageFault: 'memory',
  touch: 'memory',
  tlbMiss: 'memory',
  tlbFlush: 'memory',
  irqMask: 'irq',
  identify: 'cpu',
  readClock: 'cpu',
  msrWrite: 'cpu',
  portIn: 'device',
  portOut: 'device',
  mmio: 'device',
  blockRead: 'device',
  blockWrite: 'device',
  packetOut: 'device',
  packetIn: 'device',
  eoi: 'irq',
  setTimer: 'platform',
  ipi: 'irq',
  halt: 'platform',
  lock: 'cpu',
  unlock: 'cpu',
  boot: 'platform',
  panic: 'platform',
  attack: 'cpu',
  kernelCode: 'cpu',
  store: 'memory',
  popFlags: 'irq',
  readState: 'cpu',
  access: 'memory',
  print: 'device',
  setMap: 'memory',
};

export const METHODS = [
  'native',
  'shared',
  'sandbox',
  'interpreted',
  'trap',
  'translated',
  'paravirt',
  'hardware1',
  'hardware2',
  'shadow',
  'nestedPaging',
  'inKernel',
  'userSpace',
  'assigned',
  'posted',
  'inner',
  /** translated block by block, as they are met, into a cache with little room */
  'cached',
  /** the guest's programs run on the pCPU as they are, and its kernel is interpreted */
  'hybrid',
  /** by traps, except where sensitive instructions run in silence: those block by block, as somebody decides */
  'leaky',
  /** requests go into a ring that the guest shares with the domain that has the drivers */
  'ring',
  /** by models of cards, each in the monitor or in user space, as somebody decides */
  'emulated',
  /** a map between each program and the machine: it sees its own part of memory and nothing else, and may not touch the map */
  'mapped',
  /** program and kernel are one, in a machine of its own: what would be a call into the kernel is a call of a function */
  'linked',
] as const;
export type Method = (typeof METHODS)[number];

/**
 * The walls between a tenant's program and what all tenants of a machine rest on, from the inside: a kernel of its own, the
 * monitor of a machine of its own, the host's kernel. A mode has some of them; each is one more thing to break.
 */
export const WALLS = ['kernel', 'monitor', 'host'] as const;
export type Wall = (typeof WALLS)[number];

/** A technique: one method per component. HVM, PVH, container … are named rows of data. */
export type Mode = Readonly<Record<Component, Method>>;

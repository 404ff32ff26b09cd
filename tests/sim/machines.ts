/** The machines on which whole guests have been measured, and what they can do there: what random worlds are made of. */
import { readFileSync } from 'node:fs';
import type { CostModel, Device, Id, Kernel, Op, Path, Rule, Service } from '../../src/sim/index.ts';

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../levels/${path}`, import.meta.url), 'utf8'));
const SHIPPED = ['p4-2005', 'xeon-2003', 'xeon-2013'].map((id) => read(`costs/${id}.json`) as CostModel);

const [PENTIUM_4] = SHIPPED as [CostModel, ...CostModel[]];

/** Room for few, so that it is full now and then; the guest then waits until it has been emptied. */
const intoRing = (id: Id): Path[] => [
  {
    when: [{ is: 'ring.full', arg: id }],
    steps: [
      { run: 'pv.crossing', as: 'hypercall' },
      { effect: 'ring.tell', arg: id },
      { wait: 'served' },
      { effect: 'ring.put', arg: id },
    ],
  },
  {
    when: [{ is: 'ring.fills', arg: id }],
    steps: [
      { run: 'latch', as: 'guestKernel' },
      { effect: 'ring.put', arg: id },
      { run: 'pv.crossing', as: 'hypercall' },
      { effect: 'ring.tell', arg: id },
    ],
  },
  {
    steps: [
      { run: 'latch', as: 'guestKernel' },
      { effect: 'ring.put', arg: id },
    ],
  },
];

/**
 * The Pentium 4 at a clock that divides into no other, with work that others do: its guests' reads are served by a
 * backend, their packets lie in a ring that it empties, and their page tables are written in batches. What comes to them
 * lies in rings of their own, and their mappings are calls that each gathers for itself: both are told of by their paths.
 */
export const BACKENDS: CostModel = {
  ...PENTIUM_4,
  id: 'p4-backends',
  hz: 1_700_000_021,
  native: { ...PENTIUM_4.native, packetIn: 'latch' },
  // restarts take longer on a board, and a kernel has to know what it is asked
  modes: Object.fromEntries(
    Object.entries(PENTIUM_4.modes).map(([id, mode]) => [
      id,
      id === 'paravirtual' ? { ...mode, knows: ['events'], board: 'pv.crossing' } : { ...mode, board: 'vtx.exit' },
    ]),
  ),
  paths: {
    ...PENTIUM_4.paths,
    ...Object.fromEntries(
      (['device.native', 'device.shared'] as const).map((id) => [
        id,
        { ...PENTIUM_4.paths[id], packetIn: [{ steps: [{ run: 'latch', as: 'guestKernel' as const }] }] },
      ]),
    ),
    'device.paravirt': {
      blockRead: [{ steps: [{ run: 'pv.crossing', as: 'hypercall' }, { call: 'backend' }] }],
      blockWrite: [
        {
          steps: [
            { run: 'pv.crossing', as: 'hypercall' },
            { call: 'backend', post: true },
          ],
        },
      ],
      packetOut: [
        {
          steps: [
            { run: 'latch', as: 'guestKernel' },
            { effect: 'queue.add', arg: 'ring' },
          ],
        },
      ],
      packetIn: intoRing('own'),
    },
    'memory.paravirt': {
      ...PENTIUM_4.paths['memory.paravirt'],
      ptWrite: [
        {
          steps: [
            { run: 'latch', as: 'guestKernel' },
            { effect: 'queue.add', arg: 'batch' },
          ],
        },
      ],
      ptMap: [intoRing('calls')[1] as Path, intoRing('calls')[2] as Path],
    },
  },
  queues: [
    { id: 'ring', room: 8, crossing: 'pv.crossing', body: 'latch', as: 'backend', drained: { service: 'domain' } },
    {
      id: 'own',
      per: 'guest',
      room: 6,
      crossing: 'pv.crossing',
      body: 'latch',
      as: 'backend',
      drained: { service: 'domain' },
    },
    {
      id: 'calls',
      per: 'guest',
      room: 16,
      crossing: 'pv.crossing',
      body: 'latch',
      as: 'hypercall',
      drained: 'full',
    },
    {
      id: 'batch',
      room: 4,
      crossing: 'pv.crossing',
      body: 'latch',
      as: 'hypercall',
      drained: 'full',
      window: 'vtx.exit',
    },
  ],
};

const XEON = read('costs/xeon-2012.json') as CostModel;
const ownCall = { syscall: [{ steps: [{ run: 'letter', as: 'guestKernel' as const }] }] };

/** The Xeon of 2012, whose guests talk to emulated cards until they are given a driver; system calls do not leave them. */
export const CARDS: CostModel = {
  ...XEON,
  id: 'xeon-cards',
  native: { ...XEON.native, syscall: 'letter' },
  paths: { ...XEON.paths, 'cpu.native': ownCall, 'cpu.hardware2': ownCall },
};

export const MODELS: readonly CostModel[] = [...SHIPPED, BACKENDS, CARDS];

/** Both can be containers: the hosts of these worlds have either kernel. */
export const KERNELS: Kernel[] = [
  { id: 'open', family: 'linux', closed: false, portLines: 2995, knows: ['events'] },
  { id: 'closed', family: 'windows', closed: true, portLines: 4620 },
];
export const FEATURES = ['vt-x', 'ept', 'kernel.linux', 'kernel.windows'];

export type Platform = {
  costs: Id;
  /** techniques for any kernel, and those that want one that can be changed */
  modes: readonly Id[];
  openModes: readonly Id[];
  /** techniques under which an applicant may be let in */
  admits: Id[];
  ops: readonly Op[];
  /** what a ported guest cannot do */
  refused: readonly Op[];
  rules: Rule[];
  devices: Device[];
  lockHold: Id | null;
  /** what others do for its guests */
  services?: Omit<Service, 'machine'>[];
};

const rule = (reason: Id, handler: Id): Rule => ({ reason, guest: '*', handler });

/** Traps, a latch, translation, the hardware of 2005 and ports, which a ported kernel has none of. */
export const PENTIUM: Platform = {
  costs: 'p4-2005',
  modes: ['native', 'interpreted', 'trapAndEmulate', 'binaryTranslation', 'hardwareAssisted1', 'container'],
  openModes: ['paravirtual'],
  admits: ['native', 'trapAndEmulate', 'container'],
  ops: [
    'syscall',
    'exception',
    'pageFault',
    'ptWrite',
    'ptMap',
    'readClock',
    'irqMask',
    'portOut',
    'portIn',
    'blockRead',
    'packetOut',
    'callReturn',
  ],
  refused: ['portIn', 'portOut'],
  rules: [
    rule('privileged', 'emulator'),
    rule('pageTable', 'shadowPager'),
    rule('fault', 'reflect'),
    rule('ioWrite', 'latch'),
    rule('ioRead', 'deviceModel'),
  ],
  devices: [{ id: 'disk', kind: 'disk', channels: 1, service: { kind: 'exponential', cost: 'disk.read' } }],
  lockHold: null,
};

/** Translation, and ports with their table of hypercalls. */
export const HYPERCALLS: Platform = {
  costs: 'xeon-2003',
  modes: ['native', 'binaryTranslation', 'container'],
  openModes: ['paravirtual', 'userMode'],
  admits: ['native', 'binaryTranslation', 'container'],
  ops: [
    'syscall',
    'exception',
    'contextSwitch',
    'pageFault',
    'ptWrite',
    'ptMap',
    'ptUnmap',
    'blockWrite',
    'packetOut',
    'setTimer',
    'callReturn',
  ],
  refused: [],
  rules: ['hc.pageTable', 'hc.switch', 'hc.timer', 'hc.notify'].map((handler) => rule('hypercall', handler)),
  devices: [],
  lockHold: null,
};

/** Containers on one kernel, with its lock, its page cache and a disk, beside machines with second-level paging. */
export const SHARED: Platform = {
  costs: 'xeon-2013',
  modes: ['native', 'container', 'containerHostNetwork', 'hardwareAssisted2', 'microVm'],
  openModes: [],
  admits: ['native', 'container', 'hardwareAssisted2'],
  ops: ['syscall', 'lock', 'touch', 'packetOut', 'packetIn', 'blockRead', 'blockWrite'],
  refused: [],
  rules: [],
  // a real disk takes longer than these runs last: this one is as fast as a page that is touched
  devices: [{ id: 'disk', kind: 'disk', channels: 2, service: { kind: 'exponential', cost: 'touch' } }],
  lockHold: 'lock.hold',
};

/** A backend that is a task of its own, one in a driver domain (the machine's first guest), and rings and batches. */
export const DOMAINS: Platform = {
  costs: 'p4-backends',
  modes: ['native', 'container'],
  openModes: ['paravirtual'],
  admits: ['native', 'container'],
  ops: [
    'syscall',
    'exception',
    'ptWrite',
    'ptMap',
    'irqMask',
    'blockRead',
    'blockWrite',
    'packetOut',
    'packetIn',
    'callReturn',
  ],
  refused: [],
  rules: [],
  devices: [],
  lockHold: null,
  services: [
    {
      id: 'backend',
      weight: 256,
      charged: 'served',
      steps: [{ run: 'drain.body', as: 'backend' }],
      own: { every: 150_000, steps: [{ run: 'drain.body', as: 'hostOs' }] },
    },
    { id: 'domain', weight: 256, charged: 'served', steps: [{ run: 'drain.body', as: 'backend' }], guest: 'first' },
  ],
};

/** Emulated cards and drivers, and halts that take a trip through the scheduler unless somebody polls. */
export const CLOSED: Platform = {
  costs: 'xeon-cards',
  modes: ['native', 'hardwareAssisted2'],
  openModes: [],
  admits: ['native', 'hardwareAssisted2'],
  ops: ['syscall', 'packetOut'],
  refused: [],
  rules: [],
  devices: [],
  lockHold: null,
};

export const PLATFORMS = [PENTIUM, HYPERCALLS, SHARED, DOMAINS, CLOSED];

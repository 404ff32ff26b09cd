/**
 * One sample of each kind of machine that the game has or will have, with guests on it at work: to be looked at
 * (`npm run shots -- --only bands`) and measured (tests/session/bandPictures.test.ts). What stands between guests and
 * hardware is worked out from their modes, as for a level.
 */
import { bandsOf, callsMonitor, carrierOf } from '../../src/session/bands.ts';
import type { GuestView, View } from '../../src/session/view-model.ts';
import type { Component, Machine, Method, Mode } from '../../src/sim/index.ts';
import { NONE } from '../../src/sim/types.ts';
import { BEAT, device, exit, guest, handler, kernel, part, pcpu, type Shown, tape, vcpu, view } from './builders.ts';

const all = (method: Method): Mode => ({
  cpu: method,
  memory: method,
  device: method,
  irq: method,
  platform: method,
});

/** As in the cost models. */
const MODES = {
  native: all('native'),
  interpreted: all('interpreted'),
  trap: { ...all('trap'), memory: 'shadow', device: 'userSpace' },
  translated: all('translated'),
  paravirt: all('paravirt'),
  first: all('hardware1'),
  second: { ...all('hardware2'), memory: 'nestedPaging', device: 'userSpace', irq: 'inKernel' },
  shared: all('shared'),
  inner: all('inner'),
} as const satisfies Record<string, Mode>;

const DEMANDS: readonly Component[] = ['cpu', 'memory', 'device', 'irq'];

type Tenant = { id: string; mode: keyof typeof MODES; serves?: boolean; under?: number; machine?: number };

const tenants = (mode: Tenant['mode'], ...ids: string[]): Tenant[] => ids.map((id) => ({ id, mode }));

type Site = {
  host?: Machine['host'];
  pcpus?: number;
  devices?: readonly ('disk' | 'nic' | 'timer')[];
  blocks?: number;
};

const NOW = 20 * BEAT;

/** What a guest has just been doing: not the same for all. */
const PASTS = [
  [
    ['ready', 2],
    ['warm', 0.6],
    ['useful', 6],
  ],
  [
    ['useful', 3],
    ['privileged', 0.5],
    ['useful', 2],
    ['ready', 3],
  ],
  [
    ['useful', 2],
    ['halted', 6],
  ],
] as const;

/** The first guest that is not on a pCPU yet gets the next one. */
function tenantViews(list: readonly Tenant[], sites: readonly Site[]): GuestView[] {
  const taken = sites.map(() => 0);
  const firstOf = sites.map((_, m) => sites.slice(0, m).reduce((sum, { pcpus = 2 }) => sum + pcpus, 0));
  return list.map(({ id, mode, serves = false, under = NONE, machine = 0 }, index) => {
    const n = taken[machine] ?? 0;
    const runs = n < (sites[machine]?.pcpus ?? 2) && !list.some((other) => other.under === index);
    if (runs) taken[machine] = n + 1;
    const carrier = under === NONE ? carrierOf(MODES[mode]) : 'inner';
    return guest(index, id, {
      machine,
      carrier,
      calls: callsMonitor(MODES[mode]),
      serves,
      under,
      mode,
      patience: (34 + index * 37) % 100,
      warned: (34 + index * 37) % 100 < 20,
      role: serves ? 'service' : index % 2 === 0 ? 'batch' : 'interactive',
      tape: tape(NOW, PASTS[index % PASTS.length] ?? []),
      vcpus: [
        vcpu(index, index, {
          state: runs ? 'running' : index % 3 === 2 ? 'blocked' : 'ready',
          block: !runs && index % 3 === 2 ? 'halt' : 'none',
          place: runs ? 'socket' : 'tower',
          pcpu: runs ? (firstOf[machine] ?? 0) + n : NONE,
        }),
      ],
    });
  });
}

function machines(list: readonly Tenant[], sites: readonly Site[]): View['machines'] {
  const isMine = ({ machine = 0 }: Tenant, m: number): boolean => machine === m;
  return sites.map(({ host = 'bare', blocks = 0 }, m) => ({
    id: `host-${m}`,
    blocks,
    bands: bandsOf({
      host,
      guests: list
        .filter((tenant) => isMine(tenant, m))
        .map(({ mode, serves = false, under = NONE }) => ({
          modes: [MODES[mode]],
          demands: DEMANDS,
          serves,
          nested: under !== NONE,
        })),
    }),
  }));
}

function sample(list: readonly Tenant[], sites: readonly Site[] = [{}], over: Parameters<typeof view>[0] = {}): View {
  const guests = tenantViews(list, sites);
  const owners = sites.flatMap(({ pcpus = 2 }, m) => Array.from({ length: pcpus }, () => m));
  return view({
    level: '01-host-and-guest',
    now: NOW,
    verbs: ['place', 'preempt', 'deck'],
    machines: machines(list, sites),
    guests,
    pcpus: owners.map((machine, index) => {
      const runner = guests.find(({ vcpus }) => vcpus.some((chip) => chip.pcpu === index));
      if (runner === undefined) return pcpu(index, { machine });
      const task = runner.vcpus[0]?.task ?? NONE;
      const work = { interval: 'burst', mode: 'guestUser', guest: runner.index, task } as const;
      return pcpu(index, { machine, ...work, since: NOW - BEAT, until: NOW + BEAT });
    }),
    ...over,
    parts: {
      devices: {
        all: sites.flatMap(({ devices = [] }, machine) =>
          devices.map((kind, i) =>
            device(kind, kind, { machine, busy: i === 0 ? 1 : 0, since: NOW - BEAT, until: NOW + BEAT }),
          ),
        ),
      },
      ...over.parts,
    },
  });
}

/** The guest on a pCPU raises an exit that somebody has to answer. */
function held(shown: View, on: number, reason: string): View {
  const runner = shown.guests.find(({ vcpus }) => vcpus.some((chip) => chip.pcpu === on));
  const chip = runner?.vcpus[0];
  const socket = shown.pcpus[on];
  if (runner === undefined || chip === undefined || socket === undefined) throw new Error(`nobody is on pCPU ${on}`);
  const raised = exit(chip.task, reason, { guest: runner.index, pcpu: on, at: NOW - 0.8 * BEAT });
  Object.assign(chip, { state: 'exited', place: 'band', exit: raised });
  Object.assign(socket, { interval: 'decision', mode: 'decision', since: NOW - 0.8 * BEAT });
  shown.parts.exits?.open.push(raised);
  return shown;
}

const CAUGHT = (): Parameters<typeof view>[0] => ({
  verbs: ['place', 'preempt', 'deck', 'route', 'park', 'rule', 'drain', 'inject'],
  parts: {
    exits: {
      reasons: ['privileged', 'pageTable', 'fault', 'ioWrite', 'ioRead'],
      wires: [
        { reason: 'privileged', handler: 'emulator', fired: 214, codeLines: 1689 },
        { reason: 'fault', handler: 'reflect', fired: 63, codeLines: 200 },
      ],
      handlers: [handler('emulator', ['privileged']), handler('reflect', ['fault'])],
    },
    latch: { room: 6, drainer: -1, draining: -1, requests: [{ guest: 2, reason: 'ioWrite', at: 0 }] },
  },
});

const FOUR = ['ledger', 'solver', 'press', 'desk'];
const names = (n: number): string[] => Array.from({ length: n }, (_, i) => `guest-${i}`);
const on = (machine: number, list: readonly Tenant[]): Tenant[] => list.map((tenant) => ({ ...tenant, machine }));

const shared = (holder: number, line: number[], risky: number): Shown => ({
  sharedKernel: { kernel: 'linux-3.11', risky: [risky], lacks: [] },
  pageCache: { pages: 8000, used: 7800, missRate: 3400, by: [], own: [] },
  kernelLock: { holder, waiting: line, busy: 900 },
  runQueue: { waiting: [3, 5, 2], mean: 28_000, pressure: 18_000 },
  limits: { names: ['weight', 'cap', 'pageCap'], idle: [], asked: [], due: [] },
});

export const BAND_SAMPLES = {
  native: () => sample(tenants('native', ...FOUR)),
  interpreter: () => {
    const shown = sample([...tenants('interpreted', 'sparc'), ...tenants('native', 'ledger', 'press', 'desk')]);
    Object.assign(shown.pcpus[0] ?? {}, { interval: 'step', mode: 'emulation' });
    return shown;
  },
  translator: () =>
    sample(tenants('translated', ...FOUR), [{ blocks: 24, devices: ['disk'] }], {
      verbs: ['place', 'preempt', 'deck', 'rule'],
      parts: {
        exits: {
          reasons: ['privileged', 'pageTable', 'fault'],
          wires: [{ reason: 'privileged', handler: 'emulator', fired: 214, codeLines: 1689 }],
        },
      },
    }),
  'translator-by-hand': () =>
    held(sample(tenants('translated', ...FOUR), [{ blocks: 64, devices: ['disk'] }], CAUGHT()), 0, 'fault'),
  trap: () => held(sample(tenants('trap', ...FOUR), [{ devices: ['disk', 'timer'] }], CAUGHT()), 1, 'ioRead'),
  paravirtual: () =>
    sample(tenants('paravirt', ...FOUR), [{ devices: ['disk'] }], {
      verbs: ['place', 'preempt', 'deck', 'port', 'restart'],
      parts: {
        porting: {
          kernels: [
            kernel('linux-2.4', [0, 1], { portLines: 2995, parts: [part('hc.pageTable', { state: 'written' })] }),
            kernel('netbsd-1.6', [2, 3], { portLines: 1392, parts: [part('hc.timer')] }),
          ],
          turns: [],
          room: null,
        },
      },
    }),
  hardware: () => sample(tenants('first', ...FOUR), [{ devices: ['disk'] }]),
  'driver-domain': () =>
    sample(
      [...tenants('paravirt', 'web', 'mail', 'build'), { id: 'dom0', mode: 'paravirt', serves: true }],
      [{ pcpus: 3, devices: ['disk', 'nic'] }],
    ),
  hosted: () =>
    sample(tenants('trap', 'ledger', 'solver', 'desk'), [{ host: 'hostOs', devices: ['disk', 'nic'] }], CAUGHT()),
  nested: () =>
    sample([
      { id: 'turtle', mode: 'second' },
      { id: 'web', mode: 'inner', under: 0 },
      { id: 'mail', mode: 'inner', under: 0 },
      ...tenants('second', 'ledger'),
    ]),
  containers: () =>
    sample(
      tenants('shared', 'web', 'api', 'queue', 'cache', 'nightly', 'db'),
      [{ host: 'sharedKernel', pcpus: 4, devices: ['disk'] }],
      { parts: shared(4, [1], 4), verbs: ['weight', 'cap', 'pageCap'] },
    ),
  'containers-and-machines': () =>
    sample(
      [...tenants('shared', 'web', 'api', 'queue', 'cache'), ...tenants('second', 'desk', 'crawler')],
      [{ host: 'sharedKernel', pcpus: 4, devices: ['disk'] }],
      { parts: shared(1, [], 2), verbs: ['weight', 'cap'] },
    ),
  'kernel-as-monitor': () => sample(tenants('second', ...FOUR), [{ host: 'hostOs', devices: ['disk', 'nic'] }]),
  'two-machines': () =>
    sample(
      [
        ...tenants('paravirt', 'web', 'mail'),
        { id: 'dom0', mode: 'paravirt', serves: true },
        ...on(1, tenants('first', 'ledger', 'desk')),
      ],
      [{ devices: ['disk'] }, { host: 'hostOs', devices: ['disk'] }],
    ),
  'two-machines-by-hand': () =>
    held(
      sample(
        [...tenants('trap', 'ledger', 'solver', 'press'), ...on(1, tenants('trap', 'web', 'mail', 'desk', 'build'))],
        [{ devices: ['disk'] }, { devices: ['disk', 'timer'] }],
        CAUGHT(),
      ),
      2,
      'ioRead',
    ),
  'three-machines': () =>
    sample(
      [
        ...tenants('second', 'web', 'mail', 'build'),
        ...on(1, tenants('shared', 'api', 'queue', 'cache', 'nightly', 'db')),
        ...on(2, tenants('translated', 'ledger', 'desk')),
      ],
      [{ devices: ['disk'] }, { host: 'sharedKernel', devices: ['disk'] }, { devices: ['nic'], blocks: 12 }],
    ),
  'four-machines': () =>
    sample(
      [0, 1, 2, 3].flatMap((machine) => on(machine, tenants('second', `web-${machine}`, `mail-${machine}`))),
      [{ devices: ['disk'] }, { devices: ['disk'] }, { devices: ['disk'] }, { devices: ['disk'] }],
    ),
  '10-guests': () =>
    held(sample(tenants('trap', ...names(10)), [{ pcpus: 4, devices: ['disk'] }], CAUGHT()), 2, 'fault'),
  '16-guests': () => sample(tenants('second', ...names(16)), [{ pcpus: 4, devices: ['disk'] }]),
  '64-guests': () => sample(tenants('trap', ...names(64)), [{ pcpus: 16, devices: ['disk'] }], CAUGHT()),
} as const satisfies Record<string, () => View>;

export type BandSample = keyof typeof BAND_SAMPLES;
export const BAND_SAMPLE_NAMES = Object.keys(BAND_SAMPLES) as BandSample[];

/**
 * Views of four levels, each at a moment that has everything on it: made by hand, so that the play screen can be tested
 * without a run. Numbers are plausible, not measured.
 */
import type {
  DeviceView,
  ExitView,
  GoalView,
  GuestView,
  PcpuView,
  VcpuView,
  View,
} from '../../../src/session/view-model.ts';
import { type Id, type Int, NONE } from '../../../src/sim/index.ts';
import * as made from '../../playfield/builders.ts';

const { handler, pcpu } = made;

/** The only vCPU of a guest. */
export const vcpu = (guest: Int, part: Partial<VcpuView> = {}): VcpuView => made.vcpu(guest, guest, part);

export const guest = (index: Int, id: Id, part: Partial<GuestView> = {}): GuestView =>
  made.guest(index, id, {
    kernel: 'linux-2.4',
    mood: 'drain',
    share: { cpu: 1700, useful: 4200, cache: 1500, missing: 300, locks: 400, calls: 0, fairCpu: 2500 },
    limits: { weight: 256, cap: 0, pageCap: 0, callLimit: 0, freeze: 0 },
    ...part,
  });

/** A guest on a pCPU: both halves of the same fact. */
export function running(view: View, index: Int, on: Int, part: Partial<PcpuView> = {}): void {
  const who = view.guests[index];
  const chip = who?.vcpus[0];
  if (who === undefined || chip === undefined) throw new Error(`no guest ${index}`);
  Object.assign(chip, { state: 'running', pcpu: on, place: 'socket' });
  view.pcpus[on] = pcpu(on, { interval: 'burst', mode: 'guestUser', guest: index, task: chip.task, ...part });
}

/** A guest held on its pCPU by an exit that nobody has decided. */
export function held(view: View, index: Int, on: Int, reason: Id, part: Partial<ExitView> = {}): ExitView {
  running(view, index, on, { interval: 'decision', mode: 'decision', since: view.now - 7200 });
  const chip = view.guests[index]?.vcpus[0];
  if (chip === undefined) throw new Error(`no guest ${index}`);
  const exit = made.exit(chip.task, reason, {
    guest: index,
    n: 3,
    at: view.now - 7200,
    pcpu: on,
    lasts: 60_000,
    ...part,
  });
  Object.assign(chip, { state: 'exited', place: exit.pcpu === NONE ? 'tower' : 'band', pcpu: exit.pcpu, exit });
  if (exit.pcpu === NONE) view.pcpus[on] = pcpu(on);
  view.parts.exits?.open.push(exit);
  return exit;
}

const goal = (id: Id, star: 1 | 2 | 3, metric: Id, part: Partial<GoalView>): GoalView => ({
  id,
  star,
  metric,
  of: null,
  guest: NONE,
  unit: 'count',
  value: 0,
  target: 2,
  atMost: true,
  met: true,
  samples: 40,
  minSamples: 4,
  fill: 0,
  tick: 0,
  ...part,
});

const device = (id: Id, kind: DeviceView['kind'], busy: Int, line = 0): DeviceView =>
  made.device(id, kind, { busy, line, until: 9000 });

/** The middle of a run that has not been decided. */
const view = (part: Parameters<typeof made.view>[0]): View =>
  made.view({
    now: 180_000,
    length: 456_000,
    verbs: ['place', 'preempt', 'deck'],
    pcpus: [pcpu(0), pcpu(1)],
    goals: [
      goal('alive', 1, 'reboots', {}),
      goal('useful', 2, 'usefulShare', { unit: 'bp', value: 6340, target: 6200, atMost: false }),
      goal('request', 3, 'requestP95', { unit: 'ns', value: 14_200, target: 13_000, met: false }),
    ],
    stars: 2,
    usefulShare: 6340,
    trustedLines: 4216,
    next: { kind: 'exit', at: 183_000, guest: 0, reason: 'ioRead' },
    ...part,
  });

export function hostAndGuest(): View {
  const shown = view({
    level: '01-host-and-guest',
    machines: [made.bareMachine()],
    hz: 2_400_000_000,
    playSecondNs: 2000,
    guests: [
      guest(0, 'ledger', { patience: 86 }),
      guest(1, 'terminals', { patience: 44, role: 'interactive' }),
      guest(2, 'research', { patience: 51 }),
      guest(3, 'press', { patience: 19, warned: true, role: 'interactive' }),
    ],
    goals: [
      goal('alive', 1, 'reboots', { target: 0 }),
      goal('wake', 2, 'wakeToRunP90', { unit: 'ns', value: 11_200, target: 14_000 }),
      goal('useful2', 2, 'usefulShare', { unit: 'bp', value: 6340, target: 6000, atMost: false }),
      goal('wake3', 3, 'wakeToRunP90', { unit: 'ns', value: 11_200, target: 10_000, met: false }),
      goal('useful3', 3, 'usefulShare', { unit: 'bp', value: 6340, target: 7000, atMost: false, met: false }),
    ],
  });
  running(shown, 0, 0);
  running(shown, 2, 1, { interval: 'switch', mode: 'switch' });
  Object.assign(shown.guests[1]?.vcpus[0] ?? {}, { state: 'blocked', block: 'halt' });
  Object.assign(shown.guests[3]?.vcpus[0] ?? {}, { since: 168_000, deckOf: 0 });
  Object.assign(shown.pcpus[0] ?? {}, { deck: 3 });
  return shown;
}

export function trapAndEmulate(): View {
  const shown = view({
    level: '04-trap-and-emulate',
    verbs: ['place', 'preempt', 'deck', 'route', 'park', 'rule', 'drain', 'inject', 'dispatcher'],
    guests: [
      guest(0, 'ledger', { patience: 86 }),
      guest(1, 'solver', { patience: 51 }),
      guest(2, 'press', {
        patience: 19,
        warned: true,
        latched: [
          { reason: 'ioWrite', at: 0 },
          { reason: 'ioWrite', at: 0 },
        ],
      }),
      guest(3, 'terminals', {
        patience: 44,
        role: 'interactive',
        irqs: [{ line: 'console', at: 170_000, n: 2, held: false, helps: false }],
      }),
    ],
    parts: {
      exits: {
        handlers: [
          handler('emulator', ['privileged']),
          handler('reflect', ['fault'], { tier: 'guest' }),
          handler('deviceModel', ['ioRead', 'ioWrite'], { concurrency: 1, tier: 'userSpace' }),
          handler('latch', ['ioWrite', 'ioRead']),
        ],
        reasons: ['privileged', 'fault', 'ioWrite', 'ioRead'],
        wires: [
          { reason: 'privileged', handler: 'emulator', fired: 214, codeLines: 1689 },
          { reason: 'fault', handler: 'reflect', fired: 63, codeLines: 200 },
        ],
        offer: { reason: 'ioWrite', handler: 'deviceModel' },
        rows: [],
      },
      devices: { all: [device('disk', 'disk', 1), device('console', 'console', 0), device('timer', 'timer', 1, 2)] },
      latch: {
        room: 6,
        drainer: -1,
        draining: -1,
        requests: [
          { guest: 2, reason: 'ioWrite', at: 0 },
          { guest: 2, reason: 'ioWrite', at: 0 },
        ],
      },
    },
  });
  running(shown, 0, 0);
  held(shown, 2, 1, 'ioRead');
  Object.assign(shown.guests[1]?.vcpus[0] ?? {}, { since: 168_200, deckOf: 1 });
  Object.assign(shown.guests[3]?.vcpus[0] ?? {}, { state: 'blocked', block: 'halt' });
  Object.assign(shown.pcpus[1] ?? {}, { deck: 1 });
  return shown;
}

export function hypercalls(): View {
  const profile = (switches: Int, tables: Int) => [
    { reason: 'hc.pageTable', perMcycle: tables, cycles: tables * 40 },
    { reason: 'hc.switch', perMcycle: switches, cycles: switches * 30 },
    { reason: 'syscall', perMcycle: 4, cycles: 120 },
  ];
  const shown = view({
    level: '08-hypercalls',
    hz: 2_400_000_000,
    playSecondNs: 10_000,
    verbs: ['place', 'preempt', 'deck', 'port', 'restart'],
    guests: [
      guest(0, 'build', { profile: profile(20, 60) }),
      guest(1, 'web', { profile: profile(40, 20), patience: 61 }),
      guest(2, 'solver', { profile: profile(3, 1), kernel: 'linux-2.2' }),
      guest(3, 'mail', { profile: profile(25, 12), kernel: 'netbsd-1.6', patience: 38 }),
      guest(4, 'desk', { profile: profile(30, 30), kernel: 'windows-xp', closed: true }),
    ],
    parts: {
      porting: {
        kernels: [
          made.kernel('linux-2.4', [0, 1], {
            portLines: 2995,
            long: profile(30, 40),
            parts: [made.part('hc.pageTable'), made.part('hc.switch')],
          }),
          made.kernel('linux-2.2', [2], { parts: [made.part('hc.switch', { state: 'inHand', place: 1 })] }),
          made.kernel('netbsd-1.6', [3], {
            parts: [made.part('hc.switch', { state: 'written' })],
            restarts: [{ guest: 3, calls: ['hc.switch'], gains: 300, pays: 100_000, loses: 0 }],
          }),
          made.kernel('windows-xp', [4], { closed: true, portLines: 4620 }),
        ],
        turns: [],
        room: null,
      },
    },
  });
  running(shown, 0, 0);
  running(shown, 1, 1, { interval: 'step', mode: 'shadowPaging' });
  return shown;
}

export function containers(): View {
  const names = ['web', 'api', 'queue', 'cache', 'nightly', 'db'];
  const shown = view({
    level: '14-containers',
    machines: [made.machine('sharedKernel')],
    hz: 2_400_000_000,
    playSecondNs: 10_000_000,
    now: 1_200_000_000,
    length: 2_640_000_000,
    verbs: ['weight', 'cap', 'pageCap', 'callLimit', 'admit'],
    guests: [
      ...names.map((id, index) =>
        guest(index, id, {
          role: index === 2 || index === 4 ? 'batch' : 'service',
          patience: [91, 48, 75, 22, 88, 31][index] ?? 50,
        }),
      ),
      guest(6, 'desk', {
        role: 'applicant',
        stage: 'asking',
        kernel: 'windows-xp',
        closed: true,
        vcpus: [vcpu(6, { state: 'blocked', block: 'absent' })],
        asks: { stay: 57_600_000, risk: 156_000_000, until: 1_296_000_000 },
      }),
    ].map(made.contained),
    pcpus: [0, 1, 2, 3].map((index) => pcpu(index)),
    next: { kind: 'applicant', at: 1_228_800_000, guest: 6, reason: '' },
    parts: {
      limits: { names: ['weight', 'cap', 'pageCap', 'callLimit', 'freeze'], idle: [], asked: [], due: [] },
      admission: {
        ways: [
          { mode: 'container', shares: true, start: 24_000_000 },
          { mode: 'hardwareAssisted2', shares: false, start: 96_000_000 },
        ],
        wishes: [],
        byEnd: 0,
      },
      sharedKernel: { kernel: 'linux-3.10', risky: [], lacks: [] },
      pageCache: { pages: 2048, used: 2048, missRate: 2300, by: [], own: [] },
      kernelLock: { holder: 1, waiting: [2], busy: 300 },
      runQueue: { waiting: [], mean: 0, pressure: 8000 },
      episodes: { now: [{ guest: 4, kind: 'cacheFlood', since: 1_100_000_000, until: 1_400_000_000 }] },
    },
  });
  for (const index of [0, 1, 2, 3]) running(shown, [0, 1, 5, 2][index] ?? 0, index);
  return shown;
}

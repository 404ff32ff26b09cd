/** Pictures to look at, measure and test with. `seconds` of play. */
import type { GuestView, VcpuView, View } from '../../src/session/view-model.ts';
import { NONE } from '../../src/sim/types.ts';
import { BEAT, bareMachine, contained, device, exit, guest, machine, pcpu, tape, vcpu, view } from './builders.ts';

import { hypercalls, trapAndEmulate } from './fixturesExits.ts';

/** Level 1: two pCPUs, four guests, one of them switching in with a cold cache. */
export function hostAndGuest(seconds: number): View {
  const now = seconds * BEAT;
  const switching = seconds % 6;
  return view({
    level: '01-host-and-guest',
    machines: [bareMachine()],
    now,
    verbs: ['place', 'preempt', 'deck'],
    guests: [
      guest(0, 'ledger', {
        patience: 86,
        vcpus: [vcpu(0, 0, { state: 'running', place: 'socket', pcpu: 0 })],
        tape: tape(now, [
          ['ready', 2],
          ['warm', 0.6],
          ['useful', 6],
        ]),
      }),
      guest(1, 'terminals', {
        patience: 47,
        role: 'interactive',
        vcpus: [vcpu(1, 1, { state: 'ready', deckOf: 0 })],
        tape: tape(now, [
          ['useful', 2],
          ['halted', 4],
          ['ready', 3],
        ]),
      }),
      guest(2, 'research', {
        patience: 24,
        mood: 'drain',
        warned: true,
        vcpus: [
          vcpu(2, 2, {
            state: 'running',
            place: 'socket',
            pcpu: 1,
            frost: switching < 0.8 ? 9000 : Math.max(0, 9000 - switching * 3000),
          }),
        ],
        tape: tape(now, [
          ['useful', 3],
          ['ready', 7],
          ['warm', 0.8],
        ]),
      }),
      guest(3, 'press', {
        patience: 62,
        role: 'interactive',
        vcpus: [vcpu(3, 3, { state: 'blocked', block: 'halt' })],
        tape: tape(now, [
          ['ready', 1],
          ['useful', 4],
          ['halted', 5],
        ]),
      }),
    ],
    pcpus: [
      pcpu(0, {
        interval: 'burst',
        mode: 'guestUser',
        guest: 0,
        task: 0,
        deck: 1,
        since: now - BEAT,
        until: now + BEAT,
      }),
      pcpu(1, {
        interval: switching < 0.8 ? 'switch' : 'warm',
        mode: switching < 0.8 ? 'switch' : 'warmUp',
        guest: 2,
        task: 2,
        since: now - switching * BEAT,
        until: now + (0.8 - switching) * BEAT,
      }),
    ],
  });
}

/** Level 14: nightly floods the page cache; a Windows guest stands outside. */
export function containers(seconds: number): View {
  const now = seconds * BEAT;
  const share = (cpu: number, cache: number, missing: number, locks: number): GuestView['share'] => ({
    cpu,
    useful: cpu,
    cache,
    missing,
    locks,
    calls: 0,
    fairCpu: 1666,
  });
  const on = (task: number, socket: number): VcpuView[] => [
    vcpu(task, task, { state: 'running', place: 'socket', pcpu: socket }),
  ];
  return view({
    level: '14-containers',
    machines: [machine('sharedKernel')],
    now,
    verbs: ['weight', 'cap', 'pageCap', 'callLimit', 'admit'],
    guests: [
      guest(0, 'web', {
        badge: 'circle',
        role: 'service',
        patience: 91,
        vcpus: on(0, 0),
        share: share(1900, 1100, 300, 200),
      }),
      guest(1, 'api', {
        badge: 'hexagon',
        role: 'service',
        patience: 48,
        vcpus: on(1, 1),
        share: share(1500, 900, 1400, 200),
      }),
      guest(2, 'queue', {
        badge: 'triangle',
        patience: 75,
        vcpus: on(2, 3),
        share: share(1300, 800, 600, 100),
        limits: { weight: 100, cap: 2500, pageCap: 0, callLimit: 0, freeze: 0 },
      }),
      guest(3, 'cache', {
        badge: 'square',
        role: 'service',
        patience: 22,
        warned: true,
        mood: 'drain',
        share: share(900, 500, 6200, 100),
      }),
      guest(4, 'nightly', { badge: 'diamond', patience: 88, vcpus: on(4, 2), share: share(2600, 5400, 100, 300) }),
      guest(5, 'db', { badge: 'pentagon', role: 'service', patience: 31, share: share(1200, 1000, 4800, 200) }),
      guest(6, 'desk', {
        badge: 'star',
        role: 'applicant',
        stage: 'asking',
        kernel: 'closed',
        closed: true,
        asks: { stay: 60 * BEAT, risk: 90 * BEAT, until: now + 6 * BEAT },
      }),
      guest(7, 'batch', { badge: 'cross', role: 'applicant', stage: 'off', present: false }),
    ].map(contained),
    pcpus: [0, 1, 2, 3].map((i) =>
      pcpu(i, {
        interval: 'burst',
        mode: i === 2 ? 'guestKernel' : 'guestUser',
        guest: [0, 1, 4, 2][i] ?? 0,
        task: [0, 1, 4, 2][i] ?? 0,
        since: now - BEAT,
        until: now + BEAT,
      }),
    ),
    parts: {
      limits: { names: ['weight', 'cap', 'pageCap', 'callLimit'], idle: [], asked: [], due: [] },
      admission: {
        ways: [
          { mode: 'container', shares: true, start: 24_000_000 },
          { mode: 'hardwareAssisted2', shares: false, start: 96_000_000 },
        ],
        wishes: [],
        byEnd: 0,
      },
      sharedKernel: { kernel: 'linux', risky: [4], lacks: [] },
      pageCache: { pages: 8000, used: 7800, missRate: 3400, by: [], own: [] },
      kernelLock: { holder: 4, waiting: [1, 5], busy: 900 },
      runQueue: { waiting: [3, 5, 2], mean: 28_000, pressure: 18_000 },
      episodes: { now: [{ guest: 4, kind: 'cacheFlood', since: now - 5 * BEAT, until: now + 8 * BEAT }] },
    },
  });
}

/** 64 guests on 16 pCPUs, thirteen of them flowing, three exits: more than any level has. */
export function crowd(seconds: number): View {
  const now = seconds * BEAT;
  const guests = Array.from({ length: 64 }, (_, i) => {
    const socket = i % 4 === 0 ? i / 4 : NONE;
    const held =
      socket !== NONE && socket % 5 === 1
        ? exit(i, 'privileged', {
            pcpu: socket,
            at: now - BEAT,
            waiting: socket % 2 === 1,
            handler: socket % 2 === 1 ? null : 'emulator',
          })
        : null;
    return guest(i, `guest-${i}`, {
      patience: (i * 37) % 101,
      vcpus: [
        vcpu(i, i, {
          state: socket === NONE ? 'ready' : held ? 'exited' : 'running',
          place: held ? 'band' : socket === NONE ? 'tower' : 'socket',
          pcpu: socket,
          exit: held,
        }),
      ],
      irqs: i % 9 === 0 ? [{ line: 'disk', at: now, n: 1, held: false, helps: false }] : [],
    });
  });
  const exits = guests.flatMap((one) => one.vcpus.flatMap((chip) => (chip.exit ? [chip.exit] : [])));
  return view({
    now,
    verbs: ['place', 'rule'],
    guests,
    pcpus: Array.from({ length: 16 }, (_, i) => {
      const held = exits.find((one) => one.pcpu === i);
      return pcpu(i, {
        interval: held ? (held.waiting ? 'decision' : 'step') : 'burst',
        mode: held ? (held.waiting ? 'decision' : 'emulation') : 'guestUser',
        guest: i * 4,
        task: i * 4,
        since: now - BEAT,
        until: now + BEAT,
      });
    }),
    parts: {
      exits: {
        open: exits,
        reasons: ['privileged', 'fault'],
        wires: [{ reason: 'privileged', handler: 'emulator', fired: 9, codeLines: 1689 }],
      },
      devices: { all: [device('disk', 'disk', { busy: 1, line: 3, since: now - BEAT, until: now + BEAT })] },
    },
  });
}

export const FIXTURES = { hostAndGuest, trapAndEmulate, hypercalls, containers, crowd } as const;
export type FixtureName = keyof typeof FIXTURES;

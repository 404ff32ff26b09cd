/** Levels that have a hypervisor. */
import type { View } from '../../src/session/view-model.ts';
import { NEVER } from '../../src/sim/types.ts';
import { BEAT, device, exit, guest, handler, kernel, part, pcpu, tape, vcpu, view } from './builders.ts';

const CALLS = ['hc.pageTable', 'hc.switch', 'hc.timer', 'hc.notify'];

/** Level 4: press holds pCPU 1 up with a disk read; two reasons are wired, the third is offered. */
export function trapAndEmulate(seconds: number): View {
  const now = seconds * BEAT;
  const held = exit(2, 'ioRead', { pcpu: 1, at: now - 1.9 * BEAT });
  return view({
    level: '04-trap-and-emulate',
    now,
    verbs: ['place', 'preempt', 'deck', 'route', 'park', 'rule', 'drain', 'inject', 'dispatcher'],
    guests: [
      guest(0, 'ledger', {
        patience: 86,
        vcpus: [vcpu(0, 0, { state: 'running', place: 'socket', pcpu: 0 })],
        tape: tape(now, [
          ['useful', 2],
          ['privileged', 0.5],
          ['useful', 3],
          ['privileged', 0.5],
          ['useful', 2.4],
          ['fault', 0.5],
          ['useful', 3],
        ]),
      }),
      guest(1, 'solver', {
        patience: 51,
        vcpus: [vcpu(1, 1, { state: 'ready', deckOf: 1 })],
        tape: tape(now, [
          ['useful', 4],
          ['privileged', 0.4],
          ['useful', 3],
          ['ready', 3.1],
        ]),
      }),
      guest(2, 'press', {
        patience: 19,
        warned: true,
        mood: 'drain',
        vcpus: [vcpu(2, 2, { state: 'exited', place: 'band', pcpu: 1, exit: held })],
        latched: [
          { reason: 'ioWrite', at: 0 },
          { reason: 'ioWrite', at: 0 },
        ],
        tape: tape(now, [
          ['useful', 1.5],
          ['ioWrite', 0.8],
          ['useful', 1],
          ['ioWrite', 0.8],
          ['useful', 2],
          ['pageTable', 0.6],
          ['useful', 1.4],
          ['ioRead', 0.1],
          ['held', 1.8],
        ]),
      }),
      guest(3, 'terminals', {
        patience: 44,
        vcpus: [vcpu(3, 3, { state: 'blocked', block: 'halt' })],
        irqs: [{ line: 'console', at: now, n: 2, held: false, helps: false }],
        tape: tape(now, [
          ['useful', 1],
          ['fault', 0.5],
          ['useful', 2],
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
        deck: 3,
        since: now - BEAT,
        until: now + BEAT,
      }),
      pcpu(1, {
        interval: 'decision',
        mode: 'decision',
        guest: 2,
        task: 2,
        deck: 1,
        since: now - 1.9 * BEAT,
        recent: { useful: 3200, overhead: 2100, decision: 3900, idle: 800 },
      }),
    ],
    parts: {
      exits: {
        open: [held],
        reasons: ['privileged', 'pageTable', 'fault', 'ioWrite', 'ioRead'],
        wires: [
          { reason: 'privileged', handler: 'emulator', fired: 214, codeLines: 1689 },
          { reason: 'fault', handler: 'reflect', fired: 63, codeLines: 200 },
        ],
        offer: { reason: 'ioWrite', handler: 'latch' },
        handlers: [
          handler('emulator', ['privileged']),
          handler('reflect', ['fault']),
          handler('deviceModel', ['ioRead', 'ioWrite']),
        ],
      },
      devices: {
        all: [
          device('disk', 'disk', { busy: 1, line: 2, since: now - 0.6 * BEAT, until: now + 0.4 * BEAT }),
          device('console', 'console', { busy: 0, line: 0, since: 0, until: NEVER }),
          device('timer', 'timer', { busy: 1, line: 0, since: now - BEAT, until: now + 1.5 * BEAT }),
        ],
      },
      latch: {
        room: 6,
        drainer: -1,
        draining: -1,
        requests: [
          { guest: 2, reason: 'ioWrite', at: 0 },
          { guest: 2, reason: 'ioWrite', at: 0 },
          { guest: 1, reason: 'ioWrite', at: 0 },
        ],
      },
    },
  });
}

/** Level 8: all is wired, one kernel is being ported, another already makes hypercalls. */
export function hypercalls(seconds: number): View {
  const now = seconds * BEAT;
  const served = exit(1, 'pageTable', {
    pcpu: 0,
    at: now - (seconds % 0.4) * BEAT,
    waiting: false,
    handler: 'shadowPager',
    n: Math.floor(seconds / 0.4),
  });
  return view({
    level: '08-hypercalls',
    now,
    verbs: ['place', 'preempt', 'deck', 'rule', 'port', 'hypercall'],
    guests: [
      guest(0, 'build', {
        patience: 71,
        vcpus: [vcpu(0, 0, { state: 'running', place: 'socket', pcpu: 1 })],
        tape: tape(now, [
          ['useful', 1],
          ['hypercall', 0.2],
          ['useful', 1],
          ['hypercall', 0.2],
          ['useful', 6],
        ]),
      }),
      guest(1, 'web', {
        patience: 58,
        role: 'service',
        vcpus: [vcpu(1, 1, { state: 'exited', place: 'band', pcpu: 0, exit: served })],
        tape: tape(now, [
          ['useful', 2],
          ['pageTable', 0.4],
          ['useful', 1],
          ['pageTable', 0.4],
          ['useful', 1],
          ['served', 0.3],
        ]),
      }),
      guest(2, 'solver', {
        kernel: 'numerics',
        patience: 92,
        tape: tape(now, [
          ['useful', 6],
          ['ready', 3],
        ]),
      }),
      guest(3, 'mail', {
        kernel: 'post',
        patience: 33,
        stage: 'booting',
        starts: { since: now - 2 * BEAT, until: now + 2 * BEAT },
        tape: tape(now, [
          ['useful', 4],
          ['boot', 2],
        ]),
      }),
      guest(4, 'desk', {
        kernel: 'closed',
        closed: true,
        patience: 64,
        role: 'interactive',
        vcpus: [vcpu(4, 4, { state: 'blocked', block: 'halt' })],
        tape: tape(now, [
          ['useful', 3],
          ['halted', 4],
        ]),
      }),
    ],
    pcpus: [
      pcpu(0, {
        interval: 'step',
        mode: 'shadowPaging',
        guest: 1,
        task: 1,
        since: served.at,
        until: served.at + 0.4 * BEAT,
      }),
      pcpu(1, { interval: 'burst', mode: 'guestUser', guest: 0, task: 0, since: now - BEAT, until: now + BEAT }),
    ],
    parts: {
      exits: {
        open: [served],
        reasons: ['privileged', 'pageTable', 'fault', 'ioWrite'],
        wires: [
          { reason: 'privileged', handler: 'emulator', fired: 311, codeLines: 1689 },
          { reason: 'pageTable', handler: 'shadowPager', fired: 902, codeLines: 1649 },
          { reason: 'fault', handler: 'reflect', fired: 88, codeLines: 200 },
          { reason: 'ioWrite', handler: 'deviceModel', fired: 41, codeLines: 5581 },
        ],
      },
      devices: {
        all: [
          device('disk', 'disk', { busy: 1, line: 0, since: now - 0.6 * BEAT, until: now + 0.4 * BEAT }),
          device('nic', 'nic', { busy: 0, line: 0, since: 0, until: NEVER }),
        ],
      },
      porting: {
        kernels: [
          kernel('linux', [0, 1], { portLines: 2995, parts: CALLS.map((id) => part(id, { state: 'written' })) }),
          kernel('numerics', [2], { portLines: 2995, parts: CALLS.map((id) => part(id)) }),
          kernel('post', [3], {
            portLines: 2995,
            parts: CALLS.map((id, n) => part(id, n === 0 ? { state: 'inHand', place: 1, left: 400 } : {})),
          }),
          kernel('closed', [4], { closed: true, portLines: 4620 }),
        ],
        turns: [],
        room: null,
      },
    },
  });
}

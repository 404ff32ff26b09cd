import { describe, expect, test } from 'vitest';
import type { GuestView } from '../../../src/session/view-model.ts';
import { causeName, doingOfGuest, isWanted, stoppedFor, wantsPcpu } from '../../../src/ui/play/doing.ts';
import {
  nameOfDeck,
  nameOfExit,
  nameOfGuest,
  nameOfInterrupt,
  nameOfSocket,
  refusedName,
} from '../../../src/ui/play/names.ts';
import { narrate, newlyStanding } from '../../../src/ui/play/narrate.ts';
import { ALL_PLAY_PARTS as PARTS } from '../../../src/ui/play/parts/index.ts';
import { fakeSession } from './fakeSession.ts';
import { levelFile } from './levelFile.ts';
import { playOver } from './stage.ts';
import { containers, hostAndGuest, trapAndEmulate } from './views.ts';

const one = hostAndGuest();
const four = trapAndEmulate();
const play = playOver(four, fakeSession({ view: four, level: levelFile(four) }));
const first = playOver(one, fakeSession({ view: one, level: levelFile(one) }));
const at = <T>(items: T[], index: number): T => {
  const item = items[index];
  if (item === undefined) throw new Error(`nothing at ${index}`);
  return item;
};

describe('names say what a thing is and its state', () => {
  test.each([
    [0, 'ledger, runs, patience 86'],
    [1, 'terminals, halted, patience 44'],
    [2, 'research, switching in, patience 51'],
    [3, 'press, next, 5.0\u00a0µs, patience 19'],
  ])('guest %i: %s', (index, name) => {
    expect(nameOfGuest(first, one, at(one.guests, index))).toBe(name);
  });

  test.each([
    [200, 'up in 270 ms'],
    [70, 'up: 270 ms'],
    [45, '270 ms'],
  ])('in %i pixels a guest that starts says "%s"', (room, words) => {
    const starting = structuredClone(at(one.guests, 3));
    const until = one.now + Math.round(0.2695 * one.hz);
    Object.assign(starting, { stage: 'starting', starts: { since: one.now, until } });
    // on a clock of milliseconds
    expect(doingOfGuest(first, { ...one, playSecondNs: 20_000_000 }, starting, room)).toBe(words);
  });

  test('no state is cut where there is room for seven letters', () => {
    const booting = structuredClone(at(one.guests, 3));
    Object.assign(booting, { stage: 'booting', starts: { since: one.now, until: one.now + one.hz / 1e6 } });
    Object.assign(at(booting.vcpus, 0), { state: 'running' });
    expect(doingOfGuest(first, one, booting, 45)).toBe('boots');
    expect(doingOfGuest(first, one, at(one.guests, 2), 45)).toBe('switch');
  });

  test('a guest that restarts says whether it boots or waits to', () => {
    const ready = structuredClone(at(one.guests, 3));
    Object.assign(ready, { stage: 'booting', starts: { since: one.now, until: one.now + one.hz / 1e6 } });
    expect(nameOfGuest(first, one, ready)).toBe('press, waits to boot');
    const runs = { ...structuredClone(at(one.guests, 0)), stage: ready.stage, starts: ready.starts };
    expect(nameOfGuest(first, one, runs)).toBe('ledger, booting, 1.0\u00a0µs');
  });

  test('whoever only lacks a processor draws attention, to boot as to work', () => {
    const [runs, halted, , ready] = one.guests;
    const wants = (guest: (typeof one.guests)[number] | undefined) => guest && wantsPcpu(one, guest);
    expect([runs, halted, ready].map(wants)).toEqual([false, false, true]);
    expect(wants({ ...at(one.guests, 3), stage: 'booting' })).toBe(true);
    expect(wants({ ...at(one.guests, 3), stage: 'starting' })).toBe(false);
    expect(wantsPcpu({ verbs: ['weight'] }, at(one.guests, 3))).toBe(false);
  });

  test('a guest held by its exit', () => {
    expect(nameOfGuest(play, four, at(four.guests, 2))).toBe('press, waits for you, 1.9\u00a0µs, patience 19');
    expect(nameOfExit(play, four, at(four.parts.exits?.open ?? [], 0))).toBe('press stopped: device read, 1.9\u00a0µs');
  });

  test('sockets and places on deck', () => {
    expect(four.pcpus.map((pcpu) => nameOfSocket(play, four, pcpu))).toEqual([
      'pCPU 0, ledger, direct',
      'pCPU 1, press, your turn',
    ]);
    expect(four.pcpus.map((pcpu) => nameOfDeck(play, four, pcpu))).toEqual([
      'Next on pCPU 0: nobody',
      'Next on pCPU 1: solver',
    ]);
  });

  test('an interrupt and how many it stands for', () => {
    const terminals = at(four.guests, 3);
    expect(nameOfInterrupt(play, four, terminals, at(terminals.irqs, 0))).toBe(
      'Inject the interrupt for terminals: terminal, 2 in one',
    );
  });

  test('and why it cannot be used now', () => {
    const verdict = { ok: false, code: 'dead', args: {} } as const;
    expect(refusedName(play, 'ledger', verdict)).toBe('ledger. Not now: It is gone. Nobody schedules the departed.');
    expect(refusedName(play, 'It runs ledger.', verdict)).toMatch(/^It runs ledger\. Not now: /);
    expect(refusedName(play, 'ledger', { ok: true })).toBe('ledger');
  });
});

describe('what the hypervisor works at has a name', () => {
  test.each([
    ['an exit', 'pageTable', 'page-table write'],
    ['work that a hypercall could replace', 'hc.switch', 'process switches'],
    ['an operation', 'syscall', 'system call'],
    ['what a level of somebody else calls it', 'teleport', 'teleport'],
  ])('%s: %s', (_, cause, name) => {
    expect(causeName(play, cause)).toBe(name);
  });
});

describe('what is told', () => {
  test('a part of a port, when it is written', () => {
    const part = { type: 'partWritten', at: 0, kernel: 'netbsd-1.6', call: 'hc.switch' } as const;
    expect(narrate(PARTS, play, four, part)?.words).toBe('Switch call is written for NetBSD 1.6.');
  });

  test('warnings interrupt', () => {
    expect(narrate(PARTS, play, four, { type: 'guestWarned', at: 0, guest: 2 })).toEqual({
      words: 'press is impatient and will soon give up.',
      urgency: 'assertive',
    });
  });

  test('a panic is that of the shared kernel only where the guest shares one', () => {
    const shared = containers();
    const play = playOver(shared, fakeSession({ view: shared, level: levelFile(shared) }));
    const panic = (carrier: GuestView['carrier']) => {
      const guests = shared.guests.map((guest) => (guest.index === 0 ? { ...guest, carrier } : guest));
      return narrate(PARTS, play, { ...shared, guests }, { type: 'kernelPanicked', at: 0, guest: 0 })?.words;
    };
    expect(panic('sharedKernel')).toBe('web brought the kernel down: 6 containers start over.');
    expect(panic('monitor')).toBe('web: its own kernel panicked. Only web starts over.');
  });

  test('whoever becomes ready is news only where hands schedule', () => {
    const event = { type: 'stateChanged', at: 0, task: 1, from: 'blocked', to: 'ready' } as const;
    expect(narrate(PARTS, first, one, event)?.words).toBe('terminals is ready and waits.');
    expect(narrate(PARTS, first, { ...one, verbs: ['route'] }, event)).toBeNull();
  });

  test('an exit is told once, when it begins to wait', () => {
    const { known, said } = newlyStanding(PARTS, play, four, new Set());
    expect(said.map(({ words }) => words)).toEqual(['press stopped: device read.']);
    expect(newlyStanding(PARTS, play, four, known).said).toEqual([]);
  });
});

test('a pCPU is wanted while it stands free with nobody next and somebody is ready', () => {
  const pcpu = { ...at(one.pcpus, 0), on: true, interval: 'idle' as const, task: -1, deck: -1 };
  const guests = one.guests.map((guest) =>
    guest.index === 3 ? { ...guest, vcpus: guest.vcpus.map((vcpu) => ({ ...vcpu, deckOf: -1 })) } : guest,
  );
  const view = { ...one, guests };
  expect(isWanted(view, pcpu)).toBe(true);
  expect(isWanted(view, { ...pcpu, deck: 3 })).toBe(false);
  expect(isWanted(view, { ...pcpu, interval: 'burst' })).toBe(false);
  expect(isWanted({ ...view, guests: one.guests }, pcpu)).toBe(false); // press is next elsewhere already
  expect(isWanted({ ...view, verbs: ['mode'] }, pcpu)).toBe(false); // there a scheduler places
});

test('when time stopped by itself, the reason is said; when somebody stopped it, there is none', () => {
  const now = { at: one.now, guest: 1, reason: '' };
  expect(stoppedFor(first, one, { kind: 'ready', ...now })).toBe('Stopped: terminals is ready.');
  expect(stoppedFor(first, one, { kind: 'halted', ...now })).toBe('Stopped: terminals halted.');
  expect(stoppedFor(first, one, { kind: 'socket', ...now, pcpu: 1 })).toBe('Stopped: pCPU 1 is free, terminals waits.');
  expect(stoppedFor(first, one, { kind: 'socket', ...now, pcpu: -1 })).toBe('Stopped: a processor is free.');
  expect(stoppedFor(first, one, null)).toBeNull();
});

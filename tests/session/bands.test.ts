import { describe, expect, it } from 'vitest';
import { bandsOf, callsMonitor, carrierOf, type Sketch } from '../../src/session/bands.ts';
import type { Component, Machine, Method, Mode } from '../../src/sim/index.ts';

const all = (method: Method): Mode => ({ cpu: method, memory: method, device: method, irq: method, platform: method });
const ALL: readonly Component[] = ['cpu', 'memory', 'device', 'irq'];

type Guest = Sketch['guests'][number];
const guest = (mode: Mode, over: Partial<Guest> = {}): Guest => ({
  modes: [mode],
  demands: ALL,
  serves: false,
  nested: false,
  ...over,
});

/** Between guests and hardware: `kind`, with its form where it is not simply across. */
const drawn = (host: Machine['host'], ...guests: Guest[]): string[] => {
  const list = bandsOf({ host, guests });
  expect([list[0]?.kind, list[list.length - 1]?.kind]).toEqual(['guests', 'hardware']);
  return list.slice(1, -1).map(({ kind, form }) => (form === 'across' ? kind : `${kind} ${form}`));
};

const KVM: Mode = { ...all('hardware2'), memory: 'nestedPaging', device: 'userSpace', irq: 'inKernel' };

describe('the bands of a machine', () => {
  it.each<[string, Machine['host'], Guest[], string[]]>([
    ['nobody', 'bare', [], ['monitor seam']],
    ['native guests', 'bare', [guest(all('native'))], ['monitor seam']],
    ['an interpreter for all', 'bare', [guest(all('interpreted'))], ['interpreter']],
    ['an interpreter for some', 'bare', [guest(all('interpreted')), guest(all('native'))], ['interpreter']],
    ['an interpreter for kernels alone', 'bare', [guest(all('hybrid'))], ['interpreter']],
    [
      'an interpreter and a monitor',
      'bare',
      [guest(all('interpreted')), guest(all('trap'))],
      ['interpreter', 'monitor'],
    ],
    ['trap and emulate', 'bare', [guest(all('trap'))], ['monitor']],
    ['binary translation', 'bare', [guest(all('translated'))], ['translator', 'monitor']],
    ['hardware assistance', 'bare', [guest(all('hardware1'))], ['monitor thin']],
    ['hardware with shadow page tables', 'bare', [guest({ ...all('hardware1'), memory: 'shadow' })], ['monitor']],
    [
      'hardware and translation',
      'bare',
      [guest(all('hardware1')), guest(all('translated'))],
      ['translator', 'monitor'],
    ],
    [
      'a driver domain',
      'bare',
      [guest(all('paravirt')), guest(all('paravirt'), { serves: true })],
      ['driverDomain beside', 'monitor'],
    ],
    ['a hosted monitor', 'hostOs', [guest(all('trap'))], ['monitor', 'hostOs beside']],
    ['a hosted monitor with hardware', 'hostOs', [guest(all('hardware1'))], ['monitor thin', 'hostOs beside']],
    ['a monitor that is part of the host kernel', 'hostOs', [guest(KVM)], ['monitor thin', 'hostOs']],
    ['a kernel as a process', 'hostOs', [guest(all('sandbox'))], ['hostOs']],
    ['nesting', 'bare', [guest(KVM), guest(KVM, { nested: true })], ['inner', 'monitor']],
    ['containers', 'sharedKernel', [guest(all('shared'))], ['sharedKernel']],
    ['containers and machines', 'sharedKernel', [guest(all('shared')), guest(KVM)], ['sharedKernel']],
  ])('are right for %s', (_, host, guests, bands) => {
    expect(drawn(host, ...guests)).toEqual(bands);
  });

  it('stay when everything that falls into the monitor is answered by itself: methods count, not reasons', () => {
    expect(drawn('bare', guest(all('translated'), { demands: ['memory'] }))).toEqual(['translator', 'monitor']);
    expect(drawn('bare', guest(all('hardware2'), { demands: [] }))).toEqual(['monitor thin']);
  });

  it('are a seam where direct execution is all there is: guests that are only scheduled and halt', () => {
    expect(drawn('bare', guest(all('paravirt'), { demands: [] }))).toEqual(['monitor seam']);
    expect(drawn('bare', guest(all('paravirt'), { demands: ['memory'] }))).toEqual(['monitor']);
  });

  it('hold what a guest may still become', () => {
    const port = guest(all('paravirt'), { modes: [all('paravirt'), all('translated')] });
    expect(drawn('bare', port)).toEqual(['translator', 'monitor']);
  });
});

describe('what carries a guest', () => {
  it.each<[Method, string]>([
    ['native', 'hardware'],
    ['shared', 'sharedKernel'],
    ['sandbox', 'hostOs'],
    ['interpreted', 'interpreter'],
    ['translated', 'translator'],
    ['trap', 'monitor'],
    ['paravirt', 'monitor'],
    ['hardware2', 'monitor'],
    ['inner', 'inner'],
  ])('follows from its mode: %s', (method, kind) => {
    expect(carrierOf(all(method))).toBe(kind);
  });

  it('is the inner hypervisor for a guest of a guest, whatever its mode', () => {
    expect(carrierOf(all('hardware2'), true)).toBe('inner');
  });

  it('is called by guests that know it', () => {
    expect(callsMonitor(all('paravirt'))).toBe(true);
    expect(callsMonitor({ ...all('hardware1'), device: 'paravirt' })).toBe(true);
    expect(callsMonitor(all('trap'))).toBe(false);
  });
});

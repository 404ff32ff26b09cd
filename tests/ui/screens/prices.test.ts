import { describe, expect, test } from 'vitest';
import type { CostModel, LevelFile, Op } from '../../../src/sim/index.ts';
import { pricesOf } from '../../../src/ui/screens/briefing/prices.ts';

const cost = (cycles: number) => ({ cycles, basis: { assumed: 'for this test' } });
const model: CostModel = {
  schema: 1,
  id: 'test',
  hz: 1_000_000_000,
  costs: {
    switch: cost(500),
    coldLine: cost(10),
    exit: cost(100),
    entry: cost(120),
    emulate: cost(30),
    clock: cost(20),
    call: cost(40),
    begin: cost(9000),
    syscall: cost(50),
  },
  native: { readClock: 'clock', syscall: 'syscall' },
  paths: {
    'cpu.trap': {
      readClock: [
        { steps: [{ run: 'exit', as: 'exitEntry' }, { decide: 'privileged' }, { run: 'entry', as: 'exitEntry' }] },
      ],
      syscall: [{ steps: [{ run: 'syscall', as: 'guestKernel' }] }],
    },
    'cpu.paravirt': {
      readClock: [
        {
          when: [{ is: 'enabled', arg: 'hc.clock' }],
          steps: [{ repeat: 2, steps: [{ run: 'call', as: 'hypercall' }] }],
        },
        { steps: [{ run: 'exit', as: 'exitEntry' }] },
      ],
    },
  },
  modes: {
    trapped: { cpu: 'trap', memory: 'native', device: 'native', irq: 'native', platform: 'native' },
    paravirtual: {
      cpu: 'paravirt',
      memory: 'native',
      device: 'native',
      irq: 'native',
      platform: 'native',
      start: 'begin',
    },
  },
  handlers: [
    {
      id: 'later',
      reasons: ['privileged'],
      when: [{ is: 'latch.room' }],
      steps: [],
      concurrency: 0,
      codeLines: 1,
      tier: 'ring-1',
    },
    {
      id: 'now',
      reasons: ['privileged'],
      steps: [{ run: 'emulate', as: 'emulation' }],
      concurrency: 0,
      codeLines: 1,
      tier: 'ring-1',
    },
  ],
};

type Verbs = LevelFile['setup']['verbs'];
/** One guest that reads the clock and makes system calls under `trapped`. */
const level = (verbs: Verbs, ops: Partial<Record<Op, number>> = { readClock: 1, syscall: 1, halt: 1 }) =>
  ({
    setup: {
      verbs,
      porting: { mode: 'paravirtual' },
      admission: { modes: ['paravirtual'], dealt: false },
      guests: [{ mode: 'trapped', footprint: 64, workload: { phases: [{ burst: { kind: 'fixed', mean: 1 }, ops }] } }],
    },
  }) as Partial<LevelFile> as LevelFile;

describe('prices', () => {
  test('hold the way out, the handler that would take it at once, and the way back', () => {
    expect(pricesOf(level(['route']), model)).toEqual([
      { of: { kind: 'op', op: 'readClock' }, native: 20, here: 250, other: null },
    ]);
  });

  test('name one of several operations that cost the same', () => {
    const both = { ...model, native: { ...model.native, identify: 'clock' } };
    const paths = {
      ...model.paths,
      'cpu.trap': { ...model.paths['cpu.trap'], identify: model.paths['cpu.trap']?.readClock ?? [] },
    };
    const prices = pricesOf(level(['route'], { readClock: 1, identify: 1 }), { ...both, paths });
    expect(prices).toHaveLength(1);
  });

  test('leave out what the technique does not make dearer', () => {
    expect(pricesOf(level(['route']), model).some((price) => price.of.kind === 'op' && price.of.op === 'syscall')).toBe(
      false,
    );
  });

  test('of a level with ports show what a port is worth, its hypercalls enabled', () => {
    expect(pricesOf(level(['port']), model)[0]?.other).toBe(80);
  });

  test('of a level by hand hold the switch and the largest cold cache', () => {
    expect(pricesOf(level(['place']), model).slice(-2)).toEqual([
      { of: { kind: 'switch' }, native: null, here: 500, other: null },
      { of: { kind: 'coldCache' }, native: null, here: 640, other: null },
    ]);
  });

  test('of a level that admits guests begin with what a start costs', () => {
    expect(pricesOf(level(['admit']), model)[0]).toEqual({
      of: { kind: 'start', mode: 'paravirtual' },
      native: null,
      here: 9000,
      other: null,
    });
  });

  test('of a start are those of the ways in that the level has', () => {
    const closed = level(['admit']);
    const none = { ...closed, setup: { ...closed.setup, admission: { modes: ['trapped'], dealt: false } } };
    expect(pricesOf(none, model).filter(({ of }) => of.kind === 'start')).toEqual([]);
  });
});

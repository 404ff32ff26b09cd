import { describe, expect, test } from 'vitest';
import type { PortingView } from '../../src/session/parts/porting.ts';
import { shortIn, supplyOf } from '../../src/session/parts/sharedKernel.ts';
import { find, freePlace } from '../../src/session/situations.ts';
import type { ExitView, GuestView, View } from '../../src/session/view-model.ts';
import { NEVER, type Situation } from '../../src/sim/index.ts';
import { SAMPLE } from '../levels/sample.ts';
import { kernel, part, type Shown, showing } from '../playfield/builders.ts';
import { sessionOf } from './stage.ts';

const START = sessionOf().view();
const [LEDGER, RESEARCH, DESK] = START.guests as [GuestView, GuestView, GuestView];

/** The start of the sample level with some parts of some guests changed, by index. */
const withGuests = (parts: Readonly<Record<number, Partial<GuestView>>>, shown: Shown = {}): View => ({
  ...showing(START, shown),
  guests: START.guests.map((guest, index) => ({ ...guest, ...parts[index] })),
});

const chip = (guest: GuestView, part: Partial<GuestView['vcpus'][number]>): Partial<GuestView> => ({
  vcpus: guest.vcpus.map((vcpu) => ({ ...vcpu, ...part })),
});

const busy = (pcpu: number, task: number): View['pcpus'] =>
  START.pcpus.map((old) => (old.index === pcpu ? { ...old, task, interval: 'burst' } : old));

/** The first guest holds a processor, the second waits; each owes an answer since then, of which nine of ten take 100 cycles. */
const owing = (since: Readonly<Record<number, number>>, now: number): View => ({
  ...withGuests(
    { 1: { stage: 'up', ...chip(RESEARCH, { state: 'ready' }) } },
    { answers: { within: 100, asked: START.guests.map((_, g) => since[g] ?? NEVER) } },
  ),
  now,
  pcpus: busy(0, 0).map((pcpu) => (pcpu.index === 0 ? { ...pcpu, guest: 0 } : pcpu)),
});

const exit = (part: Partial<ExitView>): ExitView => ({
  task: 1,
  guest: 1,
  n: 1,
  reason: 'fault',
  op: 'pageFault',
  at: 0,
  pcpu: 0,
  handler: null,
  waiting: true,
  lasts: 0,
  ...part,
});

const losing = (reason: string, cycles: number): Partial<GuestView> => ({
  profile: [{ reason, perMcycle: 1, cycles }],
});

const porting = (kernels: PortingView['kernels'], over: Partial<PortingView> = {}): PortingView => ({
  kernels,
  room: null,
  turns: [],
  ...over,
});

/** three kernels: of the first all is written, of the second nothing, and nobody may port the third */
const KERNELS = withGuests(
  { 0: losing('map', 100), 1: losing('map', 400), 2: losing('map', 900) },
  {
    porting: porting([
      kernel('a', [0], { parts: [part('map', { state: 'written' })] }),
      kernel('b', [1], { parts: [part('map')] }),
      kernel('c', [2], { closed: true }),
    ]),
  },
);

const shared = (missRate: number): Shown => ({
  sharedKernel: { kernel: 'linux', risky: [], lacks: [] },
  diskQueue: null,
  pageCache: { pages: 1000, used: 1000, missRate, by: [-1, 1], own: [2000, 1000] },
  kernelLock: { holder: -1, waiting: [], busy: 0 },
  runQueue: { waiting: [], mean: 0, pressure: 0 },
});

const sharing = (missRate: number): View =>
  withGuests(
    {
      0: { share: { ...LEDGER.share, cache: 2000 } },
      1: {
        share: { ...RESEARCH.share, useful: 700, cache: 5000, missing: 300 },
        limits: { ...RESEARCH.limits, pageCap: 40 },
      },
    },
    { ...shared(missRate), limits: { names: ['pageCap'], idle: [[], ['pageCap']], asked: [], due: [] } },
  );

const latched = { room: 6, drainer: -1, draining: -1, requests: [{ guest: 1, reason: 'ioWrite', at: 0 }] };
/** Both bring writes in rows; the second has a wire of its own. */
const inRows = {
  reasons: ['ioWrite'],
  rows: [0, 1].map((guest) => ({ guest, reason: 'ioWrite', row: 4, left: -1, next: null })),
  wires: [{ reason: 'ioWrite', handler: 'latch', fired: 0, codeLines: 1 }],
  exceptions: [{ guest: 1, reason: 'ioWrite', handler: 'deviceModel' }],
};
/** The same, where nobody is held. */
const flooded = withGuests(
  {
    0: { share: { ...LEDGER.share, cache: 2000 } },
    1: { share: { ...RESEARCH.share, useful: 700, cache: 5000, missing: 300 } },
  },
  shared(2000),
);
const asks = { stay: 1, risk: 1, until: 1 };
const limited = withGuests({
  1: { share: { ...RESEARCH.share, useful: 700, missing: 6000 }, limits: { ...RESEARCH.limits, pageCap: 40 } },
});
/** It has only just begun to read: that nothing is missing says nothing. */
const booted = withGuests({
  1: { share: { ...RESEARCH.share, useful: 4, missing: 0 }, limits: { ...RESEARCH.limits, pageCap: 40 } },
});

describe('a situation', () => {
  const rows: [string, Situation, View, ReturnType<typeof find>][] = [
    ['of a guest', { state: 'ready', guest: 'research' }, START, { guest: 1 }],
    ['of another state', { state: 'running', guest: 'research' }, START, null],
    ['of anybody', { state: 'exited' }, withGuests({ 2: chip(DESK, { state: 'exited' }) }), { guest: 2 }],
    [
      'on another pCPU',
      { state: 'running', pcpu: 1 },
      withGuests({ 2: chip(DESK, { state: 'running', pcpu: 0 }) }),
      null,
    ],
    ['a free pCPU', { free: 1 }, { ...START, pcpus: busy(0, 0) }, { pcpu: 1 }],
    ['a pCPU that is taken', { free: 0 }, { ...START, pcpus: busy(0, 0) }, null],
    [
      'a pCPU without power',
      { free: 0 },
      { ...START, pcpus: START.pcpus.map((pcpu) => ({ ...pcpu, on: false })) },
      null,
    ],
    ['busy pCPUs', { busy: 1 }, { ...START, pcpus: busy(0, 0) }, {}],
    ['too few busy pCPUs', { busy: 2 }, { ...START, pcpus: busy(0, 0) }, null],
    ['nobody on deck', { deck: 1 }, START, null],
    ['an exit that is held', { held: 'fault' }, showing(START, { exits: { open: [exit({})] } }), { guest: 1, pcpu: 0 }],
    [
      'an exit that is being answered',
      { held: 'fault' },
      showing(START, { exits: { open: [exit({ waiting: false })] } }),
      null,
    ],
    [
      'an exit of that guest',
      { held: 'fault', guest: RESEARCH.id },
      showing(START, { exits: { open: [exit({})] } }),
      { guest: 1, pcpu: 0 },
    ],
    [
      'an exit of another guest',
      { held: 'fault', guest: LEDGER.id },
      showing(START, { exits: { open: [exit({})] } }),
      null,
    ],
    ['an exit for another reason', { held: 'ioRead' }, showing(START, { exits: { open: [exit({})] } }), null],
    ['no quiet', { quiet: true }, showing(START, { exits: { open: [exit({})] } }), null],
    ['quiet', { quiet: true }, showing(START, { exits: { open: [exit({ waiting: false })] } }), {}],
    ['no offer', { offer: true }, START, null],
    [
      'an offer',
      { offer: true },
      showing(START, { exits: { offer: { reason: 'fault', handler: 'reflect' } } }),
      { wire: 'fault', handler: 'reflect' },
    ],
    ['too few wires', { wired: 1 }, showing(START, { exits: { reasons: ['fault'], wires: [] } }), null],
    [
      'a wire',
      { wired: 1 },
      showing(START, {
        exits: { reasons: ['fault', 'x'], wires: [{ reason: 'fault', handler: 'reflect', fired: 0, codeLines: 1 }] },
      }),
      {},
    ],
    [
      'what is still answered by hand',
      { unwired: 1 },
      showing(START, {
        exits: { reasons: ['fault', 'x'], wires: [{ reason: 'fault', handler: 'reflect', fired: 0, codeLines: 1 }] },
      }),
      { wire: 'x' },
    ],
    [
      'a reason that is still answered by hand',
      { unwired: 'x' },
      showing(START, { exits: { reasons: ['fault', 'x'], wires: [] } }),
      { wire: 'x' },
    ],
    [
      'a reason that has its wire',
      { unwired: 'fault' },
      showing(START, {
        exits: { reasons: ['fault', 'x'], wires: [{ reason: 'fault', handler: 'reflect', fired: 0, codeLines: 1 }] },
      }),
      null,
    ],
    [
      'an empty latch',
      { latched: 1 },
      showing(START, { latch: { room: 6, drainer: -1, draining: -1, requests: [] } }),
      null,
    ],
    ['a request in the latch', { latched: 1 }, showing(START, { latch: latched }), { latch: true }],
    [
      'a request of a guest',
      { latched: 1, guest: 'research' },
      showing(START, { latch: latched }),
      { latch: true, guest: 1 },
    ],
    ['a request of another guest', { latched: 1, guest: 'ledger' }, showing(START, { latch: latched }), null],
    [
      'a wire for all, where a guest has none of its own',
      { takes: 'latch', guest: 'ledger' },
      showing(START, { exits: inRows }),
      { guest: 0 },
    ],
    ['a wire of its own before that', { takes: 'latch', guest: 'research' }, showing(START, { exits: inRows }), null],
    ['its own', { takes: 'deviceModel', guest: 'research' }, showing(START, { exits: inRows }), { guest: 1 }],
    ['rows of that length', { row: 4, guest: 'ledger' }, showing(START, { exits: inRows }), { guest: 0 }],
    ['rows of another', { row: 1, guest: 'ledger' }, showing(START, { exits: inRows }), null],
    ['a guest with nothing open', { settled: 'ledger' }, START, {}],
    ['a guest in an exit', { settled: 'ledger' }, withGuests({ 0: chip(LEDGER, { exit: exit({ guest: 0 }) }) }), null],
    [
      'a guest at its handler',
      { settled: 'ledger' },
      withGuests({ 0: chip(LEDGER, { state: 'exited', exit: exit({ guest: 0, handler: 'latch', waiting: false }) }) }),
      null,
    ],
    [
      'a guest whose read is answered, and that is ready',
      { settled: 'ledger' },
      withGuests({
        0: chip(LEDGER, { state: 'ready', exit: exit({ guest: 0, handler: 'deviceModel', waiting: false }) }),
      }),
      {},
    ],
    [
      'a guest that waits for the latch',
      { settled: 'ledger' },
      withGuests({ 0: chip(LEDGER, { block: 'served' }) }),
      null,
    ],
    [
      'an interrupt for somebody at work',
      { pending: 'desk' },
      withGuests({ 2: { irqs: [{ line: 'nic', at: 0, n: 1, held: true, helps: true }] } }),
      { guest: 2 },
    ],
    [
      'an interrupt that is on its way in',
      { pending: 'desk' },
      withGuests({ 2: { irqs: [{ line: 'nic', at: 0, n: 1, held: true, helps: false }] } }),
      null,
    ],
    ['a part that could be written, while none is', { dearest: true }, KERNELS, { kernel: 'b' }],
    [
      'a part that is being written',
      { dearest: true },
      showing(START, {
        porting: porting([kernel('b', [1], { parts: [part('map'), part('halt', { state: 'inHand', place: 1 })] })]),
      }),
      null,
    ],
    ['nobody who boots', { boots: true }, KERNELS, null],
    [
      'a guest that waits to boot',
      { boots: true },
      withGuests({ 1: { stage: 'booting', ...chip(RESEARCH, { state: 'ready' }) } }, {}),
      { guest: 1 },
    ],
    ['too few parts begun', { ports: 2 }, KERNELS, null],
    ['enough parts begun', { ports: 1 }, KERNELS, {}],
    ['nothing that a restart would bring', { stale: true }, KERNELS, null],
    [
      'a restart that soon pays',
      { stale: true },
      showing(START, {
        porting: porting([
          kernel('a', [0, 1], {
            restarts: [
              { guest: 0, calls: ['map'], gains: 900, pays: null, loses: 0 },
              { guest: 1, calls: ['map'], gains: 300, pays: 1, loses: 0 },
            ],
          }),
        ]),
      }),
      { guest: 1 },
    ],
    [
      'an answer that is due, while somebody runs who owes none',
      { owing: true },
      owing({ 0: NEVER, 1: 0 }, 30),
      { guest: 1, pcpu: 0 },
    ],
    ['an answer that has time', { owing: true }, owing({ 0: NEVER, 1: 10 }, 30), null],
    ['an answer that is due, where another is due as long', { owing: true }, owing({ 0: 1, 1: 0 }, 30), null],
    ['nobody who ever owes an answer', { owing: true }, { ...owing({}, 30), parts: START.parts }, null],
    [
      'a guest that comes to a kernel that is not written',
      { opening: true },
      showing(START, {
        porting: porting([
          kernel('a', [0], { parts: [part('map')] }),
          kernel('b', [1], { parts: [part('map')], coming: [{ guest: 1, in: 9, calls: ['map'], rush: false }] }),
        ]),
      }),
      { guest: 1, kernel: 'b' },
    ],
    [
      'a guest that comes to a kernel that is',
      { opening: true },
      showing(START, {
        porting: porting([
          kernel('b', [1], {
            parts: [part('map', { state: 'written' })],
            coming: [{ guest: 1, in: 9, calls: ['map'], rush: false }],
          }),
        ]),
      }),
      null,
    ],
    ['a short cache', { short: 'cache' }, sharing(2000), { shared: 'cache' }],
    ['a short cache that nobody is held to', { eased: 'cache' }, flooded, null],
    ['a short cache whose flood is held', { eased: 'cache' }, sharing(2000), {}],
    ['a cache that is not short is eased', { eased: 'cache' }, sharing(100), {}],
    ['a cache that is not short', { short: 'cache' }, sharing(100), null],
    ['locks that are free', { short: 'locks' }, sharing(2000), null],
    ['a calm cache', { calm: 'cache' }, sharing(100), {}],
    ['a cache in trouble', { calm: 'cache' }, sharing(2000), null],
    ['a limit that does nothing any more', { limits: 'idle' }, sharing(100), { guest: 1 }],
    ['a limit that is felt', { limits: 'idle' }, limited, null],
    ['a limit of somebody who has hardly read', { limits: 'idle' }, booted, null],
    ['limits', { limits: 'none' }, limited, null],
    ['no limits', { limits: 'none' }, START, {}],
    ['somebody at the door', { asks: true }, withGuests({ 2: { asks } }), { guest: 2, door: true }],
    ['nobody at the door', { asks: true }, START, null],
  ];
  test.each(rows)('%s', (_, situation, view, found) => {
    expect(find(situation, view, SAMPLE)).toEqual(found);
  });
});

describe('a place that stands free', () => {
  test('goes to the least patient of those who are ready', () => {
    expect(freePlace(withGuests({ 1: { patience: 40 } }))).toEqual({ guest: 1, pcpu: 0 });
  });

  test('is none while nobody is ready, while all is taken, or where nobody may place', () => {
    const idle = withGuests({ 0: chip(LEDGER, { state: 'blocked' }), 1: chip(RESEARCH, { state: 'blocked' }) });
    const none = { ...idle, guests: idle.guests.slice(0, 2) };
    const taken = START.pcpus.map((pcpu) => ({ ...pcpu, task: 0, interval: 'burst' as const }));
    expect(freePlace(none)).toBeNull();
    expect(freePlace({ ...START, pcpus: taken })).toBeNull();
    expect(freePlace({ ...START, verbs: [] })).toBeNull();
  });
});

test('a shared thing is short where somebody loses patience for want of it, and limited once who takes most is', () => {
  const pressed = { waiting: [], mean: 20_000, pressure: 20_000 };
  const queue = (view: View): View => ({ ...view, parts: { ...view.parts, runQueue: pressed } });
  const waits = (view: View, points: number): View => ({
    ...view,
    guests: view.guests.map((guest) =>
      guest.index === 0 ? { ...guest, moves: [{ cause: 'request', points }] } : guest,
    ),
    parts: { ...view.parts, sharedKernel: { kernel: 'linux', risky: [], lacks: ['runQueue', null, null] } },
  });
  expect(supplyOf(sharing(1000), 'cache')).toBe('enough');
  expect(supplyOf(flooded, 'cache')).toBe('short');
  expect(supplyOf(sharing(2000), 'cache')).toBe('eased');
  // a queue that nobody suffers from is no shortage, whatever else is short
  expect(supplyOf(queue(flooded), 'runQueue')).toBe('busy');
  expect(supplyOf(waits(queue(sharing(1000)), 3), 'runQueue')).toBe('busy');
  expect(supplyOf(waits(queue(sharing(1000)), -3), 'runQueue')).toBe('short');
  expect([shortIn(waits(queue(flooded), -3)), shortIn(queue(flooded)), shortIn(queue(sharing(1000)))]).toEqual([
    'runQueue',
    'cache',
    null,
  ]);
});

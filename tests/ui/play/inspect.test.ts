import { describe, expect, test } from 'vitest';
import type { View } from '../../../src/session/view-model.ts';
import { guideEntries } from '../../../src/text/guideEntries.ts';
import { guideEntries as entriesOf, inspect } from '../../../src/ui/play/inspect.ts';
import { ALL_PLAY_PARTS as PARTS } from '../../../src/ui/play/parts/index.ts';
import { sourceOf } from '../../../src/ui/play/pedigree.ts';
import { keyOf, type Target } from '../../../src/ui/play/target.ts';
import { fakeSession } from './fakeSession.ts';
import { levelFile } from './levelFile.ts';
import { playOver } from './stage.ts';
import { containers, hypercalls, trapAndEmulate } from './views.ts';

const GUIDE_ENTRIES = entriesOf(PARTS);

/** Everything that can be pointed at in a view. */
function targetsOf(view: View): Target[] {
  const { exits, latch, porting, devices, sharedKernel } = view.parts;
  return [
    ...view.guests.map(({ index }): Target => ({ kind: 'guest', guest: index })),
    ...view.pcpus.flatMap(({ index }): Target[] => [
      { kind: 'socket', pcpu: index },
      { kind: 'deck', pcpu: index },
    ]),
    ...(exits?.open ?? []).map(({ task }): Target => ({ kind: 'exit', task })),
    ...view.guests.flatMap(({ index, irqs }) =>
      irqs.map(({ line }): Target => ({ kind: 'interrupt', guest: index, line })),
    ),
    ...(exits?.reasons ?? []).map((reason): Target => ({ kind: 'wire', reason })),
    ...(latch === null ? [] : [{ kind: 'latch' } as const]),
    ...(porting?.kernels ?? []).map(({ id }): Target => ({ kind: 'kernel', kernel: id })),
    ...(devices?.all ?? []).map(({ id }): Target => ({ kind: 'device', device: id })),
    ...(sharedKernel === null
      ? []
      : (['runQueue', 'pageCache', 'kernelLock'] as const).map((kind): Target => ({ kind }))),
  ];
}

const levels: [string, View, string][] = [
  ['level 4', trapAndEmulate(), 'p4-2005'],
  ['level 8', hypercalls(), 'xeon-2003'],
  ['level 14', containers(), 'xeon-2013'],
];

describe.each(levels)('in %s', (_, view, costs) => {
  const play = playOver(view, fakeSession({ view, level: levelFile(view) }), costs);
  const targets = targetsOf(view);

  test.each(targets.map((target) => [keyOf(target), target] as const))('%s has something to say', (_key, target) => {
    const found = inspect(play, view, target);
    expect(found?.title).toMatch(/\S/);
    expect(found?.what).toMatch(/\S/);
    expect(GUIDE_ENTRIES).toContain(found?.guide);
    for (const { cycles, source } of found?.prices ?? []) {
      expect(cycles).toBeGreaterThan(0);
      expect(source).toMatch(/^(Published|Derived|Carried over|Assumed)/);
    }
  });
});

test('a price says who published it', () => {
  const view = trapAndEmulate();
  const play = playOver(view, fakeSession({ view, level: levelFile(view) }));
  const emulate = inspect(play, view, { kind: 'wire', reason: 'privileged' })?.prices.at(-1);
  expect(emulate?.source).toContain('Adams');
  expect(emulate?.cycles).toBe(play.costs.model.costs['te.emulate']?.cycles);
});

test('the latch has the price of noting a request', () => {
  const view = trapAndEmulate();
  const play = playOver(view, fakeSession({ view, level: levelFile(view) }));
  expect(inspect(play, view, { kind: 'latch' })?.prices).toMatchObject([
    { cycles: play.costs.model.costs.latch?.cycles },
  ]);
});

test('a kernel says how large its port is, where that was published, and what its guests lose in which work', () => {
  const view = hypercalls();
  const play = playOver(view, fakeSession({ view, level: levelFile(view) }), 'xeon-2003');
  const kernel = (id: string) => inspect(play, view, { kind: 'kernel', kernel: id });
  expect(kernel('linux-2.4')?.what).toMatch(/^Its port: 2,995\slines$/);
  expect(kernel('netbsd-1.6')?.what).toMatch(/^Nobody has published/);
  expect(kernel('linux-2.4')?.facts.map(({ label }) => label)).toEqual([
    'page tables and faults',
    'process switches',
    'system call',
  ]);
});

test('what is gone has nothing to say', () => {
  const view = trapAndEmulate();
  const play = playOver(view, fakeSession({ view, level: levelFile(view) }));
  expect(inspect(play, view, { kind: 'exit', task: 77 })).toBeNull();
  expect(inspect(play, view, { kind: 'guest', guest: 9 })).toBeNull();
});

test('the entries that it links to are in the field guide', () => {
  const play = playOver(trapAndEmulate(), fakeSession({ view: trapAndEmulate(), level: levelFile(trapAndEmulate()) }));
  const ids = guideEntries('en', play.costs.figures, play.format).map(({ id }) => id);
  expect(GUIDE_ENTRIES.filter((id) => !ids.includes(id))).toEqual([]);
});

test('what was carried over from elsewhere is not called derived, nor is what rests on it', () => {
  const { costs, text } = playOver(
    trapAndEmulate(),
    fakeSession({ view: trapAndEmulate(), level: levelFile(trapAndEmulate()) }),
  );
  const says = (id: string) => sourceOf(text, costs, id).split(':')[0];
  const elsewhere = 'Carried over from another machine or operation';
  expect(['switch', 'coldLine', 'drain.crossing', 'te.syscall'].map(says)).toEqual([
    elsewhere,
    elsewhere,
    elsewhere,
    elsewhere,
  ]);
  expect(costs.carried).not.toContain('bt.store.fault');
  expect(says('bt.syscall')).toBe('Derived from published figures');
  expect(says('syscall')).toBe('Published');
  expect(says('latch')).toBe('Assumed');
});

import { describe, expect, test } from 'vitest';
import type { View } from '../../../src/session/view-model.ts';
import { ALL_PLAY_PARTS as PARTS } from '../../../src/ui/play/parts/index.ts';
import { signatureOf } from '../../../src/ui/play/signature.ts';
import { containers, held, hostAndGuest, hypercalls, running, trapAndEmulate } from './views.ts';

const first = <T>(items: T[]): T => {
  const [item] = items;
  if (item === undefined) throw new Error('nothing there');
  return item;
};

/** What a player can act on, or reads as a state: each must be shown in the frame in which it happens. */
const changes: [string, () => View, (view: View) => void][] = [
  ['a guest runs', hostAndGuest, (view) => running(view, 3, 1)],
  ['a guest is put on deck', hostAndGuest, (view) => Object.assign(first(view.pcpus), { deck: 2 })],
  ['an exit is raised', trapAndEmulate, (view) => held(view, 0, 0, 'fault')],
  [
    'an exit is decided',
    trapAndEmulate,
    (view) => Object.assign(first(view.parts.exits?.open ?? []), { handler: 'latch', waiting: false }),
  ],
  ['a pCPU begins something else', hostAndGuest, (view) => Object.assign(first(view.pcpus), { interval: 'warm' })],
  ['a guest is warned', hostAndGuest, (view) => Object.assign(first(view.guests), { warned: true })],
  ['a guest restarts', hostAndGuest, (view) => Object.assign(first(view.guests), { stage: 'booting' })],
  ['a guest rises', hostAndGuest, (view) => Object.assign(first(view.guests), { present: false })],
  [
    'a wire is drawn',
    trapAndEmulate,
    (view) => view.parts.exits?.wires.push({ reason: 'ioRead', handler: 'latch', fired: 0, codeLines: 1 }),
  ],
  ['an offer is made', trapAndEmulate, (view) => Object.assign(view.parts.exits ?? {}, { offer: null })],
  [
    'a request is latched',
    trapAndEmulate,
    (view) => view.parts.latch?.requests.push({ guest: 0, reason: 'ioWrite', at: 1 }),
  ],
  [
    'an interrupt merges',
    trapAndEmulate,
    (view) => Object.assign(first(view.guests.flatMap(({ irqs }) => irqs)), { n: 3 }),
  ],
  [
    'a part of a port is done',
    hypercalls,
    (view) => Object.assign(first(first(view.parts.porting?.kernels ?? []).parts), { state: 'written' }),
  ],
  [
    'a restart brings nothing any more',
    hypercalls,
    (view) => Object.assign(view.parts.porting?.kernels[2] ?? {}, { restarts: [] }),
  ],
  ['a limit is set', containers, (view) => Object.assign(first(view.guests).limits, { cap: 5000 })],
  ['a goal is met', trapAndEmulate, (view) => Object.assign(first(view.goals), { met: false })],
  ['the level ends', trapAndEmulate, (view) => Object.assign(view, { status: 'over' })],
];

describe('the signature differs when', () => {
  test.each(changes)('%s', (_, make, change) => {
    const view = make();
    change(view);
    expect(signatureOf(PARTS, view)).not.toBe(signatureOf(PARTS, make()));
  });
});

test('it does not when only numbers run', () => {
  const view = trapAndEmulate();
  view.now += 5000;
  view.usefulShare = 100;
  for (const guest of view.guests) guest.patience -= 1;
  expect(signatureOf(PARTS, view)).toBe(signatureOf(PARTS, trapAndEmulate()));
});

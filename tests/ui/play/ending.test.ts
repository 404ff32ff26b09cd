import { expect, test } from 'vitest';
import { missedIn } from '../../../src/ui/play/ending.tsx';
import { outcomeOf } from '../fixtures.ts';
import { fakeSession } from './fakeSession.ts';
import { levelFile } from './levelFile.ts';
import { playOver } from './stage.ts';
import { hostAndGuest } from './views.ts';

const view = hostAndGuest();
const file = levelFile(view);
const asked = { id: 'alive', star: 1, metric: 'reboots', atMost: 0, unit: 'count' } as const;
const level = { ...file, setup: { ...file.setup, goals: [asked] } };
const play = playOver(view, fakeSession({ view, level }));

/** What the card says of the goals of the view, some of them changed. */
function said(change: Readonly<Record<string, { value?: number | null; met: boolean }>>): string | null {
  const goals = view.goals.map((goal) => ({ ...goal, ...change[goal.id] }));
  return missedIn(play, outcomeOf({ goals, cycles: 40 * view.hz }))?.replaceAll('\u00a0', ' ') ?? null;
}

test('the card names the first goal that was missed, with its value and its bar', () => {
  expect(said({})).toBe('p90 wake: 11.2 µs. Missed, the bar was at most 10.0 µs.');
  expect(said({ useful2: { met: false } })).toBe('useful: 63.4%. Missed, the bar was at least 60%.');
  expect(said({ wake: { value: null, met: false } })).toBe('p90 wake: too few samples to judge.');
});

test('guests that gave up come first, and cost every star', () => {
  expect(said({ alive: { value: 1, met: false } })).toBe('A guest gave up: no star.');
  expect(said({ alive: { value: 2, met: false }, useful2: { met: false } })).toBe('Guests gave up 2 times: no star.');
});

test('it is silent when everything was met', () => {
  expect(said({ wake3: { met: true }, useful3: { met: true } })).toBeNull();
});

test('what took as long as the run is said to be more than that', () => {
  const cycles = Math.floor((11.2 * view.hz) / 1e6);
  expect(missedIn(play, outcomeOf({ goals: view.goals, cycles }))).toContain('> 11.2');
});

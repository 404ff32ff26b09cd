import { signal } from '@preact/signals';
import { describe, expect, test } from 'vitest';
import { createFormat } from '../../../src/text/format.ts';
import { wholeText } from '../../../src/text/whole.ts';
import {
  givenOf,
  LIMITS,
  limitCommand,
  movedOf,
  nextValue,
  showsOf,
  stepsOf,
  writtenOf,
} from '../../../src/ui/play/limits.ts';
import { fakeSession } from './fakeSession.ts';
import { levelFile } from './levelFile.ts';
import { playOver } from './stage.ts';
import { containers, guest } from './views.ts';

const view = containers();
const session = fakeSession({ view, level: levelFile(view) });
const nightly = view.guests[4];
if (nightly === undefined) throw new Error('level 14 has no nightly');

const play = playOver(view, session);

describe.each(LIMITS)('%s', (limit) => {
  test('begins where the level put it', () => {
    expect(nightly.limits[limit]).toBe(givenOf(session, nightly, limit));
  });

  test('comes back to that after a round of presses, never twice the same', () => {
    let tenant = nightly;
    const seen: number[] = [];
    for (let press = 0; press < stepsOf(session, nightly, limit).length; press++) {
      tenant = guest(4, 'nightly', { limits: { ...tenant.limits, [limit]: nextValue(session, tenant, limit) } });
      seen.push(tenant.limits[limit]);
    }
    expect(seen.at(-1)).toBe(givenOf(session, nightly, limit));
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('is set by the first press: a weight rises through its steps, all others begin with a limit', () => {
    const first = nextValue(session, nightly, limit);
    const given = givenOf(session, nightly, limit);
    const steps = stepsOf(session, nightly, limit);
    expect(first).toBeGreaterThan(0);
    expect(given === 0 || first === 2 * given).toBe(true);
    expect(given === 0 || steps.every((step, i) => i === 0 || step > (steps[i - 1] ?? 0))).toBe(true);
    expect(writtenOf(play, nightly, limit, first)).not.toBe(writtenOf(play, nightly, limit, given));
  });

  test('is lifted in one press from a value that is not among its steps', () => {
    const strange = guest(4, 'nightly', { limits: { ...nightly.limits, [limit]: 7 } });
    expect(nextValue(session, strange, limit)).toBe(stepsOf(session, strange, limit)[0]);
  });
});

test('each limit has its own command', () => {
  expect(LIMITS.map((limit) => limitCommand(limit, 4, 9).do)).toEqual([
    'setWeight',
    'setCap',
    'setPageCap',
    'setCallLimit',
    'setFreeze',
  ]);
});

test('what was moved is known, so that it can be put back at once', () => {
  expect(movedOf(session, nightly, LIMITS)).toEqual([]);
  const moved = guest(4, 'nightly', { limits: { ...nightly.limits, cap: 5000, callLimit: 32 } });
  expect(movedOf(session, moved, LIMITS)).toEqual([
    { limit: 'cap', given: 0 },
    { limit: 'callLimit', given: 0 },
  ]);
});

test('each says what the tenant takes and what it would take, in the unit of the limit', () => {
  const text = wholeText('en');
  const asked = view.guests.map(() => ({ cpu: 5_000, cache: 10_000, locks: 2_000, calls: 310 }));
  const limits = { names: [...LIMITS], idle: [], asked, due: view.guests.map(() => 3000) };
  const wanting = { ...view, parts: { ...view.parts, limits } };
  const tenant = { ...nightly, share: { ...nightly.share, calls: 41 }, inbox: 3, irqs: [] };
  const words = (of: typeof view): string[] =>
    LIMITS.map((limit) => showsOf({ text, format: createFormat(text), view: signal(of) }, tenant, limit));
  expect(words(wanting)).toEqual([
    'gets 17%, due 30%: asleep',
    'used 0.7, wants 2.0',
    'has 15%, wants all of it',
    'made 41, wants 310',
    '3 wait for it',
  ]);
  // it never wants more than there is, whatever has come together
  const most = asked.map(() => ({ cpu: 99_900, cache: 99_900, locks: 99_900, calls: 17_075 }));
  const wishes = words({ ...wanting, parts: { ...view.parts, limits: { ...limits, asked: most } } }).slice(1, 4);
  expect(wishes.every((said) => said.endsWith('wants all of it'))).toBe(true);
  // why what it gets is not its due: what it waits for lately, as its tower says, or that it wants no more
  const why = (due: number, lack: 'disk' | 'limit' | null, freeze = 0): string => {
    const parts = {
      ...view.parts,
      limits: { ...limits, due: view.guests.map(() => due) },
      sharedKernel: { kernel: '', risky: [], lacks: view.guests.map(() => lack) },
    };
    const held = { ...tenant, limits: { ...tenant.limits, freeze } };
    return showsOf({ text, format: createFormat(text), view: signal({ ...view, parts }) }, held, 'weight');
  };
  expect([why(3000, 'disk'), why(3000, 'limit'), why(3000, null, 1), why(1800, 'disk'), why(1000, null)]).toEqual([
    'gets 17%, due 30%: disk wait',
    'gets 17%, due 30%: limited',
    'gets 17%, due 30%: frozen',
    'gets 17%, due 18%: its due',
    'gets 17%, due 10%: spare',
  ]);
  // what nobody knows of a tenant that is not up, it takes
  expect(words(view)[3]).toBe('made 41, wants 41');
});

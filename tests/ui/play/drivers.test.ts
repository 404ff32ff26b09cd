/** The place of a guest's driver: a button while one is to be had, red where its guest would give up meanwhile. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadLevel } from '../../../src/levels/index.ts';
import type { Session } from '../../../src/session/contract.ts';
import { createSession } from '../../../src/session/index.ts';
import { driverFace } from '../../../src/ui/play/driverFace.ts';
import { drivers } from '../../../src/ui/play/parts/drivers.tsx';
import { playOver } from './stage.ts';

beforeEach(() => void vi.stubGlobal('document', { getElementById: () => null, activeElement: null }));
afterEach(() => void vi.unstubAllGlobals());

const level = await loadLevel('12-drivers-for-the-closed');
if (!level.ok) throw new Error(level.code);

function begin(): Session {
  if (!level.ok) throw new Error(level.code);
  const made = createSession(level.value.file, level.value, { seed: 1, tutorial: false });
  if (!made.ok) throw new Error(made.code);
  made.value.play();
  made.value.frame(0);
  made.value.frame(50);
  return made.value;
}

const driverOf = (session: Session, guest: number) => session.view().parts.drivers?.guests[guest] ?? null;
const CLOSED = 0;
const OPEN = 1;

describe('a guest without a driver', () => {
  test('has a button with the time that it takes, and a press gives it one', () => {
    const session = begin();
    const play = playOver(session.view(), session);
    const face = driverFace(play, session.view(), driverOf(session, CLOSED));
    expect(face.state).toBe('offered');
    expect(face.words).toMatch(/^Install: \d/);
    play.press({ kind: 'driver', guest: CLOSED });
    expect(driverOf(session, CLOSED)).toMatchObject({ due: true, has: false });
  });

  test('has a red button where it would give up before it is back', () => {
    const session = begin();
    const one = driverOf(session, CLOSED);
    if (one === null) throw new Error('no driver');
    const play = playOver(session.view(), session);
    expect(driverFace(play, session.view(), { ...one, bears: one.away }).state).toBe('offered');
    expect(driverFace(play, session.view(), { ...one, bears: one.away - 1 }).state).toBe('long');
  });
});

test('a guest that is being given one has no button, and a press does nothing', () => {
  const session = begin();
  const play = playOver(session.view(), session);
  play.press({ kind: 'driver', guest: CLOSED });
  const face = driverFace(play, session.view(), driverOf(session, CLOSED));
  expect(face).toEqual({ state: 'due', words: expect.stringMatching(/^fetches 1 of \d+$/) });
  expect(drivers.acts?.(session.view(), { kind: 'driver', guest: CLOSED })).toBeNull();
});

test('a guest that has one, or is not there, has none to be pressed', () => {
  const session = begin();
  const play = playOver(session.view(), session);
  expect(driverFace(play, session.view(), driverOf(session, OPEN)).state).toBe('has');
  expect(driverFace(play, session.view(), null)).toEqual({ words: '', state: 'off' });
  expect(drivers.acts?.(session.view(), { kind: 'driver', guest: OPEN })).toBeNull();
});

/** The monitor as a machine, asked of level 4: its boxes, what flows into them by wire and by hand, and exceptions. */
import { expect, test } from 'vitest';
import { loadLevel } from '../../src/levels/index.ts';
import type { ExitsView } from '../../src/session/parts/exits.ts';
import type { Id } from '../../src/sim/index.ts';
import { sessionOf } from './stage.ts';

const loaded = await loadLevel('04-trap-and-emulate');
if (!loaded.ok) throw new Error(loaded.code);
const level = loaded.value;

const { rules } = level.file.setup;
const stands = (reason: Id, guest: Id, handler: Id): boolean =>
  rules.some((rule) => rule.reason === reason && rule.guest === guest && rule.handler === handler);

/** Plays with the wires given, those that stand from the start among them, for so many seconds of play. */
function played(wires: readonly [reason: Id, guest: Id, handler: Id][], seconds: number) {
  const session = sessionOf({}, level.file, level);
  for (const [reason, guest, handler] of wires.filter((wire) => !stands(...wire)))
    expect(session.command({ do: 'setRule', rule: { reason, guest, handler }, on: true }).ok).toBe(true);
  session.play();
  for (let at = 100; at <= 1000 * seconds; at += 100) session.frame(at);
  const exits = session.view().parts.exits;
  if (exits === null) throw new Error('nothing exits');
  return { session, exits };
}

const boxOf = ({ boxes }: ExitsView, handler: Id) => boxes.find(({ handlers }) => handlers.includes(handler));

const ALL: readonly [Id, Id, Id][] = [
  ['privileged', '*', 'emulator'],
  ['pageTable', '*', 'shadowPager'],
  ['fault', '*', 'reflect'],
  ['ioWrite', '*', 'latch'],
  ['ioRead', '*', 'hold'],
];

test('what puts requests into one latch is one box', () => {
  const { exits } = played([], 0);
  expect(boxOf(exits, 'hold')).toEqual(boxOf(exits, 'latch'));
  expect(exits.boxes).toHaveLength(5);
});

test('an exception sends the reads of one guest elsewhere, and is no wire for all', () => {
  const { exits } = played([...ALL, ['ioRead', 'ledger', 'deviceModel']], 20);
  const ledger = level.file.setup.guests.findIndex(({ id }) => id === 'ledger');
  expect(exits.exceptions).toEqual([{ reason: 'ioRead', guest: ledger, handler: 'deviceModel' }]);
  expect(exits.wires.find(({ reason }) => reason === 'ioRead')?.handler).toBe('hold');
  const reads = exits.flows.filter(({ reason, guest }) => reason === 'ioRead' && guest === ledger);
  expect(reads.map(({ box }) => exits.boxes[box]?.id)).toEqual(['deviceModel']);
  expect(boxOf(exits, 'deviceModel')).toMatchObject({ wired: reads[0]?.wired, byHand: 0 });
  expect(boxOf(exits, 'deviceModel')?.share).toBeGreaterThan(0);
});

test('what is answered by hand is told apart, and flows lately for a while only', () => {
  const { session, exits } = played(ALL.slice(1), 6);
  const held = exits.open.find(({ reason }) => reason === 'privileged');
  if (held === undefined) throw new Error('nobody is held');
  expect(session.command({ do: 'route', task: held.task, exit: held.n, handler: 'emulator' }).ok).toBe(true);
  const now = session.view().parts.exits;
  expect(now?.boxes.find(({ id }) => id === 'emulator')).toMatchObject({ wired: 0, byHand: 1 });
  expect(now?.flows.find(({ reason }) => reason === 'privileged')).toMatchObject({ byHand: 1, lately: 1 });
});

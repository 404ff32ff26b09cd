/** From the key to the ledger, into the picture and to the screen reader: a verb that this game has never heard of. */
import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { createEventSounds } from '../src/audio/fromEvents.ts';
import { NORMAL } from '../src/playfield/colours.ts';
import type { Moment } from '../src/playfield/moment.ts';
import { layersOf } from '../src/playfield/part.ts';
import { bell as picture } from '../src/playfield/parts/bell.ts';
import { ALL_PICTURE_PARTS } from '../src/playfield/parts/index.ts';
import type { Pen } from '../src/playfield/pen.ts';
import { parseRun, runText, verify } from '../src/session/index.ts';
import { layout } from '../src/session/layout.ts';
import { advance, apply, type LevelFile, type SimEvent, totals, type World } from '../src/sim/index.ts';
import { inspect } from '../src/ui/play/inspect.ts';
import { narrate } from '../src/ui/play/narrate.ts';
import type { Surface } from '../src/ui/play/play.ts';
import { onKey } from '../src/ui/play/shortcuts.ts';
import { SAMPLE } from './levels/sample.ts';
import { DATA, SECOND, sessionOf, worldOf } from './session/stage.ts';
import { press } from './ui/keys/events.ts';
import { playOver } from './ui/play/stage.ts';

const FILE: LevelFile = { ...SAMPLE, setup: { ...SAMPLE.setup, verbs: [...SAMPLE.setup.verbs, 'ring'] } };

function begin() {
  const session = sessionOf({}, FILE);
  const play = playOver(session.view(), session);
  const nothing = () => undefined;
  const exits = { onLeave: nothing, onHelp: nothing, onGuide: nothing, onSettings: nothing };
  const surface: Surface = { play, exits, back: signal(null), unfolded: signal(false), menu: signal(false) };
  const heard: SimEvent[] = [];
  session.listen((event) => heard.push(event));
  let now = 0;
  const pass = (milliseconds: number) => {
    const until = now + milliseconds;
    for (; now < until; now += 50) session.frame(now + 50);
    play.look(now, true);
  };
  return { session, play, surface, heard, pass };
}

const KEY = { press: press('Semicolon', ';'), begins: true, onControl: false, asked: 1000 };

/** Its first guest placed, then rung for or not; what an interrupt's injection costs is booked under `entry` or `handler`. */
function played(rung: boolean): World {
  const w = worldOf(FILE);
  advance(w, SECOND);
  expect(apply(w, { do: 'place', task: 0, pcpu: 0 }).ok).toBe(true);
  if (rung) expect(apply(w, { do: 'ring', guest: 0 }).ok).toBe(true);
  advance(w, 20 * SECOND);
  return w;
}

test('its key gives its command, once, and the answer is paid for', () => {
  const { session, surface, heard, pass } = begin();
  pass(200);
  session.command({ do: 'place', task: 0, pcpu: 0 });
  expect(session.view().parts.bell).toEqual({ due: [false, false, false], rings: 0 });
  expect(onKey(surface, KEY)).toBe(true);
  expect(onKey(surface, { ...KEY, begins: false })).toBe(true);
  expect(session.view().parts.bell).toEqual({ due: [true, false, false], rings: 1 });
  expect(session.can({ do: 'ring', guest: 0 })).toMatchObject({ ok: false, code: 'bellUnanswered' });
  for (let i = 0; i < 200 && session.view().parts.bell?.due[0] === true; i++) {
    pass(100);
    const exit = session.view().parts.exits?.open.find(({ waiting }) => waiting);
    const way = session.options(0)[0];
    if (exit !== undefined && way !== undefined)
      session.command({ do: 'route', task: exit.task, exit: exit.n, handler: way.handler });
  }
  expect(heard.map(({ type }) => type)).toEqual(expect.arrayContaining(['bellRang', 'bellAnswered']));
  expect(session.view().parts.bell?.due).toEqual([false, false, false]);
});

test('its price is in the ledger', () => {
  const [quiet, rung] = [totals(played(false)), totals(played(true))];
  expect(rung).not.toEqual(quiet);
});

test('it is seen where it stands', () => {
  const { session, play } = begin();
  const drawn: unknown[][] = [];
  const pen = { put: (...shape: unknown[]) => drawn.push(shape) };
  const layers = layersOf(ALL_PICTURE_PARTS);
  const own = picture.layers[0]?.layer;
  expect(own !== undefined && layers.includes(own)).toBe(true);
  const draw = () => {
    const moment = { view: session.view(), layout: layout(session.view()), palette: NORMAL };
    own?.(pen as unknown as Pen).draw(moment as unknown as Moment);
  };
  draw();
  session.command({ do: 'ring', guest: 0 });
  draw();
  expect(drawn.map(([key, , , , tint]) => [key, tint])).toEqual([
    ['disc', NORMAL.grey],
    ['disc', NORMAL.yellow],
  ]);
  expect(inspect(play, session.view(), { kind: 'bell' })?.title).toBe('Bell');
});

test('it is heard, and told to whoever does not see it', () => {
  const { session, play, heard } = begin();
  session.command({ do: 'ring', guest: 0 });
  const told = heard.find(({ type }) => type === 'bellRang');
  if (told === undefined) throw new Error('it did not ring');
  expect(narrate(play.parts, play, session.view(), told)?.words).toMatch(/ was rung for\.$/);
  const sounds: string[] = [];
  createEventSounds({ play: (id) => sounds.push(id) }, { guestOf: () => 0, stars: () => 0 })(told);
  expect(sounds).toEqual(['starAgain']);
});

test('a run with it is written, read and verified; elsewhere there is nothing of it', () => {
  const { session, pass } = begin();
  pass(200);
  session.command({ do: 'ring', guest: 0 });
  session.command({ do: 'place', task: 0, pcpu: 0 });
  for (let i = 0; i < 2000 && session.outcome() === null; i++) pass(100);
  const run = session.outcome()?.run;
  if (run === undefined) throw new Error('the run did not end');
  const read = parseRun(runText(run));
  expect(read.ok && read.value.log.some(({ c }) => c.do === 'ring')).toBe(true);
  expect(read.ok && verify(read.value, FILE, DATA).is).toBe('verified');
  expect(worldOf().kept.bells).toBeUndefined();
  expect(sessionOf().view().parts.bell).toBeNull();
});

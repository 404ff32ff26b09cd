/** A part that nobody has heard of is found by every loop, once it is in the lists: here a bell, of five small files. */
import { signal } from '@preact/signals';
import { h } from 'preact';
import { describe, expect, test } from 'vitest';
import { createEventSounds } from '../../src/audio/fromEvents.ts';
import { ALL_SOUND_PARTS } from '../../src/audio/parts/index.ts';
import { layersOf } from '../../src/playfield/part.ts';
import { ALL_PICTURE_PARTS } from '../../src/playfield/parts/index.ts';
import { catalogueOf } from '../../src/session/catalogue.ts';
import { layout } from '../../src/session/layout.ts';
import { PARTS } from '../../src/session/parts/index.ts';
import { noPast } from '../../src/session/past/past.ts';
import { lately } from '../../src/session/view/lately.ts';
import { partViews } from '../../src/session/view.ts';
import { assemble } from '../../src/text/catalogue.ts';
import { en } from '../../src/text/en/index.ts';
import { WORDS } from '../../src/text/en/parts/index.ts';
import { inspect } from '../../src/ui/play/inspect.ts';
import { newlyStanding } from '../../src/ui/play/narrate.ts';
import { ALL_PLAY_PARTS } from '../../src/ui/play/parts/index.ts';
import type { Surface } from '../../src/ui/play/play.ts';
import { onKey, run } from '../../src/ui/play/shortcuts.ts';
import { signatureOf } from '../../src/ui/play/signature.ts';
import { createPlay } from '../../src/ui/play/store.ts';
import { pointedAt } from '../../src/ui/play/tutorial.tsx';
import { SAMPLE } from '../levels/sample.ts';
import { DATA, SECOND, sessionOf, worldOf } from '../session/stage.ts';
import { press } from '../ui/keys/events.ts';
import { fakeSession } from '../ui/play/fakeSession.ts';
import { levelFile } from '../ui/play/levelFile.ts';
import { playOver } from '../ui/play/stage.ts';
import { trapAndEmulate } from '../ui/play/views.ts';
import { bell as picture } from './toy/picture.ts';
import { bell as play } from './toy/play.tsx';
import { bell as root } from './toy/root.ts';
import { bell as sound } from './toy/sound.ts';
import { bell as words } from './toy/words.ts';

test('the view has it where the level has it, and nothing of it elsewhere', () => {
  const w = worldOf();
  const past = noPast(w, SECOND);
  const catalogue = catalogueOf(SAMPLE, DATA.models);
  const seen = { file: SAMPLE, w, past, catalogue, lately: lately(past.samples, w), now: 0, next: null };
  const parts = { ...PARTS, bell: root };
  const board = sessionOf().view();
  expect(partViews(parts, seen, board).bell).toBeNull();
  w.knobs.bell = 3;
  expect(partViews(parts, seen, board)).toMatchObject({ bell: { rings: 3 }, exits: { wires: [] } });
});

describe('on the play screen', () => {
  const parts = [...ALL_PLAY_PARTS, play];
  const begin = () => {
    const view = trapAndEmulate();
    const session = fakeSession({ view, level: levelFile(view) });
    const store = createPlay({ ...playOver(view, session), parts });
    const nothing = () => undefined;
    const exits = { onLeave: nothing, onHelp: nothing, onGuide: nothing, onSettings: nothing };
    const surface: Surface = { play: store, exits, back: signal(null), unfolded: signal(false), menu: signal(false) };
    return { view, session, store, surface };
  };
  const rung = [{ do: 'setKnob', knob: 'bell', value: 1 }];

  test('its key and a press give its command', () => {
    const { session, store, surface } = begin();
    run(surface, 'ring');
    expect(session.given).toEqual(rung);
    store.press({ kind: 'bell' });
    expect(session.given).toEqual([...rung, ...rung]);
  });

  test('its digit is taken when no question takes it', () => {
    const { session, surface } = begin();
    onKey(surface, { press: press('Digit9', '9'), begins: true, onControl: false, asked: 1000 });
    expect(session.given).toEqual(rung);
  });

  test('it has its turn among the panels, is inspected, pointed at, and told when it changes', () => {
    const { view, store } = begin();
    const panels = parts.flatMap((part) => part.panels ?? []).sort((a, b) => a.turn - b.turn);
    expect(panels.map(({ Shown }) => h(Shown, {}).type)).toContain(play.panels?.[0]?.Shown);
    expect(inspect(store, view, { kind: 'bell' })?.title).toBe(words['play.name.bell']);
    expect(pointedAt(parts, layout(view), view, { door: true }, null)).toHaveLength(1);
    const silent = newlyStanding(parts, store, view, new Set());
    const before = signatureOf(parts, view);
    view.knobs.bell = 1;
    expect(signatureOf(parts, view)).not.toBe(before);
    expect(newlyStanding(parts, store, view, silent.known).said).toMatchObject([{ words: words['event.bellRang'] }]);
  });
});

test('its layer lies at its depth, between those of the others', () => {
  const layers = layersOf([...ALL_PICTURE_PARTS, picture]);
  const at = picture.layers.map(({ layer }) => layers.indexOf(layer));
  const depths = ALL_PICTURE_PARTS.flatMap((part) => part.layers.map(({ depth }) => depth));
  expect(at).toEqual([depths.filter((depth) => depth <= 205).length]);
});

test('it is heard beside what others make of the same event', () => {
  const heard: string[] = [];
  const surroundings = { guestOf: () => 0, stars: () => 0 };
  const hear = createEventSounds({ play: (id) => heard.push(id) }, surroundings, [...ALL_SOUND_PARTS, sound]);
  hear({ type: 'ruleChanged', at: 0, rule: { reason: 'x', guest: '*', handler: 'y' }, on: true });
  expect(heard).toEqual(['wired', 'starAgain']);
});

test('its words are in the catalogue', () => {
  expect(assemble(en, [...Object.values(WORDS), words])['verb.ring.name']).toBe('Ring');
});

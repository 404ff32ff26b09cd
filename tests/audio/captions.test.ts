import { describe, expect, test } from 'vitest';
import { type CaptionKey, SOUND, SOUNDS } from '../../src/audio/sounds.ts';
import { allWords, wholeText } from '../../src/text/whole.ts';
import { createReadyStudio, createStudio, type Studio } from './fakes.ts';

/** Sounds that say nothing which is not seen or done at that very moment by the one who would read it. */
const WITHOUT_CAPTION = ['pickUp', 'uiHover', 'uiClick', 'uiBack', 'routed'];

const collect = (studio: Studio): CaptionKey[] => {
  const keys: CaptionKey[] = [];
  studio.door.captions((key) => keys.push(key));
  return keys;
};

test('every sound has a caption, but for those of the hand itself', () => {
  expect(SOUNDS.filter((id) => SOUND[id].caption === null)).toEqual(WITHOUT_CAPTION);
});

test('every caption has words, and there are no words without a sound', () => {
  const used = [...new Set(SOUNDS.flatMap((id) => SOUND[id].caption ?? []))];
  const words = Object.keys(allWords).filter((key) => key.startsWith('audio.'));
  expect(words.sort()).toEqual(used.sort());
  const text = wholeText('en');
  for (const key of used) expect(text.t(key)).toMatch(/^[A-Z].*\.$/);
});

describe('captions are given', () => {
  test.each<[string, (studio: Studio) => void]>([
    ['before the sound is there', () => undefined],
    ['when muted', ({ door }) => door.mute(true)],
    ['at volume zero', ({ door }) => door.setVolume('effects', 0)],
  ])('%s', (_, silence) => {
    const studio = createStudio('load');
    silence(studio);
    const keys = collect(studio);
    studio.door.play('giveUp');
    expect(keys).toEqual(['audio.gaveUp']);
    expect(studio.heard).toEqual([]);
  });

  test('once for a sound that repeats, until a reader could have read it', async () => {
    const studio = await createReadyStudio();
    const keys = collect(studio);
    for (let i = 0; i < 14; i++) {
      studio.door.play('place');
      studio.clock.now += 100;
    }
    expect(keys).toEqual(['audio.placed']);
    studio.clock.now += 1500;
    studio.door.play('place');
    expect(keys).toEqual(['audio.placed', 'audio.placed']);
  });

  test('not for what is too soon to be heard', async () => {
    const studio = await createReadyStudio();
    studio.door.play('levelWon');
    const keys = collect(studio);
    studio.door.play('levelWon');
    expect(keys).toEqual([]);
  });

  test('until the listener leaves, and to the others if one fails', () => {
    const studio = createStudio();
    studio.door.captions(() => {
      throw new Error('broken');
    });
    const keys: CaptionKey[] = [];
    const leave = studio.door.captions((key) => keys.push(key));
    studio.door.play('place');
    leave();
    studio.door.play('served');
    expect(keys).toEqual(['audio.placed']);
    expect(studio.door.status().problems).toEqual([
      { code: 'listener', message: 'broken' },
      { code: 'listener', message: 'broken' },
    ]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUSES, SOUND, SOUNDS } from '../../src/audio/sounds.ts';
import { createReadyStudio, createStudio, FAULTS, type Studio } from './fakes.ts';

const total = (studio: Studio): number => {
  const { played, dropped } = studio.door.status();
  return Object.values(dropped).reduce((sum, count) => sum + count, played);
};

describe('before the first gesture', () => {
  test('sounds are dropped, and unlocking lets none of them burst out', async () => {
    const studio = createStudio();
    const ask = (): void => {
      for (const id of SOUNDS) {
        studio.clock.now += 1000;
        studio.door.play(id);
      }
    };
    ask();
    studio.paint();
    ask();
    await studio.settle();
    ask();
    expect(studio.door.status().state).toBe('locked');
    studio.gesture();
    ask(); // the gesture itself, still before the context runs
    await studio.settle();
    expect(studio.door.status().state).toBe('ready');
    expect(studio.effects()).toEqual([]);
    expect(studio.heard.map(({ volume }) => volume)).toEqual([0, 0, 0, 0]); // the loops of the bed, silent
    expect(studio.door.status().dropped.notReady).toBe(4 * SOUNDS.length);
    studio.door.play('place');
    expect(studio.effects().map(({ take }) => take)).toEqual(['place.0']);
  });

  test('while the sound wakes up, what counts as played is heard at once', async () => {
    const studio = createStudio();
    studio.paint();
    await studio.settle();
    studio.gesture();
    for (let turn = 0; turn < 20; turn++) {
      await Promise.resolve();
      studio.clock.now += 1000;
      studio.door.play('place');
      expect(studio.effects()).toHaveLength(studio.door.status().played);
    }
    expect(studio.door.status().played).toBeGreaterThan(0);
  });

  test('no audio context is made', async () => {
    const studio = createStudio();
    studio.paint();
    await studio.settle();
    expect(studio.howls()).toBe(0);
    studio.gesture();
    expect(studio.howls()).toBe(1);
  });

  test('a gesture that comes before the library is remembered', async () => {
    const studio = createStudio();
    studio.gesture();
    studio.paint();
    await studio.settle();
    expect(studio.door.status().state).toBe('ready');
  });

  test('nothing is loaded before the page is painted', async () => {
    const studio = createStudio();
    studio.gesture();
    await studio.settle();
    expect(studio.door.status().state).toBe('waiting');
  });
});

describe('volume', () => {
  test.each(BUSES.filter((bus) => bus !== 'music'))('of %s scales its own sounds and no others', async (bus) => {
    const before = await createReadyStudio();
    const after = await createReadyStudio();
    after.door.setVolume(bus, 0.5);
    for (const { door, clock } of [before, after]) {
      for (const id of SOUNDS) {
        clock.now += 10_000;
        door.play(id);
      }
    }
    SOUNDS.forEach((id, index) => {
      const ratio = (after.effects()[index]?.volume ?? 0) / (before.effects()[index]?.volume ?? 1);
      expect([id, ratio]).toEqual([id, SOUND[id].bus === bus ? 0.5 : 1]);
    });
  });

  test('of music moves the bed', async () => {
    const { door, fades } = await createReadyStudio();
    door.bed({ health: 1, steal: 0, activity: 1, paused: false });
    const loud = fades.filter(({ take }) => take === 'bed.pad').at(-1)?.to ?? 0;
    door.setVolume('music', 0.5);
    expect(fades.filter(({ take }) => take === 'bed.pad').at(-1)?.to).toBeCloseTo(loud / 2, 2);
    door.setVolume('music', 0);
    for (const layer of ['pad', 'bass', 'pulse']) {
      expect(fades.filter(({ take }) => take === `bed.${layer}`).at(-1)?.to).toBe(0);
    }
  });

  test('zero starts nothing and counts it', async () => {
    const studio = await createReadyStudio();
    studio.door.setVolume('interface', 0);
    studio.door.play('uiClick');
    studio.door.play('place');
    expect(studio.effects().map(({ take }) => take)).toEqual(['place.0']);
    expect(studio.door.status().dropped.silent).toBe(1);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('%s is refused and written down', async (value) => {
    const studio = await createReadyStudio();
    studio.door.setVolume('effects', value);
    studio.door.play('place');
    expect(studio.effects()).toHaveLength(1);
    expect(studio.door.status().problems.map(({ code }) => code)).toEqual(['input']);
  });

  test('mute silences what plays and what would play, and is remembered from before the sound was there', async () => {
    const studio = createStudio();
    studio.door.mute(true);
    studio.paint();
    await studio.settle();
    studio.gesture();
    await studio.settle();
    expect(studio.muted()).toBe(true);
    studio.door.play('place');
    expect(studio.effects()).toEqual([]);
    studio.door.mute(false);
    studio.clock.now += 1000;
    studio.door.play('place');
    expect(studio.muted()).toBe(false);
    expect(studio.effects()).toHaveLength(1);
  });

  test('gain is a share of the mix and cannot exceed it', async () => {
    const volumeAt = async (gain?: number): Promise<number> => {
      const studio = await createReadyStudio();
      studio.door.play('place', gain === undefined ? {} : { gain });
      return studio.effects()[0]?.volume ?? 0;
    };
    const full = await volumeAt();
    expect(await volumeAt(0.5)).toBeCloseTo(full / 2, 6);
    expect(await volumeAt(7)).toBe(full);
    expect(await volumeAt(-1)).toBe(0);
  });
});

describe('variants', () => {
  test.each([
    [0, 'place.0'],
    [5, 'place.5'],
    [6, 'place.0'],
    [-1, 'place.5'],
    [2.9, 'place.2'],
    [Number.NaN, 'place.0'],
  ])('variant %d of place is %s', async (variant, take) => {
    const studio = await createReadyStudio();
    studio.door.play('place', { variant });
    expect(studio.effects()[0]?.take).toBe(take);
  });
});

describe('a hidden page', () => {
  test('holds the sound and gives it back', async () => {
    const studio = await createReadyStudio();
    studio.door.suspend();
    await studio.settle();
    expect(studio.door.status().state).toBe('suspended');
    studio.door.play('place');
    studio.door.resume();
    await studio.settle();
    expect(studio.door.status().state).toBe('ready');
    expect(studio.effects()).toEqual([]);
    expect(studio.door.status().dropped.suspended).toBe(1);
  });

  test('that comes back at once is heard', async () => {
    const studio = await createReadyStudio();
    studio.door.suspend();
    studio.door.resume();
    await studio.settle();
    expect(studio.door.status().state).toBe('ready');
  });

  test('that is hidden while the sound wakes up stays silent, whatever is clicked', async () => {
    const studio = createStudio();
    studio.door.suspend();
    studio.paint();
    await studio.settle();
    studio.gesture();
    await studio.settle();
    studio.gesture();
    await studio.settle();
    expect(studio.heard).toEqual([]);
    studio.door.resume();
    await studio.settle();
    expect(studio.door.status().state).toBe('ready');
  });

  test('that is hidden in the moment between the gesture and the sound', async () => {
    const studio = createStudio();
    studio.paint();
    await studio.settle();
    studio.gesture();
    studio.door.suspend();
    await studio.settle();
    expect(studio.door.status().state).toBe('suspended');
    expect(studio.running()).toBe(false);
  });

  test('an interruption by the system ends with the next gesture', async () => {
    const studio = await createReadyStudio();
    studio.interrupt();
    expect(studio.door.status().state).toBe('locked');
    studio.door.play('place');
    studio.gesture();
    await studio.settle();
    expect(studio.door.status().state).toBe('ready');
    expect(studio.effects()).toEqual([]);
  });
});

describe('failure', () => {
  test.each([
    ['load', 'load'],
    ['decode', 'decode'],
    ['noWebAudio', 'noWebAudio'],
    ['howl', 'context'],
  ] as const)('of %s leaves silence and says why', async (fault, code) => {
    const studio = await createReadyStudio(fault);
    studio.door.play('place');
    const { state, problems, dropped } = studio.door.status();
    expect(state).toBe('unavailable');
    expect(problems.map((problem) => problem.code)).toContain(code);
    expect(dropped.notReady).toBe(1);
    expect(studio.effects()).toEqual([]);
  });

  test('of one playing does not stop the next', async () => {
    const studio = await createReadyStudio();
    studio.faults.add('play');
    studio.door.play('place');
    studio.faults.delete('play');
    studio.door.play('served');
    expect(studio.effects().map(({ take }) => take)).toEqual(['served']);
    expect(studio.door.status()).toMatchObject({ played: 1, failures: 1, problems: [{ code: 'play' }] });
  });

  test('keeps the last problems and counts all', async () => {
    const studio = await createReadyStudio();
    for (let i = 0; i < 50; i++) studio.door.setVolume('effects', Number.NaN);
    expect(studio.door.status().failures).toBe(50);
    expect(studio.door.status().problems).toHaveLength(10);
  });
});

test('dispose lets go of everything, also of what arrives later', async () => {
  const studio = await createReadyStudio();
  studio.door.dispose();
  studio.door.dispose();
  studio.door.play('place');
  expect(studio.unloaded()).toBe(1);
  expect(studio.listening()).toBe(false);
  expect(studio.effects()).toEqual([]);
  const late = createStudio();
  late.paint();
  late.door.dispose();
  await late.settle();
  expect(late.released()).toBe(1);
  expect(late.door.status().state).toBe('disposed');
});

/** Every call of the door, and everything that can happen around it, in any order and with any number. */
const action = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('play' as const),
      id: fc.constantFrom(...SOUNDS),
      variant: fc.double(),
      gain: fc.double(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('bed' as const),
      health: fc.double(),
      steal: fc.double(),
      activity: fc.double(),
      paused: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('setVolume' as const),
      bus: fc.constantFrom(...BUSES),
      value: fc.double(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('mute' as const), on: fc.boolean() }) },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constantFrom('suspend', 'resume', 'paint', 'gesture', 'interrupt', 'settle'),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.double({ min: -1000, max: 5000 }) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('break' as const),
      fault: fc.constantFrom(...FAULTS),
      on: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('dispose' as const) }) },
);

test('nothing that anybody does, in any order and with anything broken, makes the door throw', async () => {
  const rejections: unknown[] = [];
  const reject = (cause: unknown): void => void rejections.push(cause);
  process.on('unhandledRejection', reject);
  const faults = fc.array(fc.constantFrom(...FAULTS), { maxLength: 2 });
  await fc.assert(
    fc.asyncProperty(fc.boolean(), faults, fc.array(action, { maxLength: 40 }), async (ready, broken, actions) => {
      const studio = ready ? await createReadyStudio(...broken) : createStudio(...broken);
      const before = studio.heard.length;
      studio.door.captions(() => {
        throw new Error('a listener of its own mind');
      });
      let asked = 0;
      let unlocked = ready;
      for (const step of actions) {
        if (step.do === 'play') {
          studio.door.play(step.id, step);
          asked++;
        } else if (step.do === 'bed') studio.door.bed(step);
        else if (step.do === 'setVolume') studio.door.setVolume(step.bus, step.value);
        else if (step.do === 'mute') studio.door.mute(step.on);
        else if (step.do === 'wait') studio.clock.now += step.ms;
        else if (step.do === 'break') studio.faults[step.on ? 'add' : 'delete'](step.fault);
        else if (step.do === 'settle') await studio.settle();
        else if (step.do === 'suspend' || step.do === 'resume' || step.do === 'dispose') studio.door[step.do]();
        else studio[step.do]();
        unlocked ||= step.do === 'gesture';
        expect(total(studio)).toBe(asked);
        if (!unlocked) expect(studio.heard).toHaveLength(before);
      }
      // what was counted as played was heard there and then; nothing was queued for later
      const { played, dropped } = studio.door.status();
      const heard = studio.effects().length;
      expect(heard).toBeGreaterThanOrEqual(played);
      expect(heard).toBeLessThanOrEqual(played + dropped.refused);
      studio.faults.clear();
      studio.gesture();
      await studio.settle();
      expect(studio.effects()).toHaveLength(heard);
    }),
    { numRuns: 600 },
  );
  await new Promise((resolve) => setTimeout(resolve, 0));
  process.off('unhandledRejection', reject);
  expect(rejections).toEqual([]);
});

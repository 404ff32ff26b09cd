import { expect, test } from 'vitest';
import { recordSetting } from '../../../src/session/save/progress.ts';
import { emptySave, type Save } from '../../../src/session/save/save.ts';
import { DEFAULTS } from '../../../src/ui/settings/settings.ts';
import { createSettingsStore } from '../../../src/ui/settings/store.ts';

function setUp(before: Save = emptySave()) {
  let save = before;
  const watchers = new Set<(save: Save) => void>();
  const update = (change: (save: Save) => Save) => {
    save = change(save);
    for (const watcher of watchers) watcher(save);
  };
  const attributes = new Map<string, string>();
  const motion = { matches: false, tell: (): void => undefined };
  const page = {
    matchMedia: () => ({
      get matches() {
        return motion.matches;
      },
      addEventListener(_: string, listener: () => void) {
        motion.tell = listener;
      },
      removeEventListener: () => undefined,
    }),
    document: { documentElement: { setAttribute: (name: string, value: string) => attributes.set(name, value) } },
  };
  const saves = {
    read: () => save,
    update,
    watch(listener: (save: Save) => void) {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
  };
  // The store reads the two members above and nothing else of the page.
  const store = createSettingsStore(saves, page as object as Window);
  return { store, attributes, motion, update, save: () => save };
}

test('a change is stored by name, and nothing else is', () => {
  const { store, save } = setUp();
  store.change({ muted: true, volumes: { ...DEFAULTS.volumes, music: 10 } });
  expect([...save().settings]).toEqual([
    ['muted', { n: 1, value: true }],
    ['volume.music', { n: 1, value: 10 }],
  ]);
  expect(store.settings.value.volumes.music).toBe(10);
});

test('what another tab or an import brings shows at once', () => {
  const { store, update } = setUp();
  update((save) => recordSetting(save, 'textSize', 'large'));
  expect(store.settings.value.textSize).toBe('large');
});

test('settings show on the document, and motion follows the system', () => {
  const { store, attributes, motion } = setUp(recordSetting(emptySave(), 'highContrast', true));
  expect(Object.fromEntries(attributes)).toEqual({
    'data-text-size': 'normal',
    'data-contrast': 'high',
    'data-motion': 'full',
  });
  motion.matches = true;
  motion.tell();
  expect([attributes.get('data-motion'), store.reducedMotion.value]).toEqual(['reduced', true]);
});

test('a reset stores the defaults', () => {
  const { store, save } = setUp();
  store.change({ muted: true });
  store.reset();
  expect(store.settings.value).toEqual(DEFAULTS);
  expect(save().settings.get('muted')).toEqual({ n: 2, value: false });
});

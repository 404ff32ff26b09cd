/**
 * The settings in use: a signal that is stored at every change and shows on <html>.
 */
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { recordSetting } from '../../session/save/progress.ts';
import type { Save } from '../../session/save/save.ts';
import type { Saves } from '../../session/storage.ts';
import { attributesOf, changesOf, DEFAULTS, readSettings, type Settings } from './settings.ts';

export type SettingsStore = {
  readonly settings: ReadonlySignal<Settings>;
  readonly reducedMotion: ReadonlySignal<boolean>;
  change(part: Partial<Settings>): void;
  reset(): void;
  dispose(): void;
};

const settingsIn = (save: Save): Settings =>
  readSettings(Object.fromEntries([...save.settings].map(([name, { value }]) => [name, value])));

/** Follows the save, so that an import or another tab shows at once. */
export function createSettingsStore(saves: Pick<Saves, 'read' | 'update' | 'watch'>, page: Window): SettingsStore {
  const settings = signal(settingsIn(saves.read()));
  const query = page.matchMedia('(prefers-reduced-motion: reduce)');
  const system = signal({ reducedMotion: query.matches });
  const reducedMotion = signal(false);
  const onSystem = () => {
    system.value = { reducedMotion: query.matches };
  };
  query.addEventListener('change', onSystem);
  const unwatch = saves.watch((save) => {
    settings.value = settingsIn(save);
  });

  const stop = effect(() => {
    const attributes = attributesOf(settings.value, system.value);
    for (const [name, value] of Object.entries(attributes)) page.document.documentElement.setAttribute(name, value);
    reducedMotion.value = attributes['data-motion'] === 'reduced';
  });
  const set = (next: Settings) => {
    const changes = Object.entries(changesOf(settings.value, next));
    settings.value = next;
    saves.update((save) => changes.reduce((kept, [name, value]) => recordSetting(kept, name, value), save));
  };
  return {
    settings,
    reducedMotion,
    change: (part) => set({ ...settings.value, ...part }),
    reset: () => set(DEFAULTS),
    dispose() {
      stop();
      unwatch();
      query.removeEventListener('change', onSystem);
    },
  };
}

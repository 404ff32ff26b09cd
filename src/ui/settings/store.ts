/**
 * The settings in use: a signal that is stored at every change and shows on <html>.
 */
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { attributesOf, DEFAULTS, readSettings, type Settings } from './settings.ts';

/** Where settings are kept; the session's storage provides it. What `load` returns is not trusted. */
export type SettingsDoor = { load(): unknown; save(settings: Settings): void };

export type SettingsStore = {
  readonly settings: ReadonlySignal<Settings>;
  readonly reducedMotion: ReadonlySignal<boolean>;
  change(part: Partial<Settings>): void;
  reset(): void;
  /** reads the store again, after an import */
  reload(): void;
  dispose(): void;
};

export function createSettingsStore(door: SettingsDoor, page: Window): SettingsStore {
  const settings = signal(readSettings(door.load()));
  const query = page.matchMedia('(prefers-reduced-motion: reduce)');
  const system = signal({ reducedMotion: query.matches });
  const reducedMotion = signal(false);
  const onSystem = () => {
    system.value = { reducedMotion: query.matches };
  };
  query.addEventListener('change', onSystem);

  const stop = effect(() => {
    const attributes = attributesOf(settings.value, system.value);
    for (const [name, value] of Object.entries(attributes)) page.document.documentElement.setAttribute(name, value);
    reducedMotion.value = attributes['data-motion'] === 'reduced';
  });
  const set = (next: Settings) => {
    settings.value = next;
    door.save(next);
  };
  return {
    settings,
    reducedMotion,
    change: (part) => set({ ...settings.value, ...part }),
    reset: () => set(DEFAULTS),
    reload() {
      settings.value = readSettings(door.load());
    },
    dispose() {
      stop();
      query.removeEventListener('change', onSystem);
    },
  };
}

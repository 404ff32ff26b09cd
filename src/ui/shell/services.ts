/**
 * What the screens need of the rest of the game. main.ts fits the parts together; nothing here knows how.
 */
import type { ReadonlySignal, Signal } from '@preact/signals';
import { type ComponentType, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Session } from '../../session/contract.ts';
import type { Save } from '../../session/save/save.ts';
import type { Saves, Trouble } from '../../session/storage.ts';
import type { Keyboard } from '../keys/keyboard.ts';
import type { SettingsStore } from '../settings/store.ts';
import type { Words } from './context.ts';
import type { Library, LoadedLevel } from './library.ts';
import type { PictureNews } from './pictureHealth.ts';
import type { Router } from './router.ts';
import type { Runs } from './runs.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Sounds that the screens around a level ask for. */
export type UiSound = 'uiClick' | 'uiBack';

/** What the play screen is given. */
export type PlayProps = {
  session: Session;
  level: LoadedLevel;
  /** the run has ended, and its end has been seen */
  onEnd(): void;
  /** one step back; the run stays as it is */
  onLeave(): void;
};

export type Services = {
  router: Router;
  saves: Saves;
  /** the save, as it changes */
  save: ReadonlySignal<Save>;
  /** why progress is not stored; null while it is */
  trouble: ReadonlySignal<Trouble | null>;
  /** an error that no screen caught; null while there is none */
  failure: Signal<Error | null>;
  /** what there is to say about the picture of the play screen */
  picture: ReadonlySignal<PictureNews | null>;
  settings: SettingsStore;
  keyboard: Keyboard;
  words: ReadonlySignal<Words>;
  learnWords: Vocabulary['learn'];
  library: Library;
  runs: Runs;
  sound(id: UiSound): void;
  /** `more`: with what only some levels have */
  loadPlay(more: boolean): Promise<ComponentType<PlayProps>>;
  /** of package.json */
  version: string;
};

export const ServicesContext = createContext<Services | null>(null);

/** @throws {Error} outside of the app */
export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error('useServices: no ServicesContext around this component');
  return services;
}

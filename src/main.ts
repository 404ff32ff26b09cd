/**
 * The composition root: the only file that knows everybody.
 *
 * The page needs little to be shown: words, campaign, saves, and the screens around a level. The play screen, the picture
 * (Phaser), the sound (Howler), the debrief and the field guide arrive in chunks of their own.
 */
import { computed, effect, signal } from '@preact/signals';
import { h, render } from 'preact';
import { version } from '../package.json';
import {
  type AudioDoor,
  BUSES,
  browserAudio,
  createAudio,
  createEventSounds,
  createViewSounds,
} from './audio/index.ts';
import { LEVEL_IDS, loadCampaign } from './levels/index.ts';
import type { Playfield } from './playfield/types.ts';
import { createSession, type Session } from './session/index.ts';
import { openKeptRuns } from './session/keptRuns.ts';
import { areaOf } from './session/slots.ts';
import { openStorage } from './session/storage.ts';
import type { Int } from './sim/index.ts';
import { firstWords } from './text/catalogue.ts';
import { createKeyboard } from './ui/keys/keyboard.ts';
import type { Picture } from './ui/play/doors.ts';
import { DEFAULTS, writeSettings } from './ui/settings/settings.ts';
import { createSettingsStore, type SettingsStore } from './ui/settings/store.ts';
import { App } from './ui/shell/App.tsx';
import { createWords, TextContext } from './ui/shell/context.ts';
import { Fatal } from './ui/shell/Fatal.tsx';
import { createKeeping } from './ui/shell/keeping.ts';
import { createLibrary, type LoadedLevel } from './ui/shell/library.ts';
import { createPictureHealth, type PictureNews } from './ui/shell/pictureHealth.ts';
import { createRouter } from './ui/shell/router.ts';
import { createRuns } from './ui/shell/runs.ts';
import type { Services } from './ui/shell/services.ts';
import { holdTab } from './ui/shell/tabs.ts';
import { createVocabulary, type Vocabulary } from './ui/shell/vocabulary.ts';
import './ui/styles/fonts.css';
import './ui/styles/index.ts';

/** A name for this tab: later ones sort after it, and no two have the same. */
function nameOfTab(): string {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return `${Date.now().toString(36).padStart(9, '0')}-${random.toString(36)}`;
}

function browserStorage(tab: string) {
  return openStorage({
    area: () => areaOf(window.localStorage),
    tab,
    known: { levels: LEVEL_IDS, settings: new Set(Object.keys(writeSettings(DEFAULTS))) },
    others(heard) {
      const listener = (event: StorageEvent) => heard(event.key);
      window.addEventListener('storage', listener);
      return () => window.removeEventListener('storage', listener);
    },
  });
}

/** Volumes follow the settings; a hidden page is silent. */
function followSettings(audio: AudioDoor, { settings }: SettingsStore): void {
  effect(() => {
    const { volumes, muted } = settings.value;
    for (const bus of BUSES) audio.setVolume(bus, volumes[bus] / 100);
    audio.mute(muted);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) audio.suspend();
    else audio.resume();
  });
}

/** Everything that happens in a run is heard. */
function listenTo(session: Session, audio: AudioDoor): void {
  const guestOf = (task: Int): Int => {
    const guests = session.view().guests;
    return guests.findIndex((guest) => guest.vcpus.some((vcpu) => vcpu.task === task));
  };
  session.listen(createEventSounds(audio, { guestOf, stars: () => session.outcome()?.stars ?? 0 }));
  const hear = createViewSounds(audio);
  session.watch((view) => hear(view, session.paused, performance.now()));
}

function sessionOpener(audio: AudioDoor, { settings }: SettingsStore) {
  return ({ level }: LoadedLevel, seed: Int, isNew: boolean): Session => {
    const { speed, noHurry, tutorial: wanted } = settings.peek();
    const tutorial = wanted && isNew;
    const data = { models: level.models, kernels: level.kernels };
    const opened = createSession(level.file, data, { seed, speed, noHurry, tutorial });
    if (!opened.ok) throw new Error(`${level.file.id}: ${opened.code} at ${opened.path}`);
    listenTo(opened.value, audio);
    return opened.value;
  };
}

/** The play screen and its picture, which fetches Phaser when it is mounted. */
function playLoader(
  audio: AudioDoor,
  { settings, reducedMotion }: SettingsStore,
  learn: Vocabulary['learn'],
  tell: (news: PictureNews) => void,
): Services['loadPlay'] {
  return async (more) => {
    const [{ playScreenWith, BASIC_PLAY_PARTS }, { createPlayfield, BASIC_PICTURE_PARTS }, all, allPictures] =
      await Promise.all([
        import('./ui/play/index.tsx'),
        import('./playfield/index.ts'),
        more ? import('./ui/play/parts/index.ts') : null,
        more ? import('./playfield/parts/index.ts') : null,
        more ? learn() : null,
      ]);
    const parts = all?.ALL_PLAY_PARTS ?? BASIC_PLAY_PARTS;
    const pictureParts = allPictures?.ALL_PICTURE_PARTS ?? BASIC_PICTURE_PARTS;
    const options = { reducedMotion: () => reducedMotion.peek(), contrast: () => settings.peek().highContrast };
    const mountPicture = (host: HTMLElement) => watched(createPlayfield(host, options, pictureParts), tell);
    return playScreenWith({ mountPicture, sound: audio, parts });
  };
}

/** The playfield as the play screen's picture, with an eye on whether anything is drawn. */
function watched(playfield: Playfield, tell: (news: PictureNews) => void): Picture {
  const health = createPictureHealth(tell);
  playfield.ready.then(
    () => health.ready(playfield.lost),
    (problem: unknown) => {
      console.info(problem);
      health.failed();
    },
  );
  return {
    show(view) {
      health.look(playfield.lost);
      return playfield.show(view);
    },
    event: (event) => playfield.event(event),
    resize: (width, height, dpr) => playfield.resize(width, height, dpr),
    select: (target) => playfield.select(target),
    preview: (ghost) => playfield.preview(ghost),
    dispose() {
      health.stop();
      playfield.dispose();
    },
  };
}

/** Milliseconds after the first screen. */
const PRELOAD_AFTER = 1500;

async function start(overlay: HTMLElement): Promise<void> {
  const tab = nameOfTab();
  const saves = browserStorage(tab);
  const save = signal(saves.read());
  const trouble = signal(saves.why);
  saves.watch((kept) => {
    save.value = kept;
    trouble.value = saves.why;
  });
  const settings = createSettingsStore(saves, window);
  const audio = createAudio(browserAudio());
  followSettings(audio, settings);

  const failure = signal<Error | null>(null);
  const report = (cause: unknown) => {
    if (cause instanceof Error) failure.value = cause;
  };
  window.addEventListener('error', (event) => report(event.error));
  window.addEventListener('unhandledrejection', (event) => report(event.reason));

  const campaign = await loadCampaign();
  if (!campaign.ok) throw new Error(`campaign.json: ${campaign.code} at ${campaign.path}`);
  // Settings change often; words are made anew only for another language.
  const { words, learn } = createVocabulary(computed(() => settings.settings.value.language));
  const openSession = sessionOpener(audio, settings);
  const keeping = createKeeping({
    runs: openKeptRuns({ area: () => areaOf(window.localStorage), tab }),
    tabs: holdTab(tab, 'locks' in navigator ? navigator.locks : undefined),
    page: window,
    now: Date.now,
  });
  const runs = createRuns({ saves, openSession, keeping });
  const picture = signal<PictureNews | null>(null);
  const tell = (news: PictureNews) => {
    picture.value = news;
    if (news === 'lost') runs.current.peek()?.session.pause();
  };
  const services: Services = {
    router: createRouter(window),
    saves,
    save,
    trouble,
    failure,
    settings,
    keyboard: createKeyboard(window),
    words,
    learnWords: learn,
    library: createLibrary(campaign.value),
    runs,
    sound: (id) => audio.play(id),
    picture,
    loadPlay: playLoader(audio, settings, learn, tell),
    version,
  };
  render(h(App, { services }), overlay);
  // While somebody reads the title there is time for what comes next. A failure shows when it is really wanted.
  setTimeout(() => services.loadPlay(false).catch((problem: unknown) => console.info(problem)), PRELOAD_AFTER);
}

const overlay = document.getElementById('overlay');
if (overlay === null) throw new Error('index.html has no #overlay');
await start(overlay).catch((problem: unknown) => {
  console.error(problem);
  render(h(TextContext.Provider, { value: createWords('en', firstWords) }, h(Fatal, null)), overlay);
});

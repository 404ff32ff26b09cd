/**
 * Howler, with its edges covered.
 *
 * - A sound that is asked for while the browser holds its audio context is queued by Howler and bursts out later. Here
 *   nothing reaches Howler unless the context runs; the rest is refused at once.
 * - Howler notices that its context runs only by playing. The loops of the bed are the first to play, silent, all in the
 *   same tick so that they stay in step for ever; when Howler reports the first of them, the engine is ready.
 * - Howler's own unlocking and its suspending after 30 quiet seconds are switched off: the page knows better.
 */
import type { HowlLike, Library } from './library.ts';
import { LAYERS, type Layer, layerName } from './sounds.ts';
import type { AudioState, Log } from './status.ts';

export type Engine = {
  state(): AudioState;
  /** Plays a take at `volume` 0 … 1. False: it was not possible, and will not happen later either. */
  play(take: string, volume: number): boolean;
  /** Moves a loop of the bed between two volumes; `from` and `to` differ. */
  fade(layer: Layer, from: number, to: number, milliseconds: number): void;
  mute(on: boolean): void;
  /** Must be called from within a user gesture: the only moment at which browsers let audio begin. */
  unlock(): void;
  suspend(on: boolean): void;
  dispose(): void;
};

/** Makes the Howl, which starts to decode. `onReady` is called once, when sounds can be heard for the first time. */
export function createEngine(library: Library, log: Log, onReady: () => void): Engine {
  const { Howl, Howler, sprite, source } = library;
  let loaded = false;
  let broken = false;
  let heard = false;
  let suspended = false;
  const loops = new Map<Layer, number>();

  const context = () => (Howler.usingWebAudio ? Howler.ctx : null);
  const running = () => context()?.state === 'running';

  function fail(code: 'decode' | 'noWebAudio', cause: unknown): void {
    broken = true;
    log.problem(code, cause);
  }

  function startLoops(): void {
    if (!loaded || broken || suspended || !running() || loops.size > 0) return;
    for (const layer of LAYERS) {
      const id = howl.play(layerName(layer));
      if (id !== null) loops.set(layer, id);
    }
  }

  /** The context changes its state in its own time, and what is wanted may change meanwhile: so look again afterwards. */
  function settle(change: Promise<unknown>, then: () => void): void {
    change.then(
      () => log.guard('play', then, undefined),
      (cause: unknown) => log.problem('context', cause),
    );
  }

  function wake(): void {
    const audio = context();
    if (audio === null || audio.state === 'running' || audio.state === 'closed') return;
    settle(audio.resume(), () => (suspended ? hold() : startLoops()));
  }

  function hold(): void {
    const audio = context();
    if (audio?.state === 'running') settle(audio.suspend(), () => (suspended ? undefined : wake()));
  }

  Howler.autoUnlock = false;
  Howler.autoSuspend = false;
  const howl: HowlLike = new Howl({
    src: [source.url],
    format: [source.format],
    sprite: { ...sprite },
    volume: 0, // until a playing gets its own
    onload() {
      loaded = true;
      log.guard('page', source.release, undefined);
      log.guard('play', startLoops, undefined);
    },
    onloaderror(_, error) {
      log.guard('page', source.release, undefined);
      fail('decode', error);
    },
    onplayerror: (_, error) => log.problem('play', error),
    onplay(id) {
      if (heard || ![...loops.values()].includes(id)) return;
      heard = true;
      onReady();
    },
  });
  if (context() === null) fail('noWebAudio', 'this browser has no Web Audio');

  return {
    state() {
      if (broken) return 'unavailable';
      if (!loaded) return 'loading';
      if (suspended) return 'suspended';
      return heard && running() ? 'ready' : 'locked';
    },
    play(take, volume) {
      const id = howl.play(take);
      if (id === null) return false;
      howl.volume(volume, id);
      return true;
    },
    fade(layer, from, to, milliseconds) {
      const id = loops.get(layer);
      if (id !== undefined) howl.fade(from, to, milliseconds, id);
    },
    mute(on) {
      Howler.mute(on);
    },
    unlock() {
      if (!suspended) wake();
      startLoops();
    },
    suspend(on) {
      suspended = on;
      if (on) hold();
      else wake();
    },
    dispose() {
      howl.unload();
    },
  };
}

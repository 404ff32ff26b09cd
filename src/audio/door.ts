/**
 * The door to all sound. It never throws: what fails is silent and written down in `status`.
 *
 * Captions do not depend on hearing: they are given for every sound that would be heard, whether or not the browser, the
 * volume or the player lets it.
 */
import { type BedState, createBed } from './bed.ts';
import { createEngine, type Engine } from './engine.ts';
import type { Library } from './library.ts';
import { createLimiter } from './limit.ts';
import { BUSES, type Bus, type CaptionKey, SOUND, type SoundId, takeName } from './sounds.ts';
import { type AudioState, type AudioStatus, type Drop, Log } from './status.ts';

/** What the door needs of the world outside. browser.ts has the real ones. */
export type AudioOptions = {
  /** fetches Howler and the sprite */
  load(): Promise<Library>;
  /** calls back once, when the page has been painted */
  afterFirstPaint(begin: () => void): void;
  /** calls back from within every gesture; returns the unsubscriber */
  onGesture(listener: () => void): () => void;
  /** milliseconds that never go back */
  now(): number;
};

export interface AudioDoor {
  /** `variant`: guest or height of a stack; `gain` 0 … 1 on top of the mix. Before the first gesture: silence, not a queue. */
  play(id: SoundId, options?: { variant?: number; gain?: number }): void;
  /** The machine's state for the bed; may be called every frame. */
  bed(state: BedState): void;
  /** 0 … 1 */
  setVolume(bus: Bus, value: number): void;
  mute(on: boolean): void;
  /** Returns the unsubscriber. */
  captions(listener: (key: CaptionKey) => void): () => void;
  /** The page is hidden: hold everything. */
  suspend(): void;
  resume(): void;
  status(): AudioStatus;
  dispose(): void;
}

/** Milliseconds before the same caption is given again: a reader needs longer than an ear. */
const CAPTION_GAP = 1500;
/** Milliseconds for which the bed rests after the sound `quiet`. */
const REST = 6000;
/** Below this volume (−60 dB) nothing is started. */
const INAUDIBLE = 0.001;

const decibels = (value: number): number => 10 ** (value / 20);

export function createAudio(options: AudioOptions): AudioDoor {
  const log = new Log();
  const limiter = createLimiter();
  const captioned = createLimiter();
  const listeners = new Set<(key: CaptionKey) => void>();
  const volumes: Record<Bus, number> = { effects: 1, music: 1, interface: 1 };
  let phase: Exclude<AudioState, 'ready' | 'suspended'> = 'waiting';
  let library: Library | null = null;
  let engine: Engine | null = null;
  let gestured = false;
  let muted = false;
  let hidden = false;
  let latest: BedState | null = null;
  const bed = createBed((layer, from, to, milliseconds) => engine?.fade(layer, from, to, milliseconds));

  const now = (): number => log.guard('page', () => options.now(), Number.NaN);
  const state = (): AudioState => (engine ? log.guard('context', engine.state, 'unavailable') : phase);

  function unavailable(cause: unknown): void {
    if (phase === 'disposed') return;
    phase = 'unavailable';
    log.problem('load', cause);
  }

  function load(): void {
    if (phase !== 'waiting') return;
    phase = 'loading';
    const arrived = (loaded: Library): void => {
      if (phase === 'disposed') {
        loaded.source.release();
        return;
      }
      phase = 'locked';
      library = loaded;
      if (gestured) open();
    };
    Promise.resolve()
      .then(() => options.load())
      .then(arrived)
      .catch(unavailable);
  }

  /** An audio context that is made before the first gesture is refused with a warning, so the engine waits for one. */
  function open(): void {
    if (library === null || engine !== null || phase !== 'locked') return;
    const kit = library;
    engine = log.guard<Engine | null>('context', () => createEngine(kit, log, followBed), null);
    if (engine === null) phase = 'unavailable';
    withEngine((running) => {
      running.mute(muted);
      if (hidden) running.suspend(true);
      running.unlock();
    });
  }

  function withEngine(action: (running: Engine) => void): void {
    const running = engine;
    if (running !== null) log.guard('context', () => action(running), undefined);
  }

  function followBed(): void {
    const wanted = latest;
    if (wanted === null || state() !== 'ready') return;
    log.guard('play', () => bed.follow(wanted, volumes.music, now()), undefined);
  }

  function caption(key: CaptionKey): void {
    if (captioned.ask(key, CAPTION_GAP, now()) === null) return;
    for (const listener of listeners) log.guard('listener', () => listener(key), undefined);
  }

  /** Plays now or never; returns why not, or null. */
  function start(take: string, volume: number): Drop | null {
    if (muted || volume < INAUDIBLE) return 'silent';
    const where = state();
    const running = engine;
    if (where === 'suspended') return 'suspended';
    if (where !== 'ready' || running === null) return 'notReady';
    return log.guard('play', () => running.play(take, volume), false) ? null : 'refused';
  }

  /** What is heard of a sound, in ears and in words; returns why nothing was, or null. */
  function sound(id: SoundId, variant: number | undefined, gain: number): Drop | null {
    if (phase === 'disposed') return 'notReady';
    if (!Object.hasOwn(SOUND, id)) return 'unknown';
    const { bus, gap, decibels: mix, caption: key } = SOUND[id];
    const freshness = limiter.ask(id, gap, now());
    if (freshness === null) return 'tooSoon';
    if (key !== null) caption(key);
    if (id === 'quiet') bed.rest(now() + REST);
    return start(takeName(id, variant), volumes[bus] * decibels(mix) * freshness * share(gain));
  }

  function gesture(): void {
    gestured = true;
    open();
    withEngine((running) => running.unlock());
  }

  const stopListening = log.guard<(() => void) | null>('page', () => options.onGesture(gesture), null);
  log.guard('page', () => options.afterFirstPaint(() => log.guard('load', load, undefined)), undefined);

  return {
    play(id, { variant, gain = 1 } = {}) {
      const dropped = sound(id, variant, gain);
      if (dropped === null) log.played++;
      else log.dropped[dropped]++;
    },
    bed(wanted) {
      latest = wanted;
      followBed();
    },
    setVolume(bus, value) {
      if (!BUSES.includes(bus) || !Number.isFinite(value)) log.problem('input', `setVolume ${bus} ${value}`);
      else volumes[bus] = share(value);
      followBed();
    },
    mute(on) {
      muted = on;
      withEngine((running) => running.mute(on));
    },
    captions(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    suspend() {
      hidden = true;
      withEngine((running) => running.suspend(true));
    },
    resume() {
      hidden = false;
      withEngine((running) => running.suspend(false));
    },
    status: () => log.status(phase === 'disposed' ? phase : state()),
    dispose() {
      if (phase === 'disposed') return;
      log.guard('page', () => stopListening?.(), undefined);
      withEngine((running) => running.dispose());
      engine = null;
      listeners.clear();
      phase = 'disposed';
    },
  };
}

const share = (value: number): number => (Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0);

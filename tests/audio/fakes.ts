/**
 * A Howler made of counters, which behaves like the real one where it matters: it learns that its context runs only by
 * resuming it when something is played, queues what is played until then, and lets all of it burst out. A door that leaned
 * on that would be heard here.
 */
import { type AudioDoor, type AudioOptions, createAudio } from '../../src/audio/door.ts';
import type { HowlOptions, Library, Sprite } from '../../src/audio/library.ts';
import { LAYERS, layerName, SOUNDS, takeNames } from '../../src/audio/sounds.ts';

/** Something that became audible. */
export type Heard = { take: string; volume: number };

/** What this browser refuses. Each key is a place where the real thing can throw, reject or answer with nothing. */
export const FAULTS = [
  'load',
  'howl',
  'play',
  'playNull',
  'volume',
  'fade',
  'mute',
  'unload',
  'resume',
  'resumeThrows',
  'suspend',
  'release',
  'decode',
  'noWebAudio',
  'now',
  'state',
] as const;
export type Fault = (typeof FAULTS)[number];

export const SPRITE: Sprite = Object.fromEntries(
  [...SOUNDS.flatMap(takeNames), ...LAYERS.map(layerName)].map((name, index) => [
    name,
    [index * 1000, 500, name.startsWith('bed.')],
  ]),
);

export type Studio = {
  door: AudioDoor;
  /** everything that became audible, in order */
  heard: Heard[];
  /** without the loops of the bed */
  effects(): Heard[];
  fades: { take: string; from: number; to: number }[];
  muted(): boolean;
  /** the audio context makes sound */
  running(): boolean;
  released(): number;
  unloaded(): number;
  howls(): number;
  faults: Set<Fault>;
  clock: { now: number };
  /** the page has been painted */
  paint(): void;
  /** a click or a key */
  gesture(): void;
  listening(): boolean;
  /** the system takes the sound away, as a telephone call does */
  interrupt(): void;
  /** lets all promises and answers of the fake arrive */
  settle(): Promise<void>;
};

export function createStudio(...given: Fault[]): Studio {
  const faults = new Set<Fault>(given);
  const heard: Heard[] = [];
  const fades: Studio['fades'] = [];
  const clock = { now: 1000 };
  const counts = { released: 0, unloaded: 0, howls: 0 };
  const takes = new Map<number, Heard>();
  let contextState = 'suspended';
  let howlerKnows = false;
  let gestured = false;
  let gestureListener: (() => void) | null = null;
  let begin: (() => void) | null = null;
  const queued: (() => void)[] = [];
  let muted = false;

  const trip = (fault: Fault): void => {
    if (faults.has(fault)) throw new Error(`fault: ${fault}`);
  };
  const context = {
    get state() {
      trip('state');
      return contextState;
    },
    resume() {
      trip('resumeThrows');
      if (faults.has('resume')) return Promise.reject(new Error('fault: resume'));
      if (!gestured) return new Promise<void>(() => undefined); // as Chrome does: it waits for a gesture for ever
      return Promise.resolve().then(() => {
        contextState = 'running';
      });
    },
    suspend() {
      if (faults.has('suspend')) return Promise.reject(new Error('fault: suspend'));
      return Promise.resolve().then(() => {
        contextState = 'suspended';
      });
    },
  };

  class Howl {
    #id = 0;
    readonly #options: HowlOptions;
    constructor(options: HowlOptions) {
      trip('howl');
      counts.howls++;
      this.#options = options;
      queueMicrotask(() => {
        if (faults.has('decode')) options.onloaderror(0, 'fault: decode');
        else options.onload();
      });
    }
    play(take: string): number | null {
      trip('play');
      if (faults.has('playNull') || !(take in this.#options.sprite)) return null;
      const id = ++this.#id;
      const playing = { take, volume: this.#options.volume };
      takes.set(id, playing);
      const start = (): void => {
        heard.push(playing);
        queueMicrotask(() => this.#options.onplay(id));
      };
      if (howlerKnows && contextState === 'running') start();
      else {
        queued.push(start);
        const burst = (): void => {
          howlerKnows = true;
          for (const begin of queued.splice(0)) begin();
        };
        context.resume().then(burst, () => undefined);
      }
      return id;
    }
    volume(volume: number, id: number): void {
      trip('volume');
      const playing = takes.get(id);
      if (playing) playing.volume = volume;
    }
    fade(from: number, to: number, _milliseconds: number, id: number): void {
      trip('fade');
      fades.push({ take: takes.get(id)?.take ?? '', from, to });
    }
    unload(): void {
      trip('unload');
      counts.unloaded++;
    }
  }

  const Howler = {
    autoUnlock: true,
    autoSuspend: true,
    get usingWebAudio() {
      return !faults.has('noWebAudio');
    },
    get ctx() {
      return counts.howls > 0 ? context : null;
    },
    mute(on: boolean) {
      trip('mute');
      muted = on;
    },
  };

  const release = (): void => {
    counts.released++;
    trip('release');
  };
  const library: Library = { Howl, Howler, sprite: SPRITE, source: { url: 'blob:sprite', format: 'webm', release } };
  const options: AudioOptions = {
    load: () => (faults.has('load') ? Promise.reject(new Error('fault: load')) : Promise.resolve(library)),
    afterFirstPaint(then) {
      begin = then;
    },
    onGesture(listener) {
      gestureListener = listener;
      return () => {
        gestureListener = null;
      };
    },
    now() {
      trip('now');
      return clock.now;
    },
  };
  return {
    door: createAudio(options),
    heard,
    effects: () => heard.filter(({ take }) => !take.startsWith('bed.')),
    fades,
    muted: () => muted,
    running: () => contextState === 'running',
    released: () => counts.released,
    unloaded: () => counts.unloaded,
    howls: () => counts.howls,
    faults,
    clock,
    paint: () => begin?.(),
    gesture() {
      gestured = true;
      gestureListener?.();
    },
    listening: () => gestureListener !== null,
    interrupt() {
      contextState = 'interrupted';
    },
    async settle() {
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    },
  };
}

/** A studio whose sound is on: painted, loaded, clicked. */
export async function createReadyStudio(...faults: Fault[]): Promise<Studio> {
  const studio = createStudio(...faults);
  studio.paint();
  await studio.settle();
  studio.gesture();
  await studio.settle();
  return studio;
}

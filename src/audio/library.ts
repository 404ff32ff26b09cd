/**
 * The part of Howler that is used, as types: the door takes a loader for it, so that tests can put their own in its place.
 */

/** [offset in ms, length in ms], with `true` behind it for a loop */
export type SpriteEntry = [offset: number, length: number] | [offset: number, length: number, loop: boolean];
export type Sprite = Readonly<Record<string, SpriteEntry>>;

export type HowlOptions = {
  src: string[];
  format: string[];
  sprite: Record<string, SpriteEntry>;
  volume: number;
  onload(): void;
  onloaderror(id: number, error: unknown): void;
  onplayerror(id: number, error: unknown): void;
  onplay(id: number): void;
};

export type HowlLike = {
  /** the id of the playing, or null when nothing can play */
  play(sprite: string): number | null;
  volume(volume: number, id: number): unknown;
  fade(from: number, to: number, milliseconds: number, id: number): unknown;
  unload(): unknown;
};

export type ContextLike = {
  readonly state: string;
  resume(): Promise<unknown>;
  suspend(): Promise<unknown>;
};

export type HowlerLike = {
  autoUnlock: boolean;
  autoSuspend: boolean;
  readonly usingWebAudio: boolean;
  /** null until the first Howl is made */
  readonly ctx: ContextLike | null;
  mute(on: boolean): unknown;
};

export type Library = {
  Howl: new (options: HowlOptions) => HowlLike;
  Howler: HowlerLike;
  sprite: Sprite;
  /** where the encoded sprite can be read; `release` is called when it has been */
  source: { url: string; format: string; release(): void };
};

/** The entries as JSON has them, checked: a table that does not fit its Howler is an error here, not a strange noise there. */
export function readSprite(entries: Readonly<Record<string, readonly unknown[]>>): Sprite {
  const read = ([name, entry]: [string, readonly unknown[]]): [string, SpriteEntry] => {
    const [offset, length, loop = false] = entry;
    if (typeof offset !== 'number' || typeof length !== 'number' || typeof loop !== 'boolean') {
      throw new TypeError(`sprite entry ${name}: ${JSON.stringify(entry)}`);
    }
    return [name, [offset, length, loop]];
  };
  return Object.fromEntries(Object.entries(entries).map(read));
}

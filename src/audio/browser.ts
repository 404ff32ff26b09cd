/** The real world behind the door: Howler, the sprite, the page's gestures and clock. */
import type { AudioOptions } from './door.ts';
import { type Library, readSprite } from './library.ts';

/** Events that count as a gesture in some browser; a movement or a scroll does in none. */
const GESTURES = ['mousedown', 'pointerup', 'touchend', 'keydown'] as const;

export function browserAudio(): AudioOptions {
  return {
    load: loadHowler,
    // the callback of a frame runs before its painting, a timer set there runs after it
    afterFirstPaint(begin) {
      requestAnimationFrame(() => setTimeout(begin, 0));
    },
    onGesture(listener) {
      for (const name of GESTURES) document.addEventListener(name, listener, { capture: true, passive: true });
      return () => {
        for (const name of GESTURES) document.removeEventListener(name, listener, { capture: true });
      };
    },
    now: () => performance.now(),
  };
}

/**
 * Everything that sound needs, in chunks of their own. The sprite is fetched now, so that it plays from the first gesture
 * on, and handed to Howler as a blob: Howler would otherwise fetch it only when its audio context is made.
 */
async function loadHowler(): Promise<Library> {
  const [{ Howl, Howler }, sprite, files] = await Promise.all([
    import('howler'),
    import('../../assets/audio/sprite.json'),
    import('./spriteFiles.ts'),
  ]);
  const format = Howler.codecs('webm') ? 'webm' : 'mp3';
  const address = files.SPRITE_FILES[format];
  if (address === undefined) throw new Error(`this build has no ${format}`);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the sprite: ${answer.status} ${answer.statusText}`);
  const url = URL.createObjectURL(await answer.blob());
  const release = (): void => URL.revokeObjectURL(url);
  return { Howl, Howler, sprite: readSprite(sprite.default.entries), source: { url, format, release } };
}

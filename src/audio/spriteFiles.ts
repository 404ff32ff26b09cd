/** Addresses of the encoded sprite. WebM (Opus) where it can be played; Safari and old browsers take MP3. */
import mp3 from '../../assets/audio/sprite.mp3?url';
import webm from '../../assets/audio/sprite.webm?url';

export const SPRITE_FILES = { webm, mp3 } as const;

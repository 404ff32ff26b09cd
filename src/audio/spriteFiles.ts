/**
 * Addresses of the encoded sprite. WebM (Opus) where it can be played; Safari and old browsers take MP3. The single HTML
 * file carries the sound inside itself, and therefore in one kind only.
 */
import mp3 from '../../assets/audio/sprite.mp3?url';
import webm from '../../assets/audio/sprite.webm?url';

export const SPRITE_FILES: { readonly webm: string; readonly mp3?: string } =
  import.meta.env.MODE === 'single' ? { webm } : { webm, mp3 };

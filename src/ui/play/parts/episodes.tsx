/** Episodes are to be found by looking, so nothing here says whom they befell; the screen only looks again at once. */
import type { PlayPart } from '../play.ts';

export const episodes: PlayPart = {
  watches: ({ parts }, mix) => mix(parts.episodes?.now.length ?? 0),
};

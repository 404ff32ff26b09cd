/** Trouble that the seed deals out: who is in it, and until when. It is for the player to find out, so little shows it. */
import { type Cycles, type EpisodeKind, episodesOf, type Int } from '../../sim/index.ts';
import type { SessionPart } from '../part.ts';

export type EpisodesView = { now: { guest: Int; kind: EpisodeKind; since: Cycles; until: Cycles }[] };

const FOUND_BY_LOOKING = 'what a tenant is up to is to be found by looking: that is the level';

export const episodes: SessionPart<EpisodesView> = {
  verbs: [],
  nothing: { playfield: FOUND_BY_LOOKING, audio: FOUND_BY_LOOKING, text: FOUND_BY_LOOKING },
  view({ w }) {
    if (w.setup.episodes === undefined) return null;
    const now = episodesOf(w).filter(({ since, until }) => since <= w.now && w.now < until);
    return { now: now.map(({ guest, kind, since, until }) => ({ guest, kind, since, until })) };
  },
};

/** Guests: their towers, patience, restarts. They are on the board of every level. */
import type { SessionPart } from '../part.ts';

export const guests: SessionPart = { verbs: [] };

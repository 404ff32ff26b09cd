/**
 * Speaks for the screen reader at a rate that can be followed: of everything that happens, at most one sentence per
 * interval, warnings first, and never the same sentence twice in a row while it waits.
 */

export type Urgency = 'polite' | 'assertive';
export type Announcement = { words: string; urgency: Urgency };

/** Milliseconds between two sentences, and how many may wait. */
export const INTERVAL = { polite: 1800, assertive: 900 } as const;
const WAITING = 3;
/** Milliseconds after which a sentence is about the past: it is not begun any more, and does not stay to be found. */
export const STALE = 3000;

export type Announcer = {
  /** `now` in milliseconds of any monotonic clock */
  push(announcement: Announcement, now: number): void;
  /** what to say now, or null */
  poll(now: number): Announcement | null;
  clear(): void;
};

type Waiting = { words: string; since: number };

export function createAnnouncer(): Announcer {
  let polite: Waiting[] = [];
  let assertive: Waiting[] = [];
  let spokeAt = Number.NEGATIVE_INFINITY;

  /** News replaces the oldest of its kind: what is said late must at least be recent. */
  const add = (queue: readonly Waiting[], words: string, since: number): Waiting[] =>
    [...queue.filter((waiting) => waiting.words !== words), { words, since }].slice(-WAITING);

  return {
    push({ words, urgency }, now) {
      if (urgency === 'assertive') assertive = add(assertive, words, now);
      else polite = add(polite, words, now);
    },
    poll(now) {
      polite = polite.filter(({ since }) => now - since < STALE);
      assertive = assertive.filter(({ since }) => now - since < STALE);
      const urgency = assertive.length > 0 ? 'assertive' : 'polite';
      if (now - spokeAt < INTERVAL[urgency]) return null;
      const queue = urgency === 'assertive' ? assertive : polite;
      const next = queue.shift();
      if (next === undefined) return null;
      spokeAt = now;
      return { words: next.words, urgency };
    },
    clear() {
      polite = [];
      assertive = [];
    },
  };
}

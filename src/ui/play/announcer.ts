/**
 * Speaks for the screen reader at a rate that can be followed: of everything that happens, at most one sentence per
 * interval, warnings first, and never the same sentence twice in a row while it waits.
 */

export type Urgency = 'polite' | 'assertive';
export type Announcement = { words: string; urgency: Urgency };

/** Milliseconds between two sentences, and how many may wait. */
export const INTERVAL = { polite: 1800, assertive: 900 } as const;
const WAITING = 3;

export type Announcer = {
  /** `now` in milliseconds of any monotonic clock */
  push(announcement: Announcement): void;
  /** what to say now, or null */
  poll(now: number): Announcement | null;
  clear(): void;
};

export function createAnnouncer(): Announcer {
  let polite: string[] = [];
  let assertive: string[] = [];
  let spokeAt = Number.NEGATIVE_INFINITY;

  /** News replaces the oldest of its kind: what is said late must at least be recent. */
  const add = (queue: readonly string[], words: string): string[] =>
    [...queue.filter((waiting) => waiting !== words), words].slice(-WAITING);

  return {
    push({ words, urgency }) {
      if (urgency === 'assertive') assertive = add(assertive, words);
      else polite = add(polite, words);
    },
    poll(now) {
      const urgency = assertive.length > 0 ? 'assertive' : 'polite';
      if (now - spokeAt < INTERVAL[urgency]) return null;
      const queue = urgency === 'assertive' ? assertive : polite;
      const words = queue.shift();
      if (words === undefined) return null;
      spokeAt = now;
      return { words, urgency };
    },
    clear() {
      polite = [];
      assertive = [];
    },
  };
}

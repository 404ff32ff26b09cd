/** Bells: a guest is rung for, and answers at its next entry, for what an injection costs there. */
import { type Context, guestOf, modeOf, pcpuOf, taskOf } from '../access.ts';
import type { Mechanism } from '../mechanism.ts';
import { type Int, NONE } from '../types.ts';

declare module '../messages.ts' {
  interface Events {
    bellRang: { guest: Int };
    bellAnswered: { guest: Int };
  }
}
declare module '../state.ts' {
  interface Kept {
    /** by guest: how often it was rung for; is the last time unanswered? */
    bells?: { rings: Int; due: boolean }[];
  }
}

/** Rings for guest g: its running vCPUs answer when they next stand at an entry. */
export function ring({ w, sink }: Context, g: Int): void {
  const bell = w.kept.bells?.[g];
  if (bell === undefined) return;
  bell.rings++;
  bell.due = true;
  sink?.({ type: 'bellRang', at: w.now, guest: g });
}

export const bell: Mechanism = {
  id: 'bell',
  uses: ({ verbs }) => verbs.includes('ring'),
  keeps: ({ setup }) => ({ bells: setup.guests.map(() => ({ rings: 0, due: false })) }),
  events: ['bellRang', 'bellAnswered'],
  metrics: {
    rings: (w, guests) => ({
      value: guests.reduce((sum, g) => sum + (w.kept.bells?.[g]?.rings ?? 0), 0),
      samples: guests.length,
    }),
  },
  ride({ w, sink }, p) {
    const { guest } = taskOf(w, pcpuOf(w, p).task);
    const own = w.kept.bells?.[guest];
    if (own?.due !== true) return NONE;
    own.due = false;
    sink?.({ type: 'bellAnswered', at: w.now, guest });
    return modeOf(w, guest).interruptions.inject;
  },
  forget({ w }, g) {
    const own = w.kept.bells?.[g];
    if (own !== undefined) own.due = false;
  },
  want: (w, g) => w.kept.bells?.[g]?.due === true && guestOf(w, g).stage === 'up',
};

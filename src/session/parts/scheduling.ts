/** Who runs where, and who is next: vCPUs, pCPUs and their places on deck, which are on the board of every level. */
import { NONE } from '../../sim/index.ts';
import { guestNamed, mostOf } from '../find.ts';
import type { Found, SessionPart } from '../part.ts';
import type { PcpuView } from '../view-base.ts';

export const isFree = ({ on, interval, task }: PcpuView): boolean => on && interval === 'idle' && task === NONE;

export const scheduling: SessionPart = {
  verbs: ['place', 'preempt', 'deck'],
  situations: {
    state(asked, view) {
      const named = guestNamed(view, asked.guest);
      const found = view.guests
        .flatMap(({ vcpus }) => vcpus)
        .find(
          (vcpu) =>
            vcpu.state === asked.state &&
            (asked.guest === undefined || vcpu.guest === named) &&
            (asked.pcpu === undefined || vcpu.pcpu === asked.pcpu),
        );
      return found === undefined ? null : { guest: found.guest };
    },
    free({ free }, { pcpus }): Found {
      const pcpu = pcpus[free];
      return pcpu !== undefined && isFree(pcpu) ? { pcpu: free } : null;
    },
    /**
     * A guest waits, nobody makes room for it, and little of its patience is left. `pcpu`: where nobody is next, or else
     * whoever runs there, has most patience.
     */
    starving({ starving }, { guests, pcpus }): Found {
      if (pcpus.some(isFree)) return null;
      const waits = guests.filter(
        ({ stage, patience, vcpus }) =>
          (stage === 'up' || stage === 'booting') &&
          patience < starving &&
          vcpus.some(({ state, deckOf }) => state === 'ready' && deckOf === NONE),
      );
      const guest = mostOf(waits, ({ patience }) => 100 - patience);
      const bears = ({ task, deck }: PcpuView): number =>
        (guests.find(({ vcpus }) => vcpus.some((vcpu) => vcpu.task === task))?.patience ?? 0) +
        (deck === NONE ? 1000 : 0);
      const pcpu = mostOf(pcpus, bears);
      return guest === null || pcpu === null ? null : { guest: guest.index, pcpu: pcpu.index };
    },
    busy: ({ busy }, { pcpus }) => (pcpus.filter(({ task }) => task !== NONE).length >= busy ? {} : null),
    deck: ({ deck: most }, { pcpus }) => (pcpus.filter(({ deck }) => deck !== NONE).length >= most ? {} : null),
  },
};

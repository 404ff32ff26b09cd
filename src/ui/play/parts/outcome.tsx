/** How the run goes and ends. Goals stand in the strip at the top, the ending over everything. */
import { assertive } from '../narrate.ts';
import type { PlayPart } from '../play.ts';

export const outcome: PlayPart = {
  narration: {
    ended: ({ text }, _, { status }) => (status === 'running' ? null : assertive(text.t(`event.ended.${status}`))),
  },
  watches({ goals }, mix) {
    for (const goal of goals) mix(goal.met);
  },
};

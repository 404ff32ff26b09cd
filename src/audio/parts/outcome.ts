/** Stars that ring while the run goes on, and how it ends. */
import type { Heard, SoundPart } from '../part.ts';
import type { SoundId } from '../sounds.ts';

/** Milliseconds before a star may ring again: a value may tremble around its bar. */
const STAR_AGAIN = 4000;

function starEar(play: (id: SoundId) => void) {
  let met = new Map<string, boolean>();
  let won = new Set<string>();
  let lastStar = 0;
  return {
    enter(view: Heard): void {
      met = new Map(view.goals.map((goal) => [goal.id, goal.met]));
      won = new Set();
    },
    /** A bar that is crossed while the run goes on; what holds from the start is no achievement yet. */
    hear(view: Heard, now: number): void {
      for (const goal of view.goals) {
        const crossed = goal.met && met.get(goal.id) === false;
        met.set(goal.id, goal.met);
        if (!crossed) continue;
        if (won.has(goal.id) && now - lastStar < STAR_AGAIN) continue;
        play(won.size === 0 ? 'starFirst' : 'starAgain');
        won.add(goal.id);
        lastStar = now;
      }
    },
  };
}

export const outcome: SoundPart = {
  cues: ({ stars }) => ({
    ended({ status }) {
      if (status === 'lost') return { id: 'levelLost' };
      if (status !== 'over') return null;
      return { id: stars() > 0 ? 'levelWon' : 'levelLost' };
    },
  }),
  ear: starEar,
};

/** The play screen's state, for its components. */
import { computed, type ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext, useMemo, useRef } from 'preact/hooks';
import type { View } from '../../session/view-model.ts';
import type { Command, Verdict } from '../../sim/index.ts';
import type { Play } from './play.ts';
import { steady } from './steady.ts';

export const PlayContext = createContext<Play | null>(null);

export function usePlay(): Play {
  const play = useContext(PlayContext);
  if (play === null) throw new Error('usePlay outside <PlayScreen>');
  return play;
}

/**
 * What is calculated from signals and from what the component was given. Each drawing makes it anew: signals do not see that a
 * component was given something else, and go on telling what was so for the last thing (here that was another tenant's
 * figures, as long as time stood). Use it in the place of `useComputed`.
 */
export function useDerived<T>(make: () => T): ReadonlySignal<T> {
  return computed(make);
}

/**
 * A part of the view that components show. They are drawn again only when the result differs, so let it be a string, a
 * number or a boolean; a signal of words can stand in JSX as it is and is then written without drawing anything again.
 */
export function useView<T extends string | number | boolean>(part: (view: View) => T): ReadonlySignal<T> {
  const play = usePlay();
  return useDerived(() => part(play.view.value));
}

/** Plain data calculated from signals. Components that read it are drawn again only when the result differs. */
export function useSteady<T>(make: () => T): ReadonlySignal<T> {
  const newest = useRef(make);
  newest.current = make;
  const kept = useMemo(() => steady(() => newest.current()), []);
  return useDerived(kept);
}

/** Whether a command may be given now. */
export function useVerdict(command: () => Command): ReadonlySignal<Verdict> {
  const play = usePlay();
  return useSteady(() => {
    void play.view.value; // whatever happens may change the answer
    return play.session.can(command());
  });
}

/** The play screen's state, for its components. */
import { type ReadonlySignal, useComputed } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { View } from '../../session/view-model.ts';
import type { Play } from './play.ts';

export const PlayContext = createContext<Play | null>(null);

export function usePlay(): Play {
  const play = useContext(PlayContext);
  if (play === null) throw new Error('usePlay outside <PlayScreen>');
  return play;
}

/**
 * A part of the view that components show. They are drawn again only when the result differs, so let it be a string, a
 * number or a boolean; a signal of words can stand in JSX as it is and is then written without drawing anything again.
 */
export function useView<T extends string | number | boolean>(part: (view: View) => T): ReadonlySignal<T> {
  const play = usePlay();
  return useComputed(() => part(play.view.value));
}

/**
 * Which keys are down, so that a held key acts once. Browsers mark repeats by `repeat`, but not all of them and not under
 * every input method, and a key that went down in a dialog may still be held when that is gone.
 */
import { placeOf } from './press.ts';

type Going = Pick<KeyboardEvent, 'key' | 'code' | 'repeat' | 'ctrlKey' | 'altKey' | 'metaKey'>;

export type Held<E extends Going> = {
  down(event: E): void;
  up(event: E): void;
  /** the window lost the keyboard: no release will be heard of */
  release(): void;
  /** Is this the event with which its key went down? */
  begins(event: E): boolean;
  /** the event with which the key of this one went down; undefined when that was not heard */
  firstOf(event: E): E | undefined;
};

export function createHeld<E extends Going>(): Held<E> {
  const first = new Map<string, E>();
  /** begun with a modifier or at an unknown place; their releases are not reliable, so that only `repeat` counts */
  const untracked = (event: Going): boolean => event.ctrlKey || event.altKey || event.metaKey || placeOf(event) === '';
  return {
    down(event) {
      if (untracked(event) || event.repeat) return;
      const place = placeOf(event);
      if (!first.has(place)) first.set(place, event);
    },
    up(event) {
      // While Meta is down, macOS tells of no other key's release.
      if (event.key === 'Meta') first.clear();
      first.delete(placeOf(event));
    },
    release: () => first.clear(),
    begins: (event) => !event.repeat && (untracked(event) || first.get(placeOf(event)) === event),
    firstOf: (event) => first.get(placeOf(event)),
  };
}
